"""The words for the codes of a column: from the list that a foreign key names, or from the schema itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.signs import code_point, first_forbidden
from monitor.errors import MonitorError
from monitor.sources.frictionless.descriptor import Field, Package, Resource
from monitor.sources.frictionless.values import accepted, required
from monitor.sources.tabular.cells import Cells, said
from monitor.sources.tabular.refusals import Refusals

LONGEST_CODE = 500
_LABELS = ("label", "title", "name", "label_en", "text", "description")
_MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of the rows, null where the cell is blank, and the words for them where the package has any."""

    codes: pa.DictionaryArray
    words: Mapping[str, str]


Open = Callable[[Resource], Cells]
"""The cells of another table of the package, or MonitorError."""


def read_codes(
    field: Field, column: pa.Array, package: Package, resource: Resource, opened: Open, refusals: Refusals
) -> Codes:
    """The codes of a column. Rows with a code that the schema does not know are left out."""
    missing = pa.array(list(resource.missing), pa.string())
    blank = pc.is_in(column, value_set=missing)
    codes = pc.if_else(blank, pa.scalar(None, pa.string()), column).dictionary_encode()
    words, where = _known(field, package, resource, opened)
    bad: dict[int, str] = {}
    for place, code in enumerate(codes.dictionary.to_pylist()):
        if (sign := first_forbidden(code)) is not None:
            bad[place] = f"The text holds {code_point(code[sign])} as character {sign + 1}."
        elif len(code) > LONGEST_CODE:
            bad[place] = f"{said(code)} has {len(code):,} characters."
        elif words is not None and code not in words:
            bad[place] = f"{said(code)} is not known."
    indices = codes.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    listed = ", ".join(list(words or {})[:_MOST_LISTED])
    told = (
        f"one of {listed} ({where})."
        if words
        else f"text that can be seen, at most {LONGEST_CODE} characters."
    )
    if bad:
        rows = np.flatnonzero(np.isin(indices, list(bad)))
        refusals.note(field.name, {int(row): bad[int(indices[row])] for row in rows}, told)
    if required(field):
        empty = np.flatnonzero(indices < 0)
        refusals.note(
            field.name, {int(row): "The cell is blank." for row in empty}, "a code: the schema requires it."
        )
    return Codes(codes, words or {})


def _known(
    field: Field, package: Package, resource: Resource, opened: Open
) -> tuple[Mapping[str, str] | None, str]:
    key = next((key for key in resource.foreign_keys if key.field == field.name), None)
    target = next(
        (other for other in package.resources if key is not None and other.name == key.resource), None
    )
    if key is not None and target is not None and target is not resource:
        try:
            cells = opened(target)
        except MonitorError:
            return accepted(field), "of the schema"
        if key.reference in cells.names:
            return _listed(cells, key.reference), f"of the list {target.name}"
    return accepted(field), "of the schema"


def _listed(cells: Cells, reference: str) -> dict[str, str]:
    codes = cells.column(reference).to_pylist()
    lower = [name.casefold() for name in cells.names]
    others = [place for place, name in enumerate(cells.names) if name != reference]
    labelled = [
        lower.index(name) for name in _LABELS if name in lower and cells.names[lower.index(name)] != reference
    ]
    if not (labelled or others):
        return {code: code for code in codes if code}
    labels = cells.columns[(labelled or others)[0]].to_pylist()
    return {code: label or code for code, label in zip(codes, labels, strict=True) if code}
