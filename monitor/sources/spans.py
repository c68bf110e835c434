"""Stretches of several months as sources write them: rolling quarters and years, thirds of a year, school years.

Seen: `Mar-May 2019`, `Nov 2019-Jan 2020` and `Dec-Feb 2020` of labour force surveys, `Jan 2019 - Dec 2019`,
`2019M03-2019M05`, `2019-03/2019-05` and `2022-01-01/P3M` of SDMX, `2019T1` for four months.
"""

import re
from datetime import date, timedelta
from typing import Final

MONTHS: Final = (
    "jan january januar", "feb february februar", "mar march mars", "apr april", "may mai", "jun june juni",
    "jul july juli", "aug august", "sep sept september", "oct okt october oktober", "nov november",
    "dec des december desember",
)  # fmt: skip
"""What each month is called, in English and Norwegian."""

_DASH: Final = r"\s*(?:[-‐‑–—/]|\bto\b|\btil\b)\s*"
_NAME: Final = r"([^\W\d]{3,9})\.?"
_NAMED: Final = re.compile(rf"{_NAME}(?: ([0-9]{{4}}))?{_DASH}{_NAME} ([0-9]{{4}})")
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}}) {_NAME}{_DASH}{_NAME}")
_CODED: Final = re.compile(r"([0-9]{4})-?M([0-9]{2})\s*[-–/]\s*(?:([0-9]{4})-?)?M?([0-9]{2})")
_WRITTEN: Final = re.compile(r"([0-9]{4})-([0-9]{2})\s*(?:/|\.\.|–)\s*([0-9]{4})-([0-9]{2})")
_LASTS: Final = re.compile(r"([0-9]{4})-([0-9]{2})(?:-01(?:T00:00:00)?)?/P([0-9]{1,2})([MY])")
_DAYS: Final = re.compile(r"([0-9]{4}-[0-9]{2}-01)\s*(?:/|–| to )\s*([0-9]{4}-[0-9]{2}-[0-9]{2})")
_THIRD: Final = re.compile(r"([0-9]{4})-?T([1-3])|([1-3])\. tertial ([0-9]{4})")
_THIRDS: Final = ("tertial", "third", "four month", "four-month")
_SCHOOL: Final = re.compile(r"([0-9]{4})\s*[-–/]\s*(?:[0-9]{2})?([0-9]{2})")
_SCHOOL_YEARS: Final = ("skoleår", "skuleår")


def months_of(said: str, dimension: str = "") -> str | None:
    """The range of months that a text means, as `Period` writes it; None where it means none.

    `dimension` is what the column is called: `2019T1` is four months in one of thirds of a year (elsewhere it may be a
    quarter), and `2018-2019` August to July in one of Norwegian school years.
    """
    called = dimension.casefold()
    if found := _NAMED.fullmatch(said):
        first, last = month(found[1]), month(found[3])
        if first is None or last is None:
            return None
        # Where one year is named, it is that of the last month: Dec-Feb 2020 begins in 2019.
        year = found[2] or str(int(found[4]) - (first > last))
        return _range(year, first, found[4], last)
    if found := _YEAR_FIRST.fullmatch(said):
        first, last = month(found[2]), month(found[3])
        return (
            None
            if first is None or last is None or first >= last
            else _range(found[1], first, found[1], last)
        )
    if found := _CODED.fullmatch(said):
        return _range(found[1], int(found[2]), found[3] or found[1], int(found[4]))
    if found := _WRITTEN.fullmatch(said):
        return _range(found[1], int(found[2]), found[3], int(found[4]))
    if found := _LASTS.fullmatch(said):
        count = int(found[3]) * (12 if found[4] == "Y" else 1)
        return _lasting(int(found[1]), int(found[2]), count)
    if found := _DAYS.fullmatch(said):
        return _whole(found[1], found[2])
    if (found := _THIRD.fullmatch(said)) and (found[4] or any(word in called for word in _THIRDS)):
        place = int(found[2] or found[3])
        return _range(found[1] or found[4], 4 * place - 3, found[1] or found[4], 4 * place)
    if (found := _SCHOOL.fullmatch(said)) and any(word in called for word in _SCHOOL_YEARS):
        begins = int(found[1])
        # 1 August to 31 July: regulation to the Norwegian Education Act.
        return _lasting(begins, 8, 12) if (begins + 1) % 100 == int(found[2]) else None
    return None


def month(name: str) -> int | None:
    """The number of a month by its name."""
    word = name.casefold()
    return next((number for number, names in enumerate(MONTHS, start=1) if word in names.split()), None)


def _range(first_year: str, first: int, last_year: str, last: int) -> str | None:
    inside = 1 <= first <= 12 and 1 <= last <= 12 and (first_year, first) < (last_year, last)
    return f"{first_year}-{first:02}..{last_year}-{last:02}" if inside else None


def _lasting(year: int, begins: int, count: int) -> str | None:
    if not 1 <= begins <= 12 or count < 1:
        return None
    if count == 1:
        return f"{year}-{begins:02}"
    if begins == 1 and count == 12:
        return str(year)
    ends = begins + count - 2  # of the months since January of that year
    return _range(str(year), begins, str(year + ends // 12), ends % 12 + 1)


def _whole(first: str, last: str) -> str | None:
    """From the first day of a month to the last of another; None for any other stretch of days."""
    try:
        ends = date.fromisoformat(last)
    except ValueError:
        return None
    if (ends + timedelta(days=1)).day != 1:
        return None
    return _range(first[:4], int(first[5:7]), last[:4], ends.month)
