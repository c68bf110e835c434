"""Whether one figure may be subtracted from another: only like from like."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from monitor.catalogue.provenance import Seen
from monitor.measures.comparability import broken_between
from monitor.measures.dimensions import DimensionKind, DimensionRole
from monitor.measures.quality import Flag
from monitor.measures.reading.cohort import cohort
from monitor.measures.reading.likeness import declared_alike, differences
from monitor.measures.reading.ruling import Note, Reason, Ruling, Why
from monitor.measures.reading.subjects import Figure, form, overlap, same_unit

A_YEAR: Final = (
    366  # days between the middles of two periods: a reference is of the year before or after at most
)


def may_subtract(first: Figure, second: Figure, *, as_of: date) -> Ruling:
    """Whether the difference of two figures says something, as of a day.

    Within one indicator they differ in the period or in one dimension, not in both; between two indicators one has to
    name the other as its reference, or as having the very same definition. The notes say what else to tell; with one
    of `DEPENDENT` the difference may be shown, but no interval of it.
    """
    reasons: list[Reason] = []
    for reason in (*_of_itself(first, as_of), *_of_itself(second, as_of), *_between(first, second)):
        if reason not in reasons:
            reasons.append(reason)
    return Ruling(tuple(reasons)) if reasons else Ruling(notes=tuple(dict.fromkeys(_notes(first, second))))


def reference_group(figure: Figure, of: Figure) -> bool:
    """Whether `of` is the figure that the definition of `figure` names as its reference."""
    reference = figure.definition.reference
    if reference is None or of.definition.id != (reference.indicator or figure.definition.id):
        return False
    return of.observation.group == group_of_reference(figure, of.definition.code)


def group_of_reference(figure: Figure, codes: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """The group of the reference figure: what is named there; else what the figure itself has and `codes` knows.

    A reference without a group within the same indicator is its total.
    """
    reference = figure.definition.reference
    if reference is None or (not reference.group and reference.indicator is None):
        return {}
    own = figure.observation.group
    return {name: code for name, code in own.items() if code in codes.get(name, {})} | dict(reference.group)


def _of_itself(figure: Figure, as_of: date) -> Iterator[Reason]:
    """What of a figure alone speaks against reckoning with it."""
    entry = figure.observation
    if entry.value is None:
        yield Reason(Why.NO_FIGURE, {"missing": entry.missing})
    elif not entry.is_measured:
        yield Reason(Why.NOT_MEASURED)
    elif figure.is_worded:
        yield Reason(Why.IN_WORDS)
    if entry.period.first_day is None:
        yield Reason(Why.UNDATED)
    found = cohort(figure, as_of=as_of)
    if found is not None and found.is_incomplete:
        yield Reason(Why.COHORT_INCOMPLETE, {"period": figure.period, "cohort": found})


def _between(first: Figure, second: Figure) -> Iterator[Reason]:
    if first.unit is None and second.unit is None:
        if first.definition.id != second.definition.id:
            yield Reason(Why.UNIT_NOT_STATED)
    elif not same_unit(first.unit, second.unit):
        yield Reason(Why.UNITS_DIFFER, {"first": first.unit, "second": second.unit})
    if form(first.period) != form(second.period) and not _undated(first, second):
        yield Reason(Why.PERIODS_UNLIKE, {"first": first.period, "second": second.period})
    if is_reference(first, second):
        if not _undated(first, second) and _days_apart(first, second) > A_YEAR:
            yield Reason(Why.PERIODS_APART, {"first": first.period, "second": second.period})
    elif first.definition.id == second.definition.id:
        yield from _within_one(first, second)
    elif not declared_alike(first.definition, second.definition):
        yield from differences(first.definition, second.definition)
    else:
        yield from _break(first, second)


def is_reference(first: Figure, second: Figure) -> bool:
    """Whether one of two figures is named as the reference of the other."""
    return reference_group(first, second) or reference_group(second, first)


def _within_one(first: Figure, second: Figure) -> Iterator[Reason]:
    definition = first.definition
    differing = _differing(first, second)
    same_period = first.period == second.period
    if not differing and same_period:
        same_source = first.observation.source == second.observation.source
        yield Reason(Why.SAME_FIGURE if same_source else Why.SOURCES_CONFLICT)
        return
    if len(differing) + (not same_period) > 1:
        yield Reason(Why.SEVERAL_THINGS_DIFFER)
    kinds = {entry.id: entry.kind for entry in definition.dimensions}
    for name in differing:
        if kinds[name] is DimensionKind.MEASURE:
            yield Reason(Why.UNLIKE_MEASURES)
        codes = [definition.code[name].get(each.observation.group.get(name, "")) for each in (first, second)]
        directions = [code.direction or definition.direction for code in codes if code is not None]
        if len(set(directions)) > 1:
            yield Reason(Why.DIRECTIONS_DIFFER)
    if not differing:
        yield from _break(first, second)


def _break(first: Figure, second: Figure) -> Iterator[Reason]:
    earlier, later = sorted((first, second), key=lambda each: each.period.sort_key())
    if any(
        broken_between(earlier.observation, later.observation, each.definition) for each in (earlier, later)
    ):
        yield Reason(Why.BREAK, {"period": later.period})


def _notes(first: Figure, second: Figure) -> Iterator[Note]:
    one, other = first.observation, second.observation
    reference = is_reference(first, second)
    same = first.definition.id == second.definition.id
    if same:
        yield from _shared_persons(first, second, named=reference)
    if same and one.source.publisher != other.source.publisher:
        yield Note.TWO_SOURCES
    if reference and first.period != second.period:
        yield Note.REFERENCE_OF_ANOTHER_PERIOD
    elif first.period != second.period and overlap(first.period, second.period):
        yield Note.PERIODS_OVERLAP
    for flag, note in (
        (Flag.PROVISIONAL, Note.PROVISIONAL),
        (Flag.LOW_RELIABILITY, Note.LOW_RELIABILITY),
    ):
        if flag in one.flags or flag in other.flags:
            yield note
    if any(
        Flag.SECOND_HAND in entry.flags or entry.source.seen is Seen.SECOND_HAND for entry in (one, other)
    ):
        yield Note.SECOND_HAND
    if first.definition.conflicts or second.definition.conflicts:
        yield Note.SOURCES_CONFLICT


def _shared_persons(first: Figure, second: Figure, *, named: bool) -> Iterator[Note]:
    """Whether persons may stand behind both figures of one period; places share none, nor do a group and another one
    that is named as its reference.
    """
    if first.period != second.period:
        return
    dimensions = {entry.id: entry for entry in first.definition.dimensions}
    for name in _differing(first, second):
        dimension = dimensions[name]
        if name not in first.observation.group or name not in second.observation.group:
            yield Note.ONE_HOLDS_THE_OTHER
        elif dimension.kind is DimensionKind.PARTS_OF_WHOLE:
            yield Note.PARTS_OF_ONE_WHOLE
        elif dimension.role is not DimensionRole.GEO and not named:
            yield Note.PERHAPS_SAME_PERSONS


def _differing(first: Figure, second: Figure) -> list[str]:
    """The dimensions in which two figures of one indicator stand at different codes."""
    one, other = first.observation.group, second.observation.group
    return [entry.id for entry in first.definition.dimensions if one.get(entry.id) != other.get(entry.id)]


def _undated(first: Figure, second: Figure) -> bool:
    return first.period.first_day is None or second.period.first_day is None


def _days_apart(first: Figure, second: Figure) -> int:
    one, other = first.period.midpoint, second.period.midpoint
    return abs((one - other).days) if one and other else 0
