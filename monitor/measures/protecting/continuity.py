"""What earlier editions hid has to stay within sight: a code that vanishes takes with it how its figures add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Refused
from monitor.measures.definitions import Definition
from monitor.measures.figures import DIMENSION
from monitor.measures.quality import Missing


@dataclass(frozen=True, slots=True)
class Served:
    """An edition that readers may have kept: its definition of then and its figures."""

    definition: Definition
    figures: pa.Table


def check_codes(definition: Definition, earlier: Sequence[Served]) -> None:
    """Raise Refused("protection_codes_gone") where an edition that hid something has codes that are defined no more.

    Whoever puts groups together anew could otherwise show the sum of a hidden group and a visible one.
    """
    there = {dimension.id: {code.code for code in dimension.codes} for dimension in definition.dimensions}
    for edition in earlier:
        if not pc.any(pc.equal(edition.figures["missing"], Missing.HIDDEN.value)).as_py():
            continue
        for dimension in edition.definition.dimensions:
            used = {
                code for code in edition.figures[f"{DIMENSION}{dimension.id}"].unique().to_pylist() if code
            }
            if gone := sorted(used - there.get(dimension.id, set())):
                raise Refused(
                    "protection_codes_gone",
                    f"{definition.id} cannot be protected, and was not kept: an edition that hides figures has codes "
                    f"of {dimension.id} that are defined no more: {', '.join(gone[:10])}. Keep them in the definition, "
                    "each as part of the code that now holds it (part_of); no figures need be given for them.",
                    indicator=definition.id,
                    dimension=dimension.id,
                    codes=", ".join(gone[:10]),
                )
