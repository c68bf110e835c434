"""The words of a language together with those for the codes of the log, for documents that are written outside."""

from monitor.reporting.events import EventKind, Verdict
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.show.refusals import field_label
from monitor.show.vocabulary import event_kind_word, person_word, state_word, status_word, verdict_word
from monitor.show.words import Words


class Spoken(Words):
    """How a document says things: as the pages do."""

    def status(self, status: Status | None) -> str:
        """A reported status."""
        return status_word(status, self)

    def kind(self, kind: EventKind) -> str:
        """What an entry of the log is."""
        return event_kind_word(kind, self)

    def state(self, state: State) -> str:
        """How far a statement has come."""
        return state_word(state, self)

    def verdict(self, verdict: Verdict) -> str:
        """What a ministry answered."""
        return verdict_word(verdict, self)

    def person(self, person: str) -> str:
        """Who recorded something."""
        return person_word(person, self)

    def field(self, field: str) -> str:
        """The label of a field of a report."""
        return field_label(field, self)
