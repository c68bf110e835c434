"""Drafts: what a person has typed and not submitted. Nothing of it is in the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.reporting.typed import Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One person's draft on one initiative.

    `form` is the id of the form, of which the idempotency key is made: a draft that is opened again and
    submitted twice is still one request. `seen` is the initiative's revision when the form was first shown.
    """

    person: str
    typed: Typed
    form: str
    seen: int
    saved_at: datetime

    @property
    def initiative(self) -> str:
        """The initiative it is about."""
        return self.typed.initiative


class Drafts(Protocol):
    """The port to the drafts. There is one for each person and initiative.

    Every method raises `Unreadable` when they cannot be read or written.
    """

    def save(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before. One that was saved later stays as it is."""
        ...

    def draft(self, person: str, initiative: str) -> Draft | None:
        """Return a person's draft on an initiative, `None` where there is none."""
        ...

    def drafts(self, person: str) -> list[Draft]:
        """Return all drafts of a person, the one saved last first."""
        ...

    def discard(self, person: str, initiative: str, *, form: str) -> None:
        """Forget a draft, if it is still the one of that form. One that was begun since stays."""
        ...
