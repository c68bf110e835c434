"""Files of figures that were written by this program, here or elsewhere: read as exactly the edition they hold.

Such a file bears our mark and the whole definition. Its figures go through the door for plain tables, which checks
them as it checks every other table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

import pyarrow as pa
from pydantic import ValidationError

from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Definition
from monitor.measures.exports import KEPT, MARKS, OURS
from monitor.measures.received import Received
from monitor.sources.json_door import Json
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.known import Known, Lookup
from monitor.sources.tabular.cells import Cells
from monitor.sources.tidy_csv import read_table

_NUMBER: Final = (int, Decimal)
_DECIDED_HERE: Final = ("links", "goals", "headline")


def own_definition(said: Mapping[str, Json], known: Lookup) -> Known | None:
    """What a file that bears our mark is of; None where it does not, or says nothing that could be kept.

    Where the indicator is known here and the file says the same of it, that is it. Which initiatives and goals an
    indicator speaks to, and whether it stands on Overview, is decided where it is shown, never by a file. A finding is
    left out of files whose figures it was not written of; then the one that is here stays, and is shown as before.
    """
    if said.get("form") != OURS or not isinstance(told := said.get("definition"), dict):
        return None
    try:
        of_set = said.get("dataset")
        dataset = DataSet.model_validate(of_set) if isinstance(of_set, dict) else None
        model = Imported if "dataset" in told else Definition
        plain = {name: said for name, said in told.items() if name not in _DECIDED_HERE}
        definition: Definition = model.model_validate(plain)
        here = known(definition.id)
        if here is None:
            return Known(definition, dataset)
        kept = {*_DECIDED_HERE, *(() if "finding" in plain else ("finding",))}
        definition = type(here.definition).model_validate(
            plain | here.definition.model_dump(mode="json", by_alias=True, include=kept)
        )
    except ValidationError:
        return None
    return here if definition == here.definition else Known(definition, here.dataset)


def read_own_table(table: Dataset, of: Known, file: str, digest: str) -> Received | None:
    """The figures of a table in JSON-stat 2, of which `of` is what it is of; None where its dimensions are others."""
    dimensions = [dimension.id for dimension in of.definition.dimensions]
    times = table.role.get("time", ())
    others = [name for name in table.id if name not in (*dimensions, *times)]
    if len(times) != 1 or times[0] in dimensions or len(others) > 1 or not set(dimensions) <= set(table.id):
        return None
    totals, beside = _inside(table.extension, "total"), _inside(table.extension, "figures")
    kept = {name: _inside(beside, name) for name in (*KEPT, "decimals")}
    places = [
        place
        for place, value in enumerate(table.values)
        if value is not None or str(place) in kept["missing"]
    ]
    columns: dict[str, list[str]] = {}
    codes = _codes(table, places)
    columns["period"] = codes[times[0]]
    for name in dimensions:
        columns[name] = ["" if code == totals.get(name) else code for code in codes[name]]
    columns["value"] = [
        _number(table.values[place], kept["decimals"].get(str(place), table.decimals)) for place in places
    ]
    for name in KEPT:
        columns[name] = [_text(kept[name].get(str(place))) for place in places]
    if others:
        columns["source"] = codes[others[0]]
    return replace(_read(columns, of, file, digest), dataset=of.dataset)


def read_own_cells(cells: Cells, named: Sequence[str], of: Known, digest: str) -> Received | None:
    """The figures of a table of a package; `named` are the columns of the dimensions, in the definition's order."""
    dimensions = [dimension.id for dimension in of.definition.dimensions]
    if len(named) != len(dimensions):
        return None
    called = dict(zip(named, dimensions, strict=True))
    table = replace(cells, names=tuple(called.get(name, name) for name in cells.names))
    return replace(_read(table, of, cells.file, digest), dataset=of.dataset)


def _read(columns: Mapping[str, list[str]] | Cells, of: Known, file: str, digest: str) -> Received:
    if isinstance(columns, Cells):
        cells, rows = columns, columns.rows
    else:
        rows = len(columns["value"])
        cells = Cells(file, tuple(columns), [pa.array(column, pa.string()) for column in columns.values()])
    marks = [pa.repeat(pa.scalar(text, pa.string()), rows) for text in (of.definition.id, "", "")]
    marked = replace(cells, names=(*cells.names, *MARKS), columns=[*cells.columns, *marks])
    return read_table(marked, of.definition, digest)


def _codes(table: Dataset, places: Sequence[int]) -> dict[str, list[str]]:
    """The code of every dimension in the cells at some places; the last dimension changes fastest."""
    found: dict[str, list[str]] = {}
    step = 1
    for dimension in reversed(table.dimensions):
        codes = [category.code for category in dimension.categories]
        found[dimension.id] = [codes[place // step % len(codes)] for place in places]
        step *= len(codes)
    return found


def _inside(tree: Mapping[str, Json], key: str) -> Mapping[str, Json]:
    said = tree.get(key)
    return said if isinstance(said, dict) else {}


def _text(said: Json) -> str:
    if isinstance(said, bool) or said is None:
        return ""
    return _number(said, None) if isinstance(said, _NUMBER) else str(said)


def _number(value: Json, decimals: Json) -> str:
    if isinstance(value, bool) or not isinstance(value, _NUMBER):
        return ""
    if isinstance(decimals, int) and not isinstance(decimals, bool) and 0 <= decimals <= 15:
        return f"{value:.{decimals}f}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
