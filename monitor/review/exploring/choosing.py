"""What can be chosen of an indicator, and what of that an address chooses."""

from datetime import date

from monitor.measures.contents import Contents
from monitor.measures.definitions import Definition
from monitor.measures.periods import UNDATED, Period
from monitor.review.exploring.bounds import Codes
from monitor.review.exploring.look import ALL, Look


def known_sources(definition: Definition, as_of: date, today: date) -> tuple[bool, bool]:
    """Whether all, and whether some of the sources could be known on a day: today, all of them."""
    known = [
        as_of >= today or (source.year is not None and source.year <= as_of.year)
        for source in definition.sources
    ]
    return all(known), any(known)


def offered(definition: Definition, dimension: str, contents: Contents) -> tuple[str | None, ...]:
    """The total, where figures exist for it, and the codes that figures exist for, in the definition's order."""
    there = contents.codes[dimension]
    codes = (None, *definition.code[dimension])
    return tuple(code for code in codes if code in there)


def chosen(
    look: Look, dimension: str, definition: Definition, offered: tuple[str | None, ...]
) -> tuple[tuple[str | None, ...], list[str]]:
    """The codes chosen of a dimension, in the definition's order, and what was said that is none."""
    said = look.codes.get(dimension, ())
    if ALL in said and ALL not in offered:
        said = offered
    chosen = tuple(code for code in offered if code in said)
    if any(entry.id == dimension for entry in definition.measures):
        chosen = chosen[:1]
    return chosen, [code or "" for code in said if code not in offered]


def narrowing(codes: Codes, offered: Codes) -> dict[str, tuple[str | None, ...]]:
    """What a selection has to name: not a dimension of which everything is chosen."""
    return {name: chosen for name, chosen in codes.items() if len(chosen) < len(offered[name])}


def bound(said: str) -> Period | None:
    """The period an address names."""
    if not said or said == UNDATED:
        return None
    try:
        return Period(said)
    except ValueError:
        return None
