"""Which figures of a series may be read as one course."""

from collections.abc import Sequence
from datetime import date

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.quality import Flag


def broken_between(earlier: Observation, later: Observation, definition: Definition) -> bool:
    """Whether the series breaks between two figures of one group: the later stands on another footing.

    A figure flagged `break` begins anew. Of an undated figure nothing can be said, and none is broken off.
    """
    if Flag.BREAK in later.flags:
        return True
    first, last = earlier.period.first_day, later.period.first_day
    if first is None or last is None:
        return False
    return any(
        first < entry.from_.first_day <= last
        for entry in definition.breaks
        if entry.from_.first_day is not None and entry.concerns(later.group)
    )


def break_days(observations: Sequence[Observation], definition: Definition) -> list[date]:
    """The days on which a series breaks within the span of its figures, in order."""
    firsts = [entry.period.first_day for entry in observations if entry.period.first_day is not None]
    if not firsts:
        return []
    days = {entry.period.first_day for entry in observations if Flag.BREAK in entry.flags}
    days |= {
        entry.from_.first_day
        for entry in definition.breaks
        if any(entry.concerns(observation.group) for observation in observations)
    }
    return sorted(day for day in days if day is not None and min(firsts) < day <= max(firsts))
