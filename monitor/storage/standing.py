"""What stands and what is pending, in SQL.

It says what `monitor.reporting.progress` says in plain steps; the contract tests compare the two. Every
condition speaks of what was known by the end of a day.
"""

from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)

from monitor.reporting.events import EventKind
from monitor.storage.asked import Asked
from monitor.storage.entries import rows_of
from monitor.storage.handed import handed
from monitor.storage.instants import end_of_day_text
from monitor.storage.log_tables import events
from monitor.storage.tables import round_steps, rounds

_AS_OF: Final = bindparam("as_of", type_=Date)
_KNOWN_BY: Final = bindparam("known_by", type_=Date)
_END: Final = bindparam("end_of_known_by", type_=String)


def parameters(*, as_of: date, known_by: date) -> dict[str, object]:
    """Return what the queries here ask for."""
    return {"as_of": as_of, "known_by": known_by, "end_of_known_by": end_of_day_text(known_by)}


def _known(event: FromClause) -> ColumnElement[bool]:
    return event.c.recorded_at < _END


def _withdrawn(event: FromClause) -> ColumnElement[bool]:
    withdrawal = events.alias()
    return exists(
        select(literal(1))
        .where(
            or_(
                withdrawal.c.refers_to == event.c.sequence,
                and_(event.c.kind == EventKind.CORRECTION.value, withdrawal.c.refers_to == event.c.refers_to),
            ),
            withdrawal.c.kind == EventKind.WITHDRAWAL.value,
            _known(withdrawal),
        )
        .correlate(event)
    )


def _published(event: FromClause) -> ColumnElement[bool]:
    """Nobody was asked, everybody has answered, or time is up for everybody who has not."""
    given = round_steps.alias()
    answered = _answer_of(event, given)
    asked, name = literal(" ") + event.c.asked + " ", literal(" ") + given.c.body + " "
    still_has_time = exists(
        select(literal(1))
        .where(
            given.c.round == event.c.round,
            given.c.due >= _KNOWN_BY,
            _known(given),
            func.replace(asked, name, "") != asked,
            not_(answered),
        )
        .correlate(event)
    )
    number_asked = func.length(event.c.asked) - func.length(func.replace(event.c.asked, " ", "")) + 1
    return or_(
        event.c.asked.is_(None),
        _number_answered(event) >= number_asked,
        and_(event.c.answer_by < _KNOWN_BY, not_(still_has_time)),
    )


def _earliest_still_open() -> ColumnElement[date]:
    """The earliest last day that something still open on a day can have: of a round in which time was given."""
    extended = (
        select(func.min(rounds.c.closes))
        .join_from(rounds, round_steps, round_steps.c.round == rounds.c.id)
        .where(rounds.c.closes < _KNOWN_BY, round_steps.c.due >= _KNOWN_BY)
        .scalar_subquery()
    )
    return func.coalesce(extended, _KNOWN_BY)


def _answer_of(event: FromClause, given: FromClause) -> ColumnElement[bool]:
    answer = events.alias()
    return exists(
        select(literal(1))
        .where(
            answer.c.refers_to == event.c.sequence,
            answer.c.kind == EventKind.APPROVAL.value,
            answer.c.acting_for == given.c.body,
            _known(answer),
        )
        .correlate(event, given)
    )


def _number_answered(event: FromClause) -> ScalarSelect[int]:
    """How many bodies have answered: their first answers, because a count of distinct bodies is sorted."""
    answer, earlier = events.alias(), events.alias()
    first = not_(
        exists(
            select(literal(1))
            .where(
                earlier.c.refers_to == answer.c.refers_to,
                earlier.c.kind == EventKind.APPROVAL.value,
                earlier.c.acting_for == answer.c.acting_for,
                earlier.c.sequence < answer.c.sequence,
                _known(earlier),
            )
            .correlate(answer)
        )
    )
    return (
        select(func.count())
        .select_from(answer)
        .where(
            answer.c.refers_to == event.c.sequence,
            answer.c.kind == EventKind.APPROVAL.value,
            _known(answer),
            first,
        )
        .correlate(event)
        .scalar_subquery()
    )


def _corrected(event: FromClause) -> ColumnElement[bool]:
    correction = events.alias()
    original = func.coalesce(
        event.c.refers_to, event.c.sequence
    )  # of a statement: what it corrects, or itself
    return exists(
        select(literal(1))
        .where(
            correction.c.refers_to == original,
            correction.c.kind == EventKind.CORRECTION.value,
            correction.c.sequence > event.c.sequence,
            _known(correction),
            _published(correction),
            not_(_withdrawn(correction)),
        )
        .correlate(event)
    )


@cache
def pending_query() -> Select[Any]:
    """Ask for the statements that wait for an answer, in no order."""
    entry = events.alias("entry")
    return rows_of(entry).where(
        entry.c.answer_by >= _earliest_still_open(),
        _known(entry),
        not_(_published(entry)),
        not_(_withdrawn(entry)),
    )


@cache
def reports_query() -> Select[Any]:
    """Ask for all statements with a status that stand, in no order."""
    entry = events.alias("entry")
    return rows_of(entry).where(
        entry.c.status.is_not(None),
        entry.c.effective_on <= _AS_OF,
        _known(entry),
        _published(entry),
        not_(_withdrawn(entry)),
        not_(_corrected(entry)),
    )


@cache
def ask_standing(dialect: str, column: str) -> Asked:
    """Ask for the latest statements that stand, with one index search for each of the initiatives in the parameter
    `initiatives`, however long the log is.

    `column` is what a statement of the kind in question must fill; a correction of one fills it too, and no other
    event does.
    """
    asked_for = handed(dialect, "initiatives", str)
    candidate = events.alias("candidate")
    newest = (
        select(candidate.c.sequence)
        .where(
            candidate.c.initiative == asked_for.c.value,
            candidate.c[column].is_not(None),
            candidate.c.effective_on <= _AS_OF,
            # Written so that PostgreSQL asks it of the entries it comes to, newest first. As a condition on the
            # index it would be asked of a whole page of them before the first is looked at.
            candidate.c.recorded_at + "" < _END,
            _published(candidate),
            not_(_withdrawn(candidate)),
            not_(_corrected(candidate)),
        )
        .order_by(candidate.c.effective_on.desc(), candidate.c.sequence.desc())
        .limit(1)
        .correlate(asked_for)
        .scalar_subquery()
    )
    found = select(newest.label("sequence")).select_from(asked_for)
    # As an array PostgreSQL looks the rows up by their numbers; a join it would rather hash, with all the log.
    wanted = (
        events.c.sequence.in_(found)
        if dialect == "sqlite"
        else events.c.sequence == func.any(func.array(found.scalar_subquery()))
    )
    return Asked(rows_of().where(wanted))
