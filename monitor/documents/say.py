"""What a document asks of the language it is written in. Whoever asks for the document gives it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.text import LocalText
from monitor.reporting.events import EventKind, Verdict
from monitor.reporting.status import Status
from monitor.reporting.workflow import State

Translate = Callable[[str], str]
"""Gives a message in the language."""


class Reader(Protocol):
    """Who reads the file: in which language, and how that language says things."""

    language: str

    def __call__(self, message: str) -> str:
        """The message in the reader's language."""
        ...


class Say(Reader, Protocol):
    """How a language says everything that an extract of a round speaks of; what the pages use too."""

    def day(self, day: date) -> str:
        """A day in full."""
        ...

    def moment(self, instant: datetime) -> str:
        """An instant in Norwegian time, to the minute."""
        ...

    def partial(self, when: PartialDate) -> str:
        """A date as exactly as it is known."""
        ...

    def plain(self, text: LocalText) -> str:
        """A text from a file."""
        ...

    def status(self, status: Status | None) -> str:
        """A reported status."""
        ...

    def kind(self, kind: EventKind) -> str:
        """What an entry of the log is."""
        ...

    def state(self, state: State) -> str:
        """How far a statement has come."""
        ...

    def verdict(self, verdict: Verdict) -> str:
        """What a ministry answered."""
        ...

    def person(self, person: str) -> str:
        """Who recorded something."""
        ...

    def field(self, field: str) -> str:
        """The label of a text of a report."""
        ...
