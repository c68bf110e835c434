"""The one place through which pages and commands read what is not for everybody.

That is what people have typed and not published, the rounds with the names of contacts, and the workbooks that a body
is sent and sends back. What everybody may read is in `monitor.review.desk`.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitor.reporting.days import Clock, day_of
from monitor.reporting.drafts import Draft, Drafts
from monitor.reporting.log import StatusLog
from monitor.reporting.rounds import Round, Rounds
from monitor.reporting.workbook import Passport, Returned, Sent
from monitor.review import returned
from monitor.review import rounds as review_rounds
from monitor.review.rounds import RoundExtract
from monitor.sources.files import Files
from monitor.sources.report_workbook import read_workbook
from monitor.wiring.checks import Checks


@dataclass(frozen=True)
class RestrictedReader:
    """Drafts, rounds and workbooks. Nothing is written here. `demo` says that the reports are invented."""

    files: Files
    log: StatusLog
    rounds: Rounds
    drafts: Drafts
    checks: Checks
    clock: Clock
    demo: bool

    def all_drafts(self, person: str) -> list[Draft]:
        """What a person has typed and not published, the one saved last first."""
        return self.drafts.drafts(person)

    def draft(self, person: str, initiative: str) -> Draft | None:
        """What a person has typed on an initiative and not published; None where there is nothing."""
        return self.drafts.draft(person, initiative)

    def all_rounds(self) -> list[Round]:
        """The rounds as they are now."""
        return list(self.rounds.rounds())

    def rounds_known(self, *, as_of: date) -> list[Round]:
        """The rounds as they were known by a day, the one that opened last first."""
        return review_rounds.known(self.rounds.rounds(), known_by=as_of)

    def round_extract(self, round_id: str, *, as_of: date | None = None) -> RoundExtract | None:
        """All the log held of a round by a day (default today); None where there was no such round by then."""
        day = as_of or self._today()
        round_ = next((each for each in self.rounds_known(as_of=day) if each.id == round_id), None)
        if round_ is None:
            return None
        catalogue = self.files.shipped().catalogue
        return review_rounds.extract(round_, catalogue, self.log, as_of=day, made_at=self.clock())

    def passport(self, body: str, language: str) -> Passport:
        """What a workbook made now for a body says of itself: what is known of each initiative it may report on."""
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
        read = read_workbook(data, statuses)
        returned.check_ours(read.passport, self.files.shipped().catalogue, self.log, demo=self.demo)
        return read

    def proposals(self, read: Returned, *, person: str) -> list[returned.Proposal]:
        """What each row of a workbook that came back would change for a person, and what stands against it."""
        return returned.proposals(
            read, self.log, today=self._today(), person=person, objections=self.checks.objections
        )

    def _today(self) -> date:
        return day_of(self.clock())
