"""Reporting rounds: who was asked by when, who was reminded, who was given more time.

A round is opened once and never changed. What happens in it is added as steps, each with its instant and the
person who took it, so that one can read afterwards who was asked and when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Protocol

HIDDEN: Final = "–"
"""What stands in the place of a contact, or of a text, for those who may not see it."""


class StepKind(StrEnum):
    """What was done about a body in a round."""

    ASKED = "asked"
    REMINDED = "reminded"
    MORE_TIME = "more_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    """A round that someone asks to have opened. `closes` is the last day, for reports and for answers."""

    id: str
    title: str
    opens: date
    closes: date
    opened_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """Something done about a body in a round.

    `idempotency_key` is made once per form. `contact` and `deputy` are who was asked or reminded in that body,
    as the secretariat writes them; both may be empty. `due` is the new last day, for more time only.
    """

    idempotency_key: str
    round: str
    kind: StepKind
    body: str
    recorded_by: str
    contact: str = ""
    deputy: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as it was recorded. `number` counts over all rounds; a contact is `None` once erased."""

    number: int
    idempotency_key: str
    round: str
    kind: StepKind
    body: str
    contact: str | None
    deputy: str | None
    due: date | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTime:
    """That a body has until the end of `due` in a round, known from `recorded_at` on."""

    round: str
    body: str
    due: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One body's side of a round: whom to turn to, when it was asked, reminded, and until when it has time."""

    body: str
    contact: str | None
    deputy: str | None
    asked_at: datetime
    reminded_at: tuple[datetime, ...]
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round and its steps, oldest first."""

    id: str
    title: str
    opens: date
    closes: date
    opened_at: datetime
    opened_by: str
    steps: tuple[Step, ...] = ()

    def due(self, body: str) -> date:
        """The last day for a body: the last day of the round, or a later one it was given."""
        return max([self.closes, *(step.due for step in self.steps if step.due and step.body == body)])

    def asked(self) -> list[Asked]:
        """The bodies that were asked, in the order they were asked first, with the contacts named last."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.body, []).append(step)
        return [
            Asked(
                body=body,
                contact=_last(step.contact for step in steps),
                deputy=_last(step.deputy for step in steps),
                asked_at=steps[0].recorded_at,
                reminded_at=tuple(step.recorded_at for step in steps if step.kind is StepKind.REMINDED),
                due=self.due(body),
            )
            for body, steps in found.items()
        ]


class Rounds(Protocol):
    """The port to the rounds. Every method raises `Unreadable` when they cannot be read or written."""

    def open(self, new: NewRound, *, opened_at: datetime) -> Round:
        """Open a round. The same round opened again gives the one that is there.

        Raises `Refused`: what `round_rules.check_may_open` raises.
        """
        ...

    def add(self, step: NewStep, *, recorded_at: datetime) -> Round:
        """Add a step to its round and return the round with it. A key that is there already adds nothing.

        Raises `Refused`: what `round_rules.check_may_add` raises, or `unknown_round`.
        """
        ...

    def rounds(self) -> list[Round]:
        """Return all rounds, the one that opened last first."""
        ...

    def round(self, id: str) -> Round | None:  # noqa: A002 - it is called what it is
        """Return one round, `None` where there is none of that id."""
        ...


def is_same_round(there: Round, new: NewRound) -> bool:
    """Say whether a round is what an earlier try of `new` left."""
    return (there.id, there.title, there.opens, there.closes, there.opened_by) == (
        new.id,
        new.title,
        new.opens,
        new.closes,
        new.opened_by,
    )


def is_same_step(there: Step, new: NewStep) -> bool:
    """Say whether a step is what an earlier try of `new` left. An erased contact counts as equal."""
    return (there.round, there.kind, there.body, there.due, there.recorded_by) == (
        new.round,
        new.kind,
        new.body,
        new.due,
        new.recorded_by,
    ) and all(
        kept in (None, sent) for kept, sent in ((there.contact, new.contact), (there.deputy, new.deputy))
    )


def round_on(rounds: Iterable[Round], *, today: date, body: str | None = None) -> Round | None:
    """Return the round that runs on a day: of those that do, the one that opened last.

    For a `body` that was given more time, its round runs until that is over.
    """
    running = [
        round_ for round_ in rounds if round_.opens <= today <= (round_.due(body) if body else round_.closes)
    ]
    return max(running, key=lambda round_: (round_.opens, round_.opened_at), default=None)


def _last(names: Iterable[str | None]) -> str | None:
    """The name given last; "" when none was ever given, `None` when the last one was erased."""
    named = [name for name in names if name != ""]
    return named[-1] if named else ""
