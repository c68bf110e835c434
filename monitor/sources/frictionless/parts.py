"""What the columns of a table of a data package are: period, values, breakdowns, and what is said of single figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.measures.exports import KEPT
from monitor.sources.frictionless.descriptor import Field, Resource
from monitor.sources.tabular.cells import Cells

_PERIODS: Final = ("period", "time_period", "year", "time", "date")
_DATED: Final = ("year", "yearmonth", "date")
_VALUES: Final = ("value", "obs_value")
_NUMERIC: Final = ("number", "integer")
_DERIVED: Final = ("first_day", "last_day", "decimals")  # told by others


@dataclass(frozen=True, slots=True)
class Parts:
    """The columns of a table. Several `values` are different quantities; `beside` are columns of ours by name."""

    period: Field
    values: Sequence[Field]
    dimensions: Sequence[Field]
    notes: Sequence[Field]
    beside: Sequence[str]


def read_parts(resource: Resource, cells: Cells) -> Parts | None:
    """The parts of a table, None where it holds no figures in time, as a list of codes does."""
    described = {field.name: field for field in resource.fields}
    fields = [described.get(name) or Field(name, "any", {}) for name in cells.names]
    period = _period(fields, resource)
    if period is None:
        return None
    keyed = {*resource.primary_key, *(key.field for key in resource.foreign_keys)}
    rest = [field for field in fields if field is not period]
    values = [field for field in rest if field.name.casefold() in _VALUES][:1]
    beside: list[str] = []
    if values:
        ours = (*KEPT, *_DERIVED) if values[0].name == "value" else ()
        beside = [
            field.name
            for field in rest
            if field.name in KEPT and field.name in ours and field.name not in keyed
        ]
        rest = [field for field in rest if field.name not in ours or field.name in keyed]
    else:
        values = [field for field in rest if field.type in _NUMERIC and field.name not in keyed]
    if not values:
        return None
    rest = [field for field in rest if field not in values]
    if resource.primary_key:
        dimensions = [field for field in rest if field.name in keyed]
        return Parts(period, values, dimensions, [field for field in rest if field.name not in keyed], beside)
    return Parts(period, values, rest, [], beside)


def _period(fields: Sequence[Field], resource: Resource) -> Field | None:
    for wanted in _PERIODS:
        named = [field for field in fields if field.name.casefold() == wanted]
        if named:
            return named[0]
    dated = [field for field in fields if field.type in _DATED]
    keyed = [field for field in dated if field.name in resource.primary_key]
    return next(iter(keyed or dated), None)
