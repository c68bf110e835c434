"""What stands against opening a round, and against a step in it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from monitor.errors import Refused
from monitor.reporting.days import end_of_day_utc
from monitor.reporting.plain import id_faults, line_faults, text_faults
from monitor.reporting.rounds import NewRound, NewStep, Round, StepKind, is_same_round


def objections_to_open(new: NewRound, rounds: Iterable[Round]) -> Iterator[Refused]:
    """Yield everything that stands against a round, so that a form can show all of it at once.

    The codes are `id_invalid`, `text_invalid`, `text_too_long`, `text_missing`,
    `round_ends_before_it_opens` and `round_exists`, when there is another round of that id.
    """
    for field, value, limit in (("id", new.id, 64), ("opened_by", new.opened_by, 200)):
        yield from id_faults(value, field=field, limit=limit)
    yield from title_faults(new.title)
    if new.closes < new.opens:
        yield Refused(
            "round_ends_before_it_opens",
            f"The round {new.id} would end on {new.closes}, before it opens on {new.opens}.",
            round=new.id,
            opens=new.opens,
            closes=new.closes,
        )
    if any(there.id == new.id and not is_same_round(there, new) for there in rounds):
        yield Refused("round_exists", f"There is a round {new.id} already; choose another id.", round=new.id)


def title_faults(title: str) -> Iterator[Refused]:
    """Yield what stands against the title of a round by itself."""
    return line_faults(title, field="title", limit=200)


def check_may_open(new: NewRound, rounds: Iterable[Round]) -> None:
    """Raise the first of the `objections_to_open`, or return when there is none."""
    for objection in objections_to_open(new, rounds):
        raise objection


def may_open(new: NewRound, rounds: Iterable[Round]) -> bool:
    """Say whether `check_may_open` would accept a round."""
    return next(objections_to_open(new, rounds), None) is None


def objections_to_add(step: NewStep, round_: Round, *, at: datetime) -> Iterator[Refused]:
    """Yield everything that stands against a step in its round at an instant.

    The codes are `id_invalid`, `text_invalid`, `text_too_long`; `not_asked` for a reminder or more time for a
    body that was not asked in this round; and `more_time_invalid` with a `reason`: `missing` or `unwanted` (a
    new last day belongs to more time and to nothing else), `too_late` when the body's time is up already,
    because what it did not answer has been published by then, and `not_later` for a day that gives no time.
    """
    for field, value, limit in (
        ("idempotency_key", step.idempotency_key, 200),
        ("body", step.body, 64),
        ("recorded_by", step.recorded_by, 200),
    ):
        yield from id_faults(value, field=field, limit=limit)
    for field, value in (("contact", step.contact), ("deputy", step.deputy)):
        yield from text_faults(value, field=field, limit=200)
    if step.kind is not StepKind.ASKED and step.body not in {asked.body for asked in round_.asked()}:
        yield Refused(
            "not_asked",
            f"{step.body} was not asked in the round {round_.id}; ask it first.",
            round=round_.id,
            body=step.body,
        )
    if reason := _time_fault(step, round_, at=at):
        yield Refused(
            "more_time_invalid",
            f"{step.body} has time until {round_.due(step.body)} in the round {round_.id}: "
            f"{_TIME_FAULTS[reason]}.",
            round=round_.id,
            body=step.body,
            due=round_.due(step.body),
            reason=reason,
        )


def check_may_add(step: NewStep, round_: Round, *, at: datetime) -> None:
    """Raise the first of the `objections_to_add`, or return when there is none."""
    for objection in objections_to_add(step, round_, at=at):
        raise objection


def may_add(step: NewStep, round_: Round, *, at: datetime) -> bool:
    """Say whether `check_may_add` would accept a step."""
    return next(objections_to_add(step, round_, at=at), None) is None


_TIME_FAULTS: Final = {
    "missing": "more time needs a new last day",
    "unwanted": "only more time takes a new last day",
    "too_late": "that day is over, and what it did not answer is published",
    "not_later": "the new day must come after it",
}


def _time_fault(step: NewStep, round_: Round, *, at: datetime) -> str | None:
    if (step.due is not None) is not (step.kind is StepKind.MORE_TIME):
        return "missing" if step.due is None else "unwanted"
    if step.due is None:
        return None
    if at >= end_of_day_utc(round_.due(step.body)):
        return "too_late"
    return "not_later" if step.due <= round_.due(step.body) else None
