"""What the columns of an Open SDG table are: by their names, as documented, and as the configuration names them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Refused
from monitor.sources.opensdg.metadata import Metadata
from monitor.sources.tabular.cells import Cells

YEAR: Final = ("year", "time_period")
VALUE: Final = ("value", "obs_value")
_GEO: Final = ("geocode",)
_SERIES: Final = ("series",)
_UNITS: Final = ("units", "unit_measure", "unit measure", "unit of measure", "unit")
_SWITCH: Final = ("units", "unit")
_MEASURED: Final = ("unit_measure", "unit measure", "unit of measure")
_STATUS: Final = ("observation status", "obs_status")
_MULTIPLIER: Final = ("unit multiplier", "unit_mult")
_NOTES: Final = ("comment_obs", "comment", "comments", "note", "notes", "footnote", "footnotes")
_SILENT: Final = ("progress", "freq", "reporting_type", "decimals", "time_detail")
GIVEN_ROLES: Final = frozenset((*_GEO, *_SERIES, *_UNITS, *_STATUS, *_MULTIPLIER, *_NOTES, *_SILENT))
"""What columns are called that are neither breakdowns nor figures."""

_UNNAMED: Final = re.compile(r"(unnamed: [0-9]+)?")


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a table by what they are, as places in it. `dimensions` are those that figures are broken down by,
    `notes` those whose words belong to single figures. `kinds` is a column `Units` beside one of units of measure: then
    it says what is measured.
    """

    year: int
    value: int
    geo: int | None
    series: int | None
    kinds: int | None
    units: int | None
    status: int | None
    multiplier: int | None
    notes: Sequence[int]
    dimensions: Sequence[int]


def read_roles(cells: Cells, config: Metadata) -> Roles:
    """The roles of the columns of a table.

    Raises Refused `opensdg_columns` with `file` and `found` where there is no year or no value.
    """
    options = config.get("indicator_options")
    options = options if isinstance(options, dict) else {}
    names = [name.casefold() for name in cells.names]
    year, value = _first(names, YEAR), _first(names, VALUE)
    doubled = (
        year is not None
        and value is not None
        and (names.count(names[year]) > 1 or names.count(names[value]) > 1)
    )
    if year is None or value is None or doubled:
        found = ", ".join(cells.names)[:200]
        message = f"{cells.file} has no one column Year and one column Value, but {found}."
        raise Refused("opensdg_columns", message, file=cells.file, found=found)
    series = _first(names, (*_named(options, "series_column"), *_SERIES))
    units = _first(names, (*_named(options, "unit_column"), *_UNITS))
    kinds, units = _units_apart(cells, names, units)
    geo, status, multiplier = _first(names, _GEO), _first(names, _STATUS), _first(names, _MULTIPLIER)
    taken = {year, value, series, kinds, units, geo, status, multiplier} - {None}
    said_aside = {
        *_NOTES,
        *_listed(options, "observation_attributes"),
        *_listed(options, "non_disaggregation_columns"),
    }
    open_columns = [
        place
        for place, name in enumerate(names)
        if place not in taken
        and name not in (*_SILENT, *_UNITS)
        and not _UNNAMED.fullmatch(name)
        and _filled(cells.columns[place])
    ]
    geo, series, units = (
        place if place is not None and _filled(cells.columns[place]) else None
        for place in (geo, series, units)
    )
    return Roles(
        year,
        value,
        geo,
        series,
        kinds,
        units,
        status,
        multiplier,
        notes=[place for place in open_columns if names[place] in said_aside],
        dimensions=[place for place in open_columns if names[place] not in said_aside],
    )


def _first(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _units_apart(cells: Cells, names: Sequence[str], units: int | None) -> tuple[int | None, int | None]:
    """What is measured, where a column `Units` says it, and the column that says in which unit."""
    measured = _first(names, _MEASURED)
    if (
        units is None
        or measured is None
        or names[units] not in _SWITCH
        or not _filled(cells.columns[measured])
    ):
        return None, units
    same = not _filled(cells.columns[units]) or cells.columns[units].equals(cells.columns[measured])
    return (None if same else units), measured


def _filled(column: pa.Array) -> bool:
    return bool(pc.any(pc.not_equal(column, "")).as_py())


def _named(options: Mapping[str, object], key: str) -> tuple[str, ...]:
    said = options.get(key)
    return (said.casefold(),) if isinstance(said, str) else ()


def _listed(options: Mapping[str, object], key: str) -> set[str]:
    said = options.get(key)
    return {entry.casefold() for entry in said if isinstance(entry, str)} if isinstance(said, list) else set()
