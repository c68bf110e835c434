"""A table in JSON-stat 2 as figures in columns, one row for each cell. Nothing here asks anybody for anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from monitor.measures.figures import DIMENSION, Flag, Missing, schema
from monitor.measures.periods import Period
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.pxweb.signs import meaning

Places = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Reading:
    """How the cells of a table are read.

    `time` is the dimension that is time, `periods` what its codes mean; a code that is missing there is passed over.
    `codes` has the codes of the other dimensions in order, `totals` the one that stands for all of a dimension.
    `signs` are what stands for a value or beside it.
    """

    time: str
    periods: Mapping[str, Period]
    codes: Mapping[str, Sequence[str]]
    totals: Mapping[str, str]
    signs: Mapping[str, Missing | Flag]


def dimensions(reading: Reading) -> list[str]:
    """The dimensions that are left once time is the period and a dimension of the total alone is no more."""
    return [name for name, codes in reading.codes.items() if set(codes) != {reading.totals.get(name)}]


def figures(dataset: Dataset, reading: Reading) -> pa.Table:
    """The cells of `dataset` in the columns of `figures.schema` for `dimensions(reading)`."""
    places = dict(zip(dataset.id, _places(dataset.size), strict=True))
    codes = {each.id: [category.code for category in each.categories] for each in dataset.dimensions}
    columns: dict[str, Any] = {}

    periods = [reading.periods.get(code) for code in codes[reading.time]]
    of_time = places[reading.time]
    columns["period"] = _spread([each and each.text for each in periods], of_time, pa.string())
    columns["first_day"] = _spread([each and each.first_day for each in periods], of_time, pa.date32())
    columns["last_day"] = _spread([each and each.last_day for each in periods], of_time, pa.date32())
    columns["value"] = pa.array(
        [None if value is None else float(value) for value in dataset.values], pa.float64()
    )
    columns["decimals"] = _decimals(dataset, places)
    columns |= _said(dataset, reading.signs)
    for name in dimensions(reading):
        columns[f"{DIMENSION}{name}"] = _coded(codes[name], places[name], reading, name)

    wanted = schema(dimensions(reading))
    cells = len(dataset.values)
    table = pa.table(
        [columns[field.name] if field.name in columns else pa.nulls(cells, field.type) for field in wanted],
        names=wanted.names,
    )
    kept = np.array([each is not None for each in periods])[of_time]
    return (table if kept.all() else table.filter(pa.array(kept))).cast(wanted)


def _places(size: Sequence[int]) -> Iterator[Places]:
    """For each dimension, the position of its category in every cell; the last dimension changes fastest."""
    for at, length in enumerate(size):
        each = np.repeat(np.arange(length, dtype=np.int32), prod(size[at + 1 :]))
        yield np.tile(each, prod(size[:at]))


def _spread(values: Sequence[object], places: Places, kind: pa.DataType) -> pa.Array:
    return pa.array(values, kind).take(pa.array(places))


def _decimals(dataset: Dataset, places: Mapping[str, Places]) -> pa.Array:
    """As the measure of a cell says, else as the table says."""
    for dimension in dataset.dimensions:
        if dimension.id in dataset.role.get("metric", ()):
            of_each = [
                dataset.decimals if category.decimals is None else category.decimals
                for category in dimension.categories
            ]
            return _spread(of_each, places[dimension.id], pa.int8())
    return pa.array([dataset.decimals], pa.int8()).take(
        pa.array(np.zeros(len(dataset.values), dtype=np.int32))
    )


def _said(dataset: Dataset, signs: Mapping[str, Missing | Flag]) -> dict[str, pa.Array]:
    """Why a value is missing, and what is said of one that is there."""
    cells = len(dataset.values)
    flags: list[str | None] = [None] * cells
    missing: list[str | None] = [None] * cells
    notes: list[str | None] = [None] * cells
    gaps = (place for place, value in enumerate(dataset.values) if value is None)
    for place in {*dataset.status, *gaps}:
        said = meaning(dataset.status.get(place), has_value=dataset.values[place] is not None, known=signs)
        flags[place], missing[place], notes[place] = said.flag, said.missing, said.note
    return {
        "flags": pa.array(flags, pa.string()),
        "missing": pa.array(missing, pa.string()),
        "note": pa.array(notes, pa.string()),
    }


def _coded(codes: Sequence[str], places: Places, reading: Reading, name: str) -> pa.Array:
    """The codes of a dimension; null for its total. All tables of one reading share their dictionary."""
    total = reading.totals.get(name)
    dictionary = [code for code in reading.codes[name] if code != total]
    position = {code: at for at, code in enumerate(dictionary)}
    indices = _spread([position.get(code) for code in codes], places, pa.int32())
    return pa.DictionaryArray.from_arrays(indices, pa.array(dictionary, pa.string()))
