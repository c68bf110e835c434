"""Stretches of time that a table names in words: the code says nothing, or something only its dimension explains."""

import re
from typing import Final

from monitor.measures.periods import UNDATED, Period
from monitor.sources.pxweb import time_codes

_MONTHS: Final = (
    "jan january januar", "feb february februar", "mar march mars", "apr april", "may mai", "jun june juni",
    "jul july juli", "aug august", "sep sept september", "oct okt october oktober", "nov november",
    "dec des december desember",
)  # fmt: skip
"""What each month is called, in English and Norwegian."""

_MONTH: Final = re.compile(r"(?:([^\W\d]{3,9})\.? ([0-9]{4})|([0-9]{4}) ([^\W\d]{3,9})\.?)")
_QUARTER: Final = re.compile(r"(?:[QK]([1-4])[ -]([0-9]{4})|([0-9]{4}) ?[QK]([1-4]))")
_NUMBERED: Final = re.compile(r"([0-9]{4}) ?- ?([1-4])")
_QUARTERLY: Final = ("quarter", "trimest", "kvartal", "quartal")


def period_of(code: str, words: str, dimension: str) -> Period | None:
    """The period that a code means, by itself or by the words for it; None where neither is one that is known here.

    `dimension` is what the dimension is called: in one of quarters, `2005 - 1` is the first of 2005.
    """
    if code == UNDATED:
        return Period(UNDATED)
    for said in (code, words):
        try:
            return time_codes.period(said.strip())
        except ValueError:
            found = _in_words(" ".join(said.split()), dimension)
            if found is not None:
                return found
    return None


def _in_words(said: str, dimension: str) -> Period | None:
    if found := _MONTH.fullmatch(said):
        word, year = (found[1] or found[4]).casefold(), found[2] or found[3]
        for number, names in enumerate(_MONTHS, start=1):
            if word in names.split():
                return Period(f"{year}-{number:02}")
    if found := _QUARTER.fullmatch(said):
        return Period(f"{found[2] or found[3]}-Q{found[1] or found[4]}")
    called = dimension.casefold()
    if (found := _NUMBERED.fullmatch(said)) and any(word in called for word in _QUARTERLY):
        return Period(f"{found[1]}-Q{found[2]}")
    return None
