"""The columns that figures are broken down by, as dimensions with their codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.signs import code_point, first_forbidden
from monitor.sources.opensdg.places import paired
from monitor.sources.opensdg.roles import Roles
from monitor.sources.tabular.cells import Cells, said
from monitor.sources.tabular.refusals import Refusals

LONGEST_CODE: Final = 500
NOT_STATED: Final = "not_stated"
"""The code of a measure for rows where its column is blank: a measure has no total."""

_TOTAL: Final = "_T"  # of SDMX, which always means the total
_NO_MULTIPLIER: Final = ("", "units", "unit", "0", "undefined", "1")


@dataclass(slots=True)
class Column:
    """One dimension: the heading in the file, the codes of the rows, null for the total, and the words for the codes
    where they are others.
    """

    heading: str
    codes: pa.DictionaryArray
    measure: bool = False
    unit: bool = False
    geo: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def constant(self) -> str | None:
        """The one code that all rows have; None where they have several, or a total."""
        if len(self.codes.dictionary) == 1 and self.codes.null_count == 0:
            return str(self.codes.dictionary[0].as_py())
        return None


def columns(cells: Cells, roles: Roles, refusals: Refusals) -> list[Column]:
    """The dimensions in the order of measures first, then the columns of the file."""
    measures = []
    if roles.units is not None:
        measures.append(_measure(cells.names[roles.units], _units(cells, roles), unit=True))
    if roles.kinds is not None:
        measures.insert(0, _measure(cells.names[roles.kinds], cells.columns[roles.kinds], unit=False))
    if roles.series is not None:
        measures.insert(0, _measure(cells.names[roles.series], cells.columns[roles.series], unit=False))
    others = [Column(cells.names[place], _codes(cells.columns[place])) for place in roles.dimensions]
    for column in [*measures, *others]:
        _check(column, refusals)
    if roles.geo is not None:
        others = _with_places(others, cells.names[roles.geo], _codes(cells.columns[roles.geo]))
    return [*measures, *others]


def _measure(heading: str, column: pa.Array, *, unit: bool) -> Column:
    filled = pc.if_else(pc.equal(column, ""), NOT_STATED, column)
    return Column(heading, filled.dictionary_encode(), measure=True, unit=unit)


def _units(cells: Cells, roles: Roles) -> pa.Array:
    assert roles.units is not None
    units = cells.columns[roles.units]
    if roles.multiplier is None:
        return units
    multipliers = cells.columns[roles.multiplier]
    none = pc.is_in(pc.utf8_lower(multipliers), value_set=pa.array(_NO_MULTIPLIER))
    said = [
        many.casefold() in unit.casefold()
        for unit, many in zip(units.to_pylist(), multipliers.to_pylist(), strict=True)
    ]
    none = pc.or_(none, pa.array(said, pa.bool_()))  # "£ thousands" says it already
    together = pc.binary_join_element_wise(units, pc.binary_join_element_wise("(", multipliers, ")", ""), " ")
    return pc.utf8_trim_whitespace(pc.if_else(none, units, together))


def _codes(column: pa.Array) -> pa.DictionaryArray:
    blank = pc.or_(pc.equal(column, ""), pc.equal(column, _TOTAL))
    return pc.if_else(blank, pa.scalar(None, pa.string()), column).dictionary_encode()


def _check(column: Column, refusals: Refusals) -> None:
    """Leave out rows whose code cannot be shown or is a whole paragraph."""
    bad: dict[int, str] = {}
    for place, text in enumerate(column.codes.dictionary.to_pylist()):
        if (sign := first_forbidden(text)) is not None:
            bad[place] = f"The text holds {code_point(text[sign])} as character {sign + 1}."
        elif len(text) > LONGEST_CODE:
            bad[place] = f"{said(text)} has {len(text):,} characters."
    if bad:
        indices = column.codes.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        rows = np.flatnonzero(np.isin(indices, list(bad)))
        accepted = f"text that can be seen, at most {LONGEST_CODE} characters."
        refusals.note(column.heading, {int(row): bad[int(indices[row])] for row in rows}, accepted)


def _with_places(others: Sequence[Column], heading: str, geo: pa.DictionaryArray) -> list[Column]:
    found = paired(geo, {column.heading: column.codes for column in others})
    if found is None:
        return [*others, Column(heading, geo, geo=True)]
    named = []
    for column in others:
        pairs = found.get(column.heading)
        if pairs is None:
            named.append(column)
            continue
        texts = column.codes.dictionary.to_pylist()
        codes = [pairs.get(text, text) for text in texts]
        encoded = pa.DictionaryArray.from_arrays(column.codes.indices, pa.array(codes, pa.string()))
        named.append(Column(column.heading, encoded, geo=True, words=dict(zip(codes, texts, strict=True))))
    return named
