"""The one place through which pages and commands write to the log, the rounds and the drafts.

Every method asks first whether whoever is asking may, by the roles they hold at that moment, and writes in their name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.access.access import Access
from monitor.access.actions import Action
from monitor.errors import Refused
from monitor.reporting.days import Clock
from monitor.reporting.drafts import Draft, Drafts, check_may_keep
from monitor.reporting.events import LogEntry, NewEvent
from monitor.reporting.log import StatusLog, Wanted
from monitor.reporting.permission import STEP_ACTIONS, asked_for
from monitor.reporting.reporter import ask_nobody, record
from monitor.reporting.rounds import NewRound, NewStep, Round, Rounds
from monitor.reporting.typed import Typed
from monitor.tally import Tally
from monitor.wiring.checks import Checks

_CLOCKS_DIFFER = timedelta(minutes=5)  # between machines that share a log, without anything being wrong


@dataclass(frozen=True)
class Writer:
    """Everything that can be written: the log, the rounds and the drafts.

    With `answers`, statements are put to the responsible ministries before they are published. `access` reads what
    the one who is asking may do, anew at each call. Every method raises what `Access.require` raises; whatever person
    is named in what comes in, the id of the one who is asking is recorded. `tally` counts what is recorded and refused.
    """

    log: StatusLog
    rounds: Rounds
    drafts: Drafts
    checks: Checks
    clock: Clock
    answers: bool
    access: Callable[[], Access]
    tally: Tally

    def record(self, reports: Sequence[NewEvent]) -> list[LogEntry]:
        """Record every event or none; raises Refused with the first thing that stands against them.

        `clock_set_back` where this machine's clock stands before the last entry: what is recorded now would be
        shown as known on a day before what was recorded earlier.
        """
        with self.tally.refusals():
            entries = self._record(reports)
        for entry in entries:
            self.tally.recorded(entry.kind.value)
        return entries

    def _record(self, reports: Sequence[NewEvent]) -> list[LogEntry]:
        access = self.access()
        for event in reports:
            for action, body in asked_for(event, self._entry):
                access.require(action, body)
        reports = [replace(event, recorded_by=_user(access)) for event in reports]
        now, last = self.clock(), self.log.last_recorded_at()
        if last is not None and now < last - _CLOCKS_DIFFER:
            raise Refused(
                "clock_set_back",
                f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, but the last entry was recorded at "
                f"{last:%Y-%m-%d %H:%M}; set the clock and record again.",
                now=now,
                last=last,
            )
        ask = self.checks.question if self.answers else ask_nobody
        return record(self.log, reports, self.checks.facts(), clock=self.clock, ask=ask)

    def save_draft(self, typed: Typed, *, form: str, seen: int) -> Draft:
        """Keep what somebody has typed on an initiative, in the place of what they had typed before.

        Raises Refused for a text that no report could hold; the draft before it stays.
        """
        person = self._allowed(Action.KEEP_DRAFTS)
        check_may_keep(typed)
        draft = Draft(person=person, typed=typed, form=form, seen=seen, saved_at=self.clock())
        self.drafts.save(draft)
        return draft

    def discard_draft(self, initiative: str, *, form: str) -> None:
        """Forget one's draft, if it is still the one of that form. One that was begun since stays."""
        self.drafts.discard(self._allowed(Action.KEEP_DRAFTS), initiative, form=form)

    def open_round(self, new: NewRound) -> Round:
        """Open a round; raises Refused with what stands against it."""
        with self.tally.refusals():
            person = self._allowed(Action.OPEN_ROUND)
            opened = self.rounds.open(replace(new, opened_by=person), opened_at=self.clock())
        self.tally.recorded("round")
        return opened

    def add_to_round(self, step: NewStep) -> Round:
        """Record that a body was asked, reminded or given more time; raises Refused with what stands against it."""
        with self.tally.refusals():
            person = self._allowed(STEP_ACTIONS[step.kind])
            changed = self.rounds.add(replace(step, recorded_by=person), recorded_at=self.clock())
        self.tally.recorded("round_step")
        return changed

    def _allowed(self, action: Action) -> str:
        access = self.access()
        access.require(action)
        return _user(access)

    def _entry(self, number: int) -> LogEntry | None:
        return next(iter(self.log.find(Wanted(sequences=frozenset({number})))), None)


def _user(access: Access) -> str:
    user = access.visitor.user
    if user is None:
        raise Refused(
            "not_signed_in", "Only who is signed in may record anything; sign in.", action=Action.REPORT
        )
    return user
