"""How many years lie between two days."""

from datetime import date


def years_between(first: date, last: date) -> float:
    """The years from one day to another: anniversaries passed, and the part of the year begun since.

    From 31 December 2020 to 31 December 2025 it is 5, whatever leap years lie between. The anniversary of 29 February
    is 28 February in an ordinary year. Raises ValueError where the last day comes before the first.
    """
    if last < first:
        raise ValueError(f"{last} comes before {first}.")
    whole = last.year - first.year
    if _anniversary(first, whole) > last:
        whole -= 1
    begun, ends = _anniversary(first, whole), _anniversary(first, whole + 1)
    return whole + (last - begun).days / (ends - begun).days


def _anniversary(day: date, years: int) -> date:
    year = day.year + years
    if (day.month, day.day) == (2, 29):
        try:
            return day.replace(year=year)
        except ValueError:
            return day.replace(year=year, day=28)
    return day.replace(year=year)
