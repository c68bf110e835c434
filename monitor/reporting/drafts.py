"""Drafts: what a person has typed and not submitted. Nothing of it is in the log."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Protocol

from monitor.reporting.plain import text_faults
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


def check_may_keep(typed: Typed) -> None:
    """Raise `Refused`, `text_invalid` or `text_too_long`, for a text that no report could hold.

    A draft may be as incomplete as one likes, but its texts are judged like those that are recorded.
    """
    for name in (field.name for field in fields(typed)):
        value = getattr(typed, name)
        if isinstance(value, str):
            for fault in text_faults(value, field=name, initiative=typed.initiative):
                raise fault


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
