"""Whether figures of several indicators may lie on one pair of axes."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from monitor.measures.collection import PeriodKind
from monitor.measures.definitions import Definition
from monitor.measures.reading.likeness import (
    cohorts_and_calendar,
    followed_otherwise,
    in_conflict,
    notes_between,
)
from monitor.measures.reading.ruling import Note, Reason, Ruling, Why
from monitor.measures.reading.subjects import Shown, same_unit


def on_cohorts(definition: Definition) -> bool:
    """Whether the axis is one of release cohorts: people stand at the year they left, not at that of the relapse."""
    return definition.period_kind is PeriodKind.RELEASE_COHORT


def may_share_axis(shown: Sequence[Shown]) -> Ruling:
    """Whether series may be drawn in one chart, over one scale of values and one of time.

    One unit is needed, stated by all unless they are of one indicator. Release cohorts share no axis with calendar
    time, nor with cohorts followed for another length of time. What is known to conflict is not drawn together.
    Lying on one axis is no comparison: the notes say in what the definitions differ.
    """
    reasons: list[Reason] = []
    notes: list[Note] = []
    for first, second in combinations(shown, 2):
        reasons += [reason for reason in _against(first, second) if reason not in reasons]
        if first.definition.id != second.definition.id:
            between = notes_between(first.definition, second.definition)
            notes += [note for note in between if note not in notes]
    return Ruling(tuple(reasons)) if reasons else Ruling(notes=tuple(notes))


def _against(first: Shown, second: Shown) -> Iterator[Reason]:
    one, other = first.definition, second.definition
    if one.id == other.id and first.unit is None and second.unit is None:
        return
    if first.unit is None or second.unit is None:
        yield Reason(Why.UNIT_NOT_STATED)
    elif not same_unit(first.unit, second.unit):
        yield Reason(Why.UNITS_DIFFER, {"first": first.unit, "second": second.unit})
    if one.id == other.id:
        return
    if cohorts_and_calendar(one, other):
        yield Reason(Why.COHORTS_AND_CALENDAR)
    elif followed_otherwise(one, other):
        yield Reason(Why.FOLLOW_UPS_DIFFER, {"first": one.follow_up, "second": other.follow_up})
    if in_conflict(one, other):
        yield Reason(Why.SOURCES_CONFLICT)
