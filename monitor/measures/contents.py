"""What the figures of an edition cover, counted once when they are kept: filters are offered without reading any."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import TypeAdapter

from monitor.measures.figures import DIMENSION
from monitor.measures.periods import Period


@dataclass(frozen=True, slots=True)
class Contents:
    """What all figures of an edition together cover.

    `figures` is how many there are. `codes` gives for each dimension, in the order of the definition, the codes that
    figures exist for and how many, the total (`None`) first, then by code point. `periods` gives the periods and how
    many figures each has, in the order of time, undated ones first. The days bound all periods that are dated; both
    are `None` where none is. `places` says of each figure, in the order they are kept in, where it stood among those
    that came; it is empty where nobody had put them in an order that counts.
    """

    figures: int
    codes: Mapping[str, Mapping[str | None, int]]
    periods: Mapping[str, int]
    first_day: date | None
    last_day: date | None
    places: tuple[int, ...] = ()

    def as_json(self) -> bytes:
        """Return the contents as they are kept beside the figures."""
        return _KEPT.dump_json(_pairs(self))

    @classmethod
    def from_json(cls, text: bytes) -> "Contents":
        """Read what `as_json` wrote. Raises ValueError for anything else."""
        found = _KEPT.validate_json(text)
        figures, codes, periods, first_day, last_day = found[0], found[1], found[2], found[3], found[4]
        places = found[5] if len(found) == 6 else ()
        named = {name: dict(told) for name, told in codes}
        return cls(figures, named, dict(periods), first_day, last_day, tuple(places))


_Codes = list[tuple[str, list[tuple[str | None, int]]]]
_Periods = list[tuple[str, int]]
_Counted = tuple[int, _Codes, _Periods, date | None, date | None]
_Kept = _Counted | tuple[int, _Codes, _Periods, date | None, date | None, list[int]]
_KEPT: Final = TypeAdapter(_Kept)  # pairs, because a name in JSON cannot be null


def contents_of(figures: pa.Table) -> Contents:
    """Count what figures in the columns of `figures.schema` cover."""
    codes = {
        name.removeprefix(DIMENSION): in_order_of_codes(_tally(figures[name]))
        for name in figures.column_names
        if name.startswith(DIMENSION)
    }
    first_day = pc.min(figures["first_day"]).as_py() if figures.num_rows else None
    last_day = pc.max(figures["last_day"]).as_py() if figures.num_rows else None
    return Contents(figures.num_rows, codes, in_time(_tally(figures["period"])), first_day, last_day)


def in_order_of_codes(found: Mapping[str | None, int]) -> dict[str | None, int]:
    """The total first, then by code point."""
    return {code: found[code] for code in sorted(found, key=lambda code: (code is not None, code or ""))}


def in_time(found: Mapping[str, int]) -> dict[str, int]:
    """Periods in the order of time; those that begin and end together by their text."""
    return {text: found[text] for text in sorted(found, key=lambda text: (*Period(text).sort_key(), text))}


def _tally(column: Any) -> dict[Any, int]:
    counted: dict[Any, int] = {}
    for pair in pc.value_counts(column).to_pylist():  # a dictionary may name one code twice
        counted[pair["values"]] = counted.get(pair["values"], 0) + pair["counts"]
    return counted


def _pairs(contents: Contents) -> _Kept:
    counted = (
        contents.figures,
        [(name, list(found.items())) for name, found in contents.codes.items()],
        list(contents.periods.items()),
        contents.first_day,
        contents.last_day,
    )
    return (*counted, list(contents.places)) if contents.places else counted
