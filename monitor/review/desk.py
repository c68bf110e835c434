"""The one place pages ask: it joins the files that ship with the log, as of a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.catalogue.bodies import Body
from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence, in_order_of_time, known_by
from monitor.measures.observations import Measures, Series
from monitor.measures.themes import Theme
from monitor.reporting.conclusions import Concluded
from monitor.reporting.events import STATEMENTS, EventKind
from monitor.reporting.log import StatusLog, Wanted
from monitor.reporting.progress import Progress
from monitor.review import answers, conclusions, submissions
from monitor.review.answers import Answered, ToAnswer
from monitor.review.changed import changed
from monitor.review.changes import Changes, changes
from monitor.review.coverage import Coverage, coverage
from monitor.review.happenings import Happening, happenings
from monitor.review.outcome import Outcome, ThemeOutcome, outcome
from monitor.review.overview import Overview, overview
from monitor.review.possible import Possible, possible
from monitor.review.standing import Standing, standings
from monitor.review.submissions import Difference, Told
from monitor.review.timeline import Course, courses


@dataclass(frozen=True)
class Desk:
    """Everything a page can ask for, given the day it is asked and the day it is asked about."""

    catalogue: Catalogue
    record: Sequence[Evidence]
    measures: Measures
    log: StatusLog
    today: date
    as_of: date

    def standings(self) -> list[Standing]:
        """Every initiative in force on the day, in the catalogue's order."""
        return standings(
            self.catalogue,
            self.record,
            self.log.latest(as_of=self.as_of),
            as_of=self.as_of,
            today=self.today,
            deadlines=self.log.deadlines(as_of=self.as_of),
        )

    def standing(self, initiative_id: str) -> Standing | None:
        """One initiative, or None where the strategy has none of that id on the day."""
        return next((row for row in self.standings() if row.initiative.id == initiative_id), None)

    def overview(self, since: date) -> Overview:
        """What Overview shows, with what changed after `since`."""
        rows = self.standings()
        return overview(
            rows,
            self.record,
            self.measures,
            changes=changed(self.log, self.differences(since), since=since, until=self.as_of),
            as_of=self.as_of,
            since=since,
            today=self.today,
            answered=self.answered(),
            concluded=self.concluded(rows),
        )

    def concluded(self, rows: Sequence[Standing]) -> dict[str, Concluded]:
        """What committees concluded by the day on what the reports in force ask to have decided, by initiative."""
        reports = [row.report for row in rows if row.report is not None]
        return conclusions.answers(self.log, reports, as_of=self.as_of)

    def conclusions(self, initiative_id: str) -> list[Concluded]:
        """The conclusions on an initiative that stand on the day, the first meeting first."""
        return conclusions.standing(self.log, {initiative_id}, as_of=self.as_of).get(initiative_id, [])

    def recorded(self, initiative_id: str) -> list[Told]:
        """Every statement and conclusion on an initiative by the day, the latest to hold first, with how far each has
        come.
        """
        kinds = STATEMENTS | {EventKind.CONCLUSION}
        found = submissions.told(
            self.log, Wanted(initiatives=frozenset({initiative_id}), kinds=kinds), known_by=self.as_of
        )
        held = [each for each in found if each.entry.effective_on <= self.as_of]
        return sorted(held, key=lambda each: (each.entry.effective_on, each.entry.sequence), reverse=True)

    def entry(self, sequence: int) -> Told | None:
        """One entry of the log, whatever its kind, as of the day; None where there was none of that number."""
        return submissions.one(self.log, sequence, known_by=self.as_of)

    def about(self, sequence: int) -> list[Told]:
        """The entries that correct, answer, withdraw or redact an entry, in the order they were recorded."""
        return submissions.about(self.log, sequence, known_by=self.as_of)

    def recorded_after(self, initiative_id: str, revision: int) -> list[Told]:
        """What was recorded on an initiative after an entry, as they were recorded: what a person has not seen yet."""
        return submissions.after(self.log, initiative_id, revision, known_by=self.as_of)[::-1]

    def possible(self, told: Told) -> Possible:
        """What can be done with an entry that was read here, and what stands against the rest."""
        return possible(told)

    def told(self, wanted: Wanted, *, limit: int | None = None, offset: int = 0) -> list[Told]:
        """The entries of the log by the day that fit, last recorded first, with how far each had come."""
        return submissions.told(self.log, wanted, known_by=self.as_of, limit=limit, offset=offset)

    def count(self, wanted: Wanted) -> int:
        """How many entries of the log by the day fit."""
        return self.log.count(wanted, known_by=self.as_of)

    def differences(self, since: date, wanted: Wanted = Wanted()) -> list[Difference]:  # noqa: B008 - frozen
        """What is different on the day from `since`, each day as it was known then."""
        return submissions.differences(self.log, wanted, since=since, until=self.as_of)

    def changes(
        self,
        since: date,
        wanted: Wanted = Wanted(),  # noqa: B008 - frozen
        *,
        newest: int | None = None,
    ) -> Changes:
        """Everything that is different on the day from `since`: reports, deadlines, and the public record.

        Of what was recorded on an initiative, only the `newest` entries are read where that is given.
        """
        found = submissions.differences(self.log, wanted, since=since, until=self.as_of, newest=newest)
        entries = [entry for difference in found for entry in difference.entries]
        read = submissions.read_back(self.log, entries, known_by=self.as_of)
        return changes(
            found,
            {told.entry.sequence: told for told in read},
            self.record,
            before=replace(self, as_of=since).standings(),
            after=self.standings(),
            initiatives=wanted.initiatives,
            entries_only=(wanted.kinds, wanted.body, wanted.person) != (None, None, None),
            since=since,
            until=self.as_of,
        )

    def pending(self) -> list[Progress]:
        """What is submitted and waits for answers on the day. Only for those who may see it."""
        return submissions.pending(self.log, known_by=self.as_of)

    def answered(self) -> dict[str, Answered]:
        """What the responsible ministries have to do with each initiative on the day; one they have nothing to do
        with is left out. What waits is only for those who may see it.
        """
        standing = [
            *self.log.latest(as_of=self.as_of).values(),
            *self.log.deadlines(as_of=self.as_of).values(),
        ]
        read = submissions.read_progress(self.log, standing, known_by=self.as_of)
        asked = [progress for progress in read.values() if progress.due]
        return answers.answered(asked, self.pending())

    def answering_bodies(self) -> list[Body]:
        """The bodies that may have something to answer."""
        return answers.answering_bodies(self.catalogue, self.pending())

    def to_answer(self, body: str) -> ToAnswer:
        """What a body may answer today."""
        return answers.to_answer(self.log, self.catalogue, self.pending(), body=body, today=self.today)

    def evidence(self, initiative_id: str | None) -> tuple[list[Evidence], list[Evidence]]:
        """The public record on an initiative (None: on the strategy): entries that count on the day, newest first,
        and entries without a publication day that cannot be placed before today.
        """
        entries = [entry for entry in self.record if entry.initiative == initiative_id]
        counted = in_order_of_time(known_by(entries, as_of=self.as_of, today=self.today))
        unplaced = [entry for entry in entries if entry.publication_day is None and entry not in counted]
        return counted, unplaced

    def courses(self) -> list[Course]:
        """Every initiative in time, by deadline, with what was reported and on public record by the day."""
        counted = known_by(self.record, as_of=self.as_of, today=self.today)
        return courses(self.standings(), self.log.reports(as_of=self.as_of)[::-1], counted)

    def happenings(self, initiative_ids: Collection[str]) -> list[Happening]:
        """What happened on initiatives in force by the day, as strategy, log and public record tell it."""
        wanted = Wanted(initiatives=frozenset(initiative_ids), kinds=STATEMENTS)
        return happenings(
            [each for each in self.catalogue.in_force(self.as_of) if each.id in initiative_ids],
            submissions.told(self.log, wanted, known_by=self.as_of) if initiative_ids else (),
            known_by(self.record, as_of=self.as_of, today=self.today),
            as_of=self.as_of,
        )

    def outcome(self, series: Series, happened: Sequence[Happening], initiative_id: str) -> Outcome:
        """An indicator beside one initiative on which `happened` is known, as of the day."""
        known = series.known_by(as_of=self.as_of, today=self.today)
        return outcome(known, [self.catalogue.initiative[initiative_id]], happened, self.catalogue)

    def theme(self, theme: str) -> ThemeOutcome:
        """The indicators of a theme beside the initiatives they are linked to, as of the day."""
        chosen = [each for each in self.measures.series.values() if each.indicator.theme == theme]
        linked = {link.initiative for each in chosen for link in each.indicator.links}
        rows = [row for row in self.standings() if row.initiative.id in linked]
        happened = self.happenings([row.initiative.id for row in rows])
        initiatives = [row.initiative for row in rows]
        known = [each.known_by(as_of=self.as_of, today=self.today) for each in chosen]
        return ThemeOutcome(
            tuple(outcome(each, initiatives, happened, self.catalogue) for each in known),
            tuple(rows),
            tuple(happened),
        )

    def coverage(self) -> Coverage:
        """What the strategy, the links and the public record leave without each other, as of the day."""
        return coverage(
            self.catalogue.strategy.goals,
            self.catalogue.in_force(self.as_of),
            [series.indicator for series in self.measures.series.values()],
            known_by(self.record, as_of=self.as_of, today=self.today),
        )

    def themes(self) -> list[Theme]:
        """The themes that have an indicator, in the order they are shown."""
        present = {series.indicator.theme for series in self.measures.series.values()}
        return [theme for theme in Theme if theme in present]

    def linked_series(self, initiative_id: str) -> list[Series]:
        """The indicators linked to an initiative, with the figures that could be known on the day."""
        linked = self.measures.for_initiative(initiative_id)
        return [series.known_by(as_of=self.as_of, today=self.today) for series in linked]
