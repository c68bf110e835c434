"""Figures that cannot all be true, or that nobody can put side by side: what would be computed protects nobody.

No sentence here repeats a figure: nobody may read it before it is known to be safe.
"""

from collections.abc import Collection, Iterable

from monitor.errors import Refused
from monitor.measures.protecting.kinds import is_declared
from monitor.measures.protecting.layout import FIRST, KIND, PERIOD
from monitor.measures.protecting.rows import entry
from monitor.statistics.disclosure.tables import Key


def overlap(whole: Key, whose: Collection[str], dimensions: Iterable[str]) -> Refused:
    """Codes of a dimension share persons, and nobody says how."""
    names, figure, indicator = ", ".join(dimensions), _figure(whole), _names(whose)
    return Refused(
        "protection_overlap",
        f"{indicator} cannot be protected, and was not kept: the codes of {names} count more persons than their "
        f"total, {figure}. Say which code is part of which other one (part_of), or leave those out that overlap.",
        indicator=indicator,
        dimension=names,
        figure=figure,
    )


def gaps(whose: Collection[str]) -> Refused:
    """No counts were found for what is missing."""
    indicator = _names(whose)
    return Refused(
        "protection_gaps",
        f"{indicator} cannot be protected, and was not kept: figures are missing between those that are there, "
        "and no counts were found that could stand for them. Give every total and every group, zeros too.",
        indicator=indicator,
    )


def check_same(key: Key, indicator: str, others: Collection[str]) -> None:
    """Raise Refused("protection_linked_differ") where linked tables count the same persons and find another number."""
    if not is_declared(key[KIND]):
        return
    other, figure = _names(others), _figure(key)
    raise Refused(
        "protection_linked_differ",
        f"{indicator} cannot be protected, and was not kept: it says that it counts the same persons as {other} "
        f"({key[KIND]}), and the figures for {figure} differ. Correct one of them, or give each an id of its own.",
        indicator=indicator,
        other=other,
        persons=key[KIND],
        figure=figure,
    )


def another_day(key: Key, whose: Collection[str], other: str) -> Refused:
    """A linked table hides figures, and shows another number for the same persons: they were counted on another day."""
    indicator, figure = _names(whose), _figure(key)
    return Refused(
        "protection_linked_day",
        f"{indicator} cannot be protected, and was not kept: {other} counts the same persons ({key[KIND]}), hides "
        f"some figures, and shows another one for {figure}. Import both anew in one delivery, or give each an id of "
        "its own.",
        indicator=indicator,
        other=other,
        persons=key[KIND],
        figure=figure,
    )


def more_than_all(part: Key, whole: Key, whose: Collection[str]) -> Refused:
    """More are counted than those they are said to be among."""
    indicator, figure = _names(whose), _figure(part)
    return Refused(
        "protection_linked_more",
        f"{indicator} cannot be protected, and was not kept: for {figure}, more are counted as {part[KIND]} than "
        f"as {whole[KIND]}, which they are said to be among. Correct the figures, or leave `among` out.",
        indicator=indicator,
        part=part[KIND],
        whole=whole[KIND],
        figure=figure,
    )


def _figure(key: Key) -> str:
    return entry(key[PERIOD], key[FIRST:])


def _names(indicators: Iterable[str]) -> str:
    return ", ".join(sorted(set(indicators)))
