"""In what two definitions differ, so that their figures are not the same measure."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from monitor.measures.collection import Collection, PeriodKind
from monitor.measures.definitions import Definition
from monitor.measures.reading.ruling import Note, Reason, Why
from monitor.measures.reading.subjects import same_text


def declared_alike(first: Definition, second: Definition) -> bool:
    """Whether either says that the other has the very same definition."""
    return second.id in first.comparable_with or first.id in second.comparable_with


def in_conflict(first: Definition, second: Definition) -> bool:
    """Whether either is named as a source that says otherwise."""
    return any(entry.indicator == second.id for entry in first.conflicts) or any(
        entry.indicator == first.id for entry in second.conflicts
    )


def cohorts_and_calendar(first: Definition, second: Definition) -> bool:
    """Whether one is followed from release on and the other is not."""
    return (first.period_kind is PeriodKind.RELEASE_COHORT) is not (
        second.period_kind is PeriodKind.RELEASE_COHORT
    )


def followed_otherwise(first: Definition, second: Definition) -> bool:
    """Whether two that follow people after release do so for different, or for unknown, lengths of time."""
    followed = [
        entry.period_kind is PeriodKind.RELEASE_COHORT or entry.follow_up for entry in (first, second)
    ]
    if not all(followed):
        return False
    return first.follow_up is None or first.follow_up != second.follow_up


def differences(first: Definition, second: Definition) -> Iterator[Reason]:
    """In what two indicators differ, what counts most first; the last is that nobody says they are the same.

    What is not stated of one differs: a reader cannot know that it is the same.
    """
    if in_conflict(first, second):
        yield Reason(Why.SOURCES_CONFLICT)
    if cohorts_and_calendar(first, second):
        yield Reason(Why.COHORTS_AND_CALENDAR)
    elif followed_otherwise(first, second):
        yield Reason(Why.FOLLOW_UPS_DIFFER, {"first": first.follow_up, "second": second.follow_up})
    elif _both(first.period_kind, second.period_kind) and first.period_kind is not second.period_kind:
        yield Reason(Why.PERIOD_KINDS_DIFFER, {"first": first.period_kind, "second": second.period_kind})
    if _both(first.population, second.population) and not same_text(first.population, second.population):
        yield Reason(Why.POPULATIONS_DIFFER)
    if _both(first.collection, second.collection) and first.collection is not second.collection:
        yield Reason(Why.COLLECTIONS_DIFFER, {"first": first.collection, "second": second.collection})
    if _both(first.base, second.base) and not same_text(first.base, second.base):
        yield Reason(Why.BASES_DIFFER)
    yield Reason(Why.DEFINITIONS_DIFFER)


def _both(first: object, second: object) -> bool:
    return first is not None and second is not None


def notes_beside(several: Sequence[Definition]) -> tuple[Note, ...]:
    """What has to be told where indicators stand beside each other, in the order of `Note`."""
    found = {note for first, second in combinations(several, 2) for note in _notes_between(first, second)}
    return tuple(note for note in Note if note in found)


def _notes_between(first: Definition, second: Definition) -> Iterator[Note]:
    if in_conflict(first, second):
        yield Note.SOURCES_CONFLICT
    if first.id == second.id or declared_alike(first, second):
        return
    yield Note.DEFINITIONS_DIFFER
    if not same_text(first.population, second.population):
        yield Note.POPULATIONS_DIFFER
    if first.collection is not second.collection or first.collection in (None, Collection.MIXED):
        yield Note.COLLECTIONS_DIFFER
