"""What a table of a data package says of single figures beside their values."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.provenance import Confidence
from monitor.measures.observations import Qualifier
from monitor.measures.quality import Flag, Missing
from monitor.sources.frictionless.descriptor import Resource
from monitor.sources.frictionless.parts import Parts
from monitor.sources.markup import shown
from monitor.sources.tabular import numbers
from monitor.sources.tabular.cells import Cells
from monitor.sources.tabular.refusals import Refusals

_WORDS: Final[Mapping[str, type[StrEnum]]] = {
    "flags": Flag,
    "missing": Missing,
    "qualifier": Qualifier,
    "confidence": Confidence,
}
_COUNT = "^[1-9][0-9]{0,17}$"


def read_beside(
    cells: Cells, parts: Parts, resource: Resource, missing: pa.Array, refusals: Refusals
) -> Mapping[str, pa.Array]:
    """The columns of figures that a table has beside its values, by their names in ours."""
    found: dict[str, pa.Array] = {}
    signs = dict.fromkeys((*resource.missing, ""), Missing.NOT_STATED)
    for name in parts.beside:
        column = cells.column(name)
        if name == "n":
            fits = pc.match_substring_regex(column, _COUNT)
            found["n"] = pc.cast(pc.if_else(fits, column, pa.scalar(None, pa.string())), pa.int64())
        elif name in _WORDS:
            known = [str(word) for word in _WORDS[name]]
            words = column.dictionary_encode()
            read = [_known(text, known) for text in words.dictionary.to_pylist()]
            told = pa.array(read, pa.string()).take(words.indices)
            found[name] = (
                pc.if_else(pc.is_valid(missing), pc.coalesce(told, missing), missing)
                if name == "missing"
                else told
            )
        elif name in ("note", "note_nb"):
            found[name] = _notes(column)
        elif name != "source":
            read_numbers = numbers.read_numbers(column, signs, points_only=True)
            refusals.note(name, read_numbers.faults, numbers.ACCEPTED)
            found[name] = read_numbers.values
    aside = [cells.column(field.name) for field in parts.notes]
    for column in aside:
        told = _notes(column)
        before = found.get("note")
        if before is None:
            found["note"] = told
        else:
            found["note"] = pc.coalesce(pc.binary_join_element_wise(before, told, "; "), before, told)
    return found


def _known(text: str, known: list[str]) -> str | None:
    words = text.split()
    return " ".join(word for word in known if word in words) or None


def _notes(column: pa.Array) -> pa.Array:
    words = column.dictionary_encode()
    return pa.array([shown(text) or None for text in words.dictionary.to_pylist()], pa.string()).take(
        words.indices
    )
