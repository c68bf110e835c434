"""The one place pages ask: it joins the files that ship with the log, as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence, in_order_of_time, known_by
from monitor.measures.indicators import Theme
from monitor.measures.observations import Measures, Series
from monitor.reporting.events import LogEntry
from monitor.reporting.log import StatusLog
from monitor.review.overview import Overview, overview
from monitor.review.standing import Standing, standings
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
        reports = self.log.latest(as_of=self.as_of)
        return standings(self.catalogue, self.record, reports, as_of=self.as_of, today=self.today)

    def standing(self, initiative_id: str) -> Standing | None:
        """One initiative, or None where the strategy has none of that id on the day."""
        return next((row for row in self.standings() if row.initiative.id == initiative_id), None)

    def overview(self, since: date) -> Overview:
        """What Overview shows, with what changed after `since`."""
        now = self.log.latest(as_of=self.as_of)
        rows = standings(self.catalogue, self.record, now, as_of=self.as_of, today=self.today)
        return overview(
            rows,
            self.record,
            self.measures,
            now=now,
            before=self.log.latest(as_of=since),
            as_of=self.as_of,
            since=since,
            today=self.today,
        )

    def history(self, initiative_id: str) -> list[LogEntry]:
        """What was reported on an initiative by the day, newest first."""
        return self.log.entries(initiative=initiative_id, as_of=self.as_of)

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
        return courses(self.standings(), self.log.entries(as_of=self.as_of), counted)

    def themes(self) -> list[Theme]:
        """The themes that have an indicator, in the order they are shown."""
        present = {series.indicator.theme for series in self.measures.series.values()}
        return [theme for theme in Theme if theme in present]

    def linked_series(self, initiative_id: str) -> list[Series]:
        """The indicators linked to an initiative, with the figures that could be known on the day."""
        linked = self.measures.for_initiative(initiative_id)
        return [series.known_by(as_of=self.as_of, today=self.today) for series in linked]
