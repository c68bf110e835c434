"""Tables whose columns have other names than `Year` and `Value`, as offices write that never had them in English.

Some have a column for each of several measures (`Godina`, `Muškarci`, `Žene`); then the headings say what is measured.
"""

import re
from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.sources.opensdg.roles import GIVEN_ROLES, VALUE, YEAR
from monitor.sources.tabular.cells import Cells
from monitor.sources.tabular.numbers import read_numbers

_YEARS: Final = re.compile(r"(?:18|19|20|21)[0-9]{2}")
_SERIES: Final = "Series"


def named(cells: Cells, noted: list[Fault]) -> Cells:
    """The table with a column `Year` and one `Value`, where its cells leave no doubt which they are; else as it is.

    The years are the first column, and every cell of it is one. The values are the only column of numbers, or every
    column of numbers where each row of the others stands once; what they are called becomes the series.
    """
    names = [name.casefold() for name in cells.names]
    if not cells.rows or (set(names) & set(YEAR) and set(names) & set(VALUE)):
        return cells
    years = next((names.index(name) for name in YEAR if name in names), 0)
    if not all(_YEARS.fullmatch(year) for year in pc.unique(cells.columns[years]).to_pylist()):
        return cells
    others = [place for place in range(len(names)) if place != years]
    if set(names) & set(VALUE):
        values = [place for place in others if names[place] in VALUE]
    else:
        values = [
            place for place in others if names[place] not in GIVEN_ROLES and _numbers(cells.columns[place])
        ]
    kept = [place for place in others if place not in values]
    if not values or _SERIES.casefold() in (names[place] for place in kept):
        return cells
    if len(values) > 1 and _repeats(cells, [years, *kept]):
        return cells
    told = ", ".join(cells.names[place] for place in values)[:200]
    problem = f"{cells.names[years]} was read as the years, and as values: {told}."
    noted.append(Fault(cells.file, 1, "", problem, "columns called Year and Value."))
    return _long(cells, years, kept, values)


def _numbers(column: pa.Array) -> bool:
    """Whether most of what stands in a column is numbers; a cell that is none is refused later, by its line."""
    read = read_numbers(column)
    numbers = len(column) - read.values.null_count
    return bool(numbers > len(read.faults))


def _repeats(cells: Cells, places: Sequence[int]) -> bool:
    keys = pa.table({str(place): cells.columns[place] for place in places})
    return bool(keys.group_by(keys.column_names).aggregate([]).num_rows < cells.rows)


def _long(cells: Cells, years: int, kept: Sequence[int], values: Sequence[int]) -> Cells:
    """A row for each value: of column after column, in the order of the file."""
    times = len(values)

    def repeated(place: int) -> pa.Array:
        return pa.concat_arrays([cells.columns[place]] * times)

    # What is called nothing but Value says nothing of what is measured.
    headings = ["" if cells.names[place].casefold() in VALUE else cells.names[place] for place in values]
    series = pa.array([heading for heading in headings for _row in range(cells.rows)], pa.string())
    lines = [cells.line_of(row) for row in range(cells.rows)] * times
    return Cells(
        cells.file,
        ("Year", _SERIES, *(cells.names[place] for place in kept), "Value"),
        [
            repeated(years),
            series,
            *(repeated(place) for place in kept),
            pa.concat_arrays([cells.columns[place] for place in values]),
        ],
        cells.encoding,
        cells.separator,
        cells.faults,
        lines,
    )
