"""Stretches of time as people write them, read only where there is one way to read them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.periods import ACCEPTED_FORMS, Period
from monitor.sources.spans import months_of
from monitor.sources.tabular.cells import said

ACCEPTED: Final = f"{ACCEPTED_FORMS}."

_DASH: Final = r"\s*[-‐‑–—/]\s*"
_DECIMAL: Final = re.compile(r"([0-9]{4})\.0+")
_QUARTER: Final = re.compile(r"([0-9]{4})[-\s]?[Qq]([1-4])")
_HALF: Final = re.compile(r"([0-9]{4})[-\s]?[HhSs]([12])")
_MONTH: Final = re.compile(r"([0-9]{4})[Mm]([0-9]{2})")
_TWO_YEARS: Final = re.compile(rf"([0-9]{{4}})(?:{_DASH}|\s+to\s+|\.\.)([0-9]{{4}})")
_SHORT: Final = re.compile(r"([0-9]{4})(\s*(?:/|[-‐‑–—])\s*)([0-9]{2})")
_LONGEST_SPAN: Final = 10  # years that a figure is of, where two digits say the last of them
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")


@dataclass(frozen=True, slots=True)
class Periods:
    """A column of periods: their text as `Period` writes it, their days, and what is wrong, by row."""

    text: pa.Array
    first_day: pa.Array
    last_day: pa.Array
    faults: Mapping[int, str]


def read_periods(column: pa.Array, *, months: bool = False) -> Periods:
    """The periods of a column of trimmed text.

    `2014/15` is a split year, `2014/16` three years. `2014-15` and `2014-16` are so as well, and `2014-05` is May,
    where the other cells of the column leave no doubt which of them the source writes, or where `months` says that all
    of them are months. Nobody writes a month with spaces: `2003 - 05` is three years.
    """
    words = column.dictionary_encode()
    texts = words.dictionary.to_pylist()
    monthly = True if months else _dash_means_months(texts)
    read: list[Period | None] = []
    why: list[str] = []
    for text in texts:
        try:
            read.append(Period(_written(text, monthly)))
            why.append("")
        except ValueError as error:
            read.append(None)
            problem = str(error).partition(" Accepted: ")[0] if str(error) else "is no period."
            why.append(problem if problem.startswith(("'", '"', "The")) else f"{said(text)} {problem}")
    faults: dict[int, str] = {}
    if None in read:
        bad = pa.array([entry is None for entry in read])
        rows = pc.indices_nonzero(bad.take(words.indices)).to_pylist()
        faults = {row: why[words.indices[row].as_py()] for row in rows}
    return Periods(
        pa.array([entry and entry.text for entry in read], pa.string()).take(words.indices),
        pa.array([entry and entry.first_day for entry in read], pa.date32()).take(words.indices),
        pa.array([entry and entry.last_day for entry in read], pa.date32()).take(words.indices),
        faults,
    )


def years_by_dash(texts: Iterable[str]) -> Mapping[str, str]:
    """The texts such as `2015-17` that are years beyond doubt, as `Period` writes them, by the text; else none."""
    short = [text for text in texts if _SHORT.fullmatch(text) and "/" not in text]
    if _dash_means_months(short) is not False:
        return {}
    return {text: _written(text, False) for text in short}


def _dash_means_months(texts: list[str]) -> bool | None:
    """Whether `2014-05` is a month here, or the second of two years; None where nothing tells."""
    short = [found for text in texts if (found := _SHORT.fullmatch(text)) is not None and "/" not in text]
    pairs = {(int(found[1]), int(found[3])) for found in short}
    spans = {(last - year) % 100 for year, last in pairs}
    if any(last > 12 or last == 0 for _year, last in pairs) or any(" " in found[2] for found in short):
        return False
    if spans - {1}:
        # Some cell cannot be two years in a row. Where all go over as many years, they may be that or months.
        return None if len(spans) == 1 and len(pairs) > 1 and max(spans) <= _LONGEST_SPAN else True
    return False if len(pairs) > 1 else None


def _written(text: str, months: bool | None) -> str:
    """The text as `Period` writes it. Raises ValueError with what is wrong."""
    if not text:
        raise ValueError("The period is blank.")
    if found := _DECIMAL.fullmatch(text):
        return found[1]
    if found := _QUARTER.fullmatch(text):
        return f"{found[1]}-Q{found[2]}"
    if found := _HALF.fullmatch(text):
        return f"{found[1]}-H{found[2]}"
    if found := _MONTH.fullmatch(text):
        return f"{found[1]}-{found[2]}"
    if found := _DAY.fullmatch(text):
        return found[1]
    if (months_long := months_of(" ".join(text.split()))) is not None:
        return months_long
    if found := _TWO_YEARS.fullmatch(text):
        if found[1] == found[2]:
            raise ValueError("begins and ends in the same year.")
        return f"{found[1]}..{found[2]}"
    if found := _SHORT.fullmatch(text):
        slash, last = found[2].strip() == "/", int(found[3])
        if not slash and months is None and 1 <= last <= 12:
            raise ValueError("can be a month or several years, and nothing in the column tells which.")
        if not slash and months:
            return f"{found[1]}-{found[3]}"
        span = (last - int(found[1])) % 100
        return (
            f"{found[1]}..{int(found[1]) + span}" if 1 < span <= _LONGEST_SPAN else f"{found[1]}/{found[3]}"
        )
    return text
