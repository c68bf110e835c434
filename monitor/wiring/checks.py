"""What is asked of an event before it is written: what stands against it, and which ministries answer for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.catalogue.bodies import BodyKind
from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Initiative
from monitor.errors import Refused
from monitor.reporting import progress, rules
from monitor.reporting.asking import question
from monitor.reporting.days import Clock, day_of
from monitor.reporting.events import NewEvent, Question, Statement
from monitor.reporting.log import StatusLog
from monitor.reporting.reporter import Facts, circumstances
from monitor.reporting.rounds import Rounds
from monitor.review.schedule import deadline_in_force
from monitor.sources.files import Files


@dataclass(frozen=True)
class Checks:
    """Asked by the screen before a button is pressed, and by the writer after it. Nothing is written here."""

    files: Files
    log: StatusLog
    rounds: Rounds
    clock: Clock

    def objections(self, reports: Sequence[NewEvent]) -> list[Refused]:
        """Everything that stands against the reports, so that a form can show all of it at once.

        Nothing stands against what is in the log already: it was accepted once, and a second click repeats it.
        """
        facts, today = self.facts(), self._today()
        found: list[Refused] = []
        for report in reports:
            try:
                if self.log.already_recorded(report) is not None:
                    continue
            except Refused as reused:
                found.append(reused)
                continue
            found.extend(rules.objections(report, circumstances(self.log, report, facts, today=today)))
        return found

    def question(self, statement: Statement) -> Question | None:
        """The question that is put to the responsible ministries with a statement while answers are switched on."""
        catalogue, today = self.files.shipped().catalogue, self._today()
        bodies = next(
            (each.bodies() for each in catalogue.in_force(today) if each.id == statement.initiative), ()
        )
        return question(
            ministries=[body for body in bodies if catalogue.body[body].kind is BodyKind.MINISTRY],
            acting_for=statement.acting_for,
            rounds=self.rounds.rounds(),
            today=today,
        )

    def due(self, question: Question | None) -> dict[str, date]:
        """The last day of each body that is asked, with the time it was given in the round; empty for no question."""
        return progress.due(question, self.log.more_time())

    def facts(self) -> Facts:
        """What the rules need to know of the catalogue today, with the deadlines that were moved in the log."""
        catalogue, today = self.files.shipped().catalogue, self._today()
        in_force = catalogue.in_force(today)
        committees = frozenset(committee.id for committee in catalogue.committees)
        revised = self.log.deadlines(as_of=today)

        def deadline(initiative: Initiative) -> PartialDate | None:
            return deadline_in_force(initiative, revised.get(initiative.id), as_of=today)[0]

        return Facts(
            initiative_ids=frozenset(initiative.id for initiative in in_force),
            # A decision may be asked of a committee as well as of a body.
            body_ids=frozenset(catalogue.body) | committees,
            deadlines={entry.id: due for entry in in_force if (due := deadline(entry)) is not None},
            earliest=catalogue.strategy.period.from_.first_day,
            reporters={entry.id: catalogue.reporters(entry) for entry in in_force},
            committee_ids=committees,
        )

    def _today(self) -> date:
        return day_of(self.clock())
