"""Stretches of time that a table names in words: the code says nothing, or something only its dimension explains."""

import re
from collections.abc import Callable
from typing import Final

from monitor.measures.periods import Period
from monitor.sources.pxweb import time_codes
from monitor.sources.spans import month, months_of

_MONTH: Final = re.compile(r"(?:([^\W\d]{3,9})\.? ([0-9]{4})|([0-9]{4}) ([^\W\d]{3,9})\.?)")
_QUARTER: Final = re.compile(
    r"(?:[qk]([1-4])[ -]([0-9]{4})|([0-9]{4}) ?[qk]([1-4])|([1-4])(?:\.|st|nd|rd|th) (?:kvartal|quarter),? ([0-9]{4}))"
)
_HALF: Final = re.compile(
    r"(?:h([12])[ -]([0-9]{4})|([0-9]{4}) h([12])|([12])(?:\.|st|nd) (?:halvår|half(?:[ -]year)?),? ([0-9]{4}))"
)
_WEEK: Final = re.compile(
    r"(?:(?:week|uke|veke|vecka|uge) ([0-9]{1,2})[, ]+([0-9]{4})|([0-9]{4}) (?:week|uke|veke) ([0-9]{1,2}))"
)
_AVERAGE: Final = re.compile(
    r"(?:average|avg\.?|mean|gjennomsnitt|snitt|gj\.snitt)(?: of)?[ :,]+(.+)"
    r"|(.+?)[ ,]*\((?:average|gjennomsnitt|snitt)\)",
    re.IGNORECASE,
)
_SCHOOL_YEAR: Final = re.compile(r"([0-9]{4})\s*[-–/]\s*(?:[0-9]{2})?([0-9]{2})")
_SCHOOL_YEARS: Final = (
    "school year",
    "academic year",
    "study year",
    "läsår",
    "schuljahr",
    "année scolaire",
    "studieår",
)
_NUMBERED: Final = re.compile(r"([0-9]{4}) ?- ?([1-4])")
_T: Final = re.compile(r"([0-9]{4})-?t([1-4])")  # trimestre; where it is a third of a year, `spans` knows it
_QUARTERLY: Final = ("quarter", "trimest", "kvartal", "quartal")


def period_of(code: str, words: str, dimension: str) -> Period | None:
    """The period that a code means, by itself or by the words for it; None where neither is one that is known here.

    `dimension` is what the dimension is called: in one of quarters, `2005 - 1` is the first of 2005, and in one of
    school years `2018-2019` is one of them and not two years. What we write of a period ourselves (`2011..2013`,
    `undated`) is one. That the figure is an average of the stretch is said by the table and no part of the period.
    """
    for said in (" ".join(code.split()), " ".join(words.split())):
        if average := _AVERAGE.fullmatch(said):
            said = (average[1] or average[2]).strip()
        found = _span(said, dimension) or _read(time_codes.period, said) or _read(Period, said)
        found = found or _in_words(said, dimension)
        if found is not None:
            return found
    return None


def is_of_school_years(dimension: str) -> bool:
    """Whether a dimension is one of school years of which it is not known here on which day they begin."""
    return any(word in dimension.casefold() for word in _SCHOOL_YEARS)


def _span(said: str, dimension: str) -> Period | None:
    if (span := months_of(said, dimension)) is not None:
        return Period(span)
    if is_of_school_years(dimension) and (found := _SCHOOL_YEAR.fullmatch(said)):
        return _read(Period, f"{found[1]}/{found[2]}")
    return None


def _read(how: Callable[[str], Period], said: str) -> Period | None:
    try:
        return how(said)
    except ValueError:
        return None


def _in_words(said: str, dimension: str) -> Period | None:
    if found := _MONTH.fullmatch(said):
        number = month(found[1] or found[4])
        return None if number is None else Period(f"{found[2] or found[3]}-{number:02}")
    said = said.casefold()
    if found := _QUARTER.fullmatch(said):
        return Period(f"{found[2] or found[3] or found[6]}-Q{found[1] or found[4] or found[5]}")
    if found := _HALF.fullmatch(said):
        return Period(f"{found[2] or found[3] or found[6]}-H{found[1] or found[4] or found[5]}")
    if found := _WEEK.fullmatch(said):
        return _read(Period, f"{found[2] or found[3]}-W{int(found[1] or found[4]):02}")
    called = dimension.casefold()
    if (found := _NUMBERED.fullmatch(said) or _T.fullmatch(said)) and any(
        word in called for word in _QUARTERLY
    ):
        return Period(f"{found[1]}-Q{found[2]}")
    return None
