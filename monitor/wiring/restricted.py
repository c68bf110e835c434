"""The one place through which pages and commands read what is not for everybody.

That is what people have typed and not published, the rounds with the names of contacts, and the workbooks that a body
is sent and sends back. Every method asks first whether whoever is asking may. What everybody may read is in
`monitor.review.desk`.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from monitor.access.access import Access
from monitor.access.actions import Action
from monitor.reporting.days import Clock, day_of
from monitor.reporting.drafts import Draft, Drafts
from monitor.reporting.log import StatusLog
from monitor.reporting.rounds import HIDDEN, Round, Rounds, Step
from monitor.reporting.workbook import Passport, Returned, Sent
from monitor.review import returned
from monitor.review import rounds as review_rounds
from monitor.review.rounds import RoundExtract
from monitor.sources.files import Files
from monitor.sources.report_workbook import read_workbook
from monitor.wiring.checks import Checks


@dataclass(frozen=True)
class RestrictedReader:
    """Drafts, rounds and workbooks. Nothing is written here. `demo` says that the reports are invented.

    `access` reads what the one who is asking may do, anew at each call; every method raises what `Access.require`
    raises.
    """

    files: Files
    log: StatusLog
    rounds: Rounds
    drafts: Drafts
    checks: Checks
    clock: Clock
    demo: bool
    access: Callable[[], Access]

    def all_drafts(self) -> list[Draft]:
        """What the one who is asking has typed and not published, the draft saved last first."""
        return self.drafts.drafts(self._drafter())

    def draft(self, initiative: str) -> Draft | None:
        """What the one who is asking has typed on an initiative and not published; None where there is nothing."""
        return self.drafts.draft(self._drafter(), initiative)

    def all_rounds(self) -> list[Round]:
        """The rounds as they are now. Contacts that may not be seen are `HIDDEN`."""
        access = self.access()
        access.require(Action.READ_ROUNDS)
        return [_with_contacts(round_, access) for round_ in self.rounds.rounds()]

    def rounds_known(self, *, as_of: date) -> list[Round]:
        """The rounds as they were known by a day, the one that opened last first; else as `all_rounds`."""
        return review_rounds.known(self.all_rounds(), known_by=as_of)

    def round_extract(self, round_id: str, *, as_of: date | None = None) -> RoundExtract | None:
        """All the log held of a round by a day (default today); None where there was no such round by then."""
        self.access().require(Action.EXPORT_ROUND)
        day = as_of or self._today()
        round_ = next((each for each in self.rounds_known(as_of=day) if each.id == round_id), None)
        if round_ is None:
            return None
        catalogue = self.files.shipped().catalogue
        return review_rounds.extract(round_, catalogue, self.log, as_of=day, made_at=self.clock())

    def passport(self, body: str, language: str) -> Passport:
        """What a workbook made now for a body says of itself: what is known of each initiative it may report on."""
        self.access().require(Action.REPORT, body)
        catalogue, today = self.files.shipped().catalogue, self._today()
        initiatives = [each for each in catalogue.in_force(today) if body in catalogue.reporters(each)]
        # The revision first: what comes in between makes a conflict later, where the other order would hide it.
        revisions = {each.id: self.log.initiative_revision(each.id) for each in initiatives}
        latest = self.log.latest(as_of=today)
        return Passport(
            id=uuid.uuid4().hex,
            strategy=catalogue.strategy.id,
            body=body,
            made_at=self.clock(),
            language=language,
            demo=self.demo,
            sent={
                initiative: Sent(
                    revision=revision, status=latest[initiative].status if initiative in latest else None
                )
                for initiative, revision in revisions.items()
            },
        )

    def returned_workbook(self, data: bytes, statuses: Mapping[str, str]) -> Returned:
        """A workbook that came back; Refused where it cannot be used as a whole. Nothing is recorded.

        `statuses` gives the code for each word that may stand as a status, in lower case.
        """
        access = self.access()
        if not access.offers(Action.REPORT):
            access.require(Action.REPORT)  # before a file of theirs is opened
        read = read_workbook(data, statuses)
        access.require(Action.REPORT, read.passport.body)
        returned.check_ours(read.passport, self.files.shipped().catalogue, self.log, demo=self.demo)
        return read

    def proposals(self, read: Returned) -> list[returned.Proposal]:
        """What each row of a workbook that came back would change, and what stands against it."""
        access = self.access()
        access.require(Action.REPORT, read.passport.body)
        return returned.proposals(
            read,
            self.log,
            today=self._today(),
            person=access.visitor.user or "",
            objections=self.checks.objections,
        )

    def _drafter(self) -> str:
        access = self.access()
        access.require(Action.KEEP_DRAFTS)
        return access.visitor.user or ""

    def _today(self) -> date:
        return day_of(self.clock())


def _with_contacts(round_: Round, access: Access) -> Round:
    """A round with the contacts of those bodies whose contacts may be seen."""

    def seen(step: Step) -> Step:
        if access.may(Action.READ_CONTACTS, step.body):
            return step
        return replace(
            step,
            contact=HIDDEN if step.contact else step.contact,
            deputy=HIDDEN if step.deputy else step.deputy,
        )

    return replace(round_, steps=tuple(seen(step) for step in round_.steps))
