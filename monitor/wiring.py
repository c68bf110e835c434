"""Puts the rooms together. The only module that sees them all, and the only one that reads the clock."""

import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.catalogue.bodies import BodyKind
from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Initiative
from monitor.demonstration.reports import fill
from monitor.demonstration.rounds import open_demonstration_round
from monitor.documents import changes_csv, history_csv, report_workbook, round_csv
from monitor.documents.indicator_download import Translate, as_csv, as_xlsx
from monitor.documents.round_text import RoundText, Say
from monitor.documents.sheets import Reader
from monitor.errors import FaultyFiles, Refused
from monitor.measures.observations import Series
from monitor.reporting import rules
from monitor.reporting.asking import question
from monitor.reporting.days import day_of
from monitor.reporting.drafts import Draft, Drafts, check_may_keep
from monitor.reporting.events import LogEntry, NewEvent, Question, Statement
from monitor.reporting.log import StatusLog
from monitor.reporting.reporter import ask_nobody, record, reports_before
from monitor.reporting.rounds import NewRound, NewStep, Round, Rounds
from monitor.reporting.typed import Typed
from monitor.reporting.workbook import Form, Passport, Returned, Sent
from monitor.review import returned
from monitor.review import rounds as review_rounds
from monitor.review.changes import Changes
from monitor.review.desk import Desk
from monitor.review.rounds import RoundExtract
from monitor.review.schedule import deadline_in_force
from monitor.review.submissions import Told
from monitor.settings import Settings
from monitor.sources.report_workbook import read_workbook
from monitor.sources.shipped import Fingerprint, Shipped, fingerprint, read_shipped
from monitor.storage.drafts import SqlDrafts
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate, opened
from monitor.storage.rounds import SqlRounds
from monitor.storage.status_log import SqlStatusLog

Clock = Callable[[], datetime]

LOCAL_PERSON = "local"
"""The pseudonymous id of the one person who uses the monitor on their own machine."""


_CLOCKS_DIFFER = timedelta(minutes=5)  # between machines that share a log, without anything being wrong


def system_clock() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


class Files:
    """The files that ship, parsed once and again only when one of them has changed. Safe between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._read: tuple[Fingerprint, Shipped] | None = None
        self._fault: tuple[Fingerprint, FaultyFiles] | None = None

    def shipped(self) -> Shipped:
        """What the files say; what they said before where a change has left one of them faulty.

        FaultyFiles where they have never been readable in this process.
        """
        stamp = fingerprint(self._root)
        with self._lock:
            if self._read is not None and self._read[0] == stamp:
                self._fault = None
                return self._read[1]
            if self._fault is None or self._fault[0] != stamp:
                try:
                    self._read, self._fault = (stamp, read_shipped(self._root)), None
                except FaultyFiles as error:
                    self._fault = (stamp, error)
            if self._read is not None:
                return self._read[1]
            assert self._fault is not None
            raise self._fault[1]

    def fault(self) -> FaultyFiles | None:
        """What is wrong with the files now, while `shipped` gives what they said before; None where nothing is."""
        with self._lock:
            return self._fault[1] if self._fault is not None else None


@dataclass(frozen=True)
class Services:
    """What all sessions share: settings, files, the log, rounds and drafts, and the clock."""

    settings: Settings
    files: Files
    log: StatusLog
    rounds: Rounds
    drafts: Drafts
    clock: Clock = field(default=system_clock)

    def today(self) -> date:
        """The day it is in Norway."""
        return day_of(self.clock())

    def desk(self, *, as_of: date | None = None) -> Desk:
        """Everything a page can ask for, as of a day (default today)."""
        shipped = self.files.shipped()
        today = self.today()
        return Desk(shipped.catalogue, shipped.record, shipped.measures, self.log, today, as_of or today)

    def indicator_csv(self, series: Series, say: Translate) -> bytes:
        """The figures of an indicator as CSV; `say` words what stands beside them."""
        return as_csv(series, say, demo=self.settings.demo)

    def indicator_xlsx(self, series: Series, say: Translate) -> bytes:
        """The figures of an indicator as an Excel workbook."""
        return as_xlsx(series, say, demo=self.settings.demo)

    def passport(self, body: str, language: str) -> Passport:
        """What a workbook made now for a body says of itself: what is known of each initiative it may report on."""
        catalogue, today = self.files.shipped().catalogue, self.today()
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
            demo=self.settings.demo,
            sent={
                initiative: Sent(
                    revision=revision, status=latest[initiative].status if initiative in latest else None
                )
                for initiative, revision in revisions.items()
            },
        )

    def report_workbook(self, form: Form, say: Translate) -> bytes:
        """The workbook that a body fills in; `say` words it."""
        return report_workbook.as_xlsx(form, say)

    def read_report_workbook(self, data: bytes, statuses: Mapping[str, str]) -> Returned:
        """A workbook that came back; Refused where it cannot be used as a whole. Nothing is recorded.

        `statuses` gives the code for each word that may stand as a status, in lower case.
        """
        read = read_workbook(data, statuses)
        catalogue = self.files.shipped().catalogue
        returned.check_ours(read.passport, catalogue, self.log, demo=self.settings.demo)
        return read

    def proposals(self, read: Returned) -> list[returned.Proposal]:
        """What each row of a workbook that came back would change, and what stands against it."""
        return returned.proposals(
            read, self.log, today=self.today(), person=LOCAL_PERSON, objections=self.objections
        )

    def history_csv(self, found: Sequence[Told], codes: Mapping[str, str], _: Reader) -> bytes:
        """Entries of the log as CSV; `codes` are the reader's words for what the log holds as codes."""
        return history_csv.as_csv(found, self.files.shipped().catalogue, codes, _, demo=self.settings.demo)

    def history_xlsx(
        self, found: Sequence[Told], codes: Mapping[str, str], _: Reader, about: Sequence[tuple[str, str]]
    ) -> bytes:
        """Entries of the log as an Excel workbook; `about` says what was chosen."""
        return history_csv.as_xlsx(
            found, self.files.shipped().catalogue, codes, _, demo=self.settings.demo, about=about
        )

    def changes_csv(self, found: Changes, codes: Mapping[str, str], _: Reader) -> bytes:
        """What is different between two days as CSV."""
        return changes_csv.as_csv(found, self.files.shipped().catalogue, codes, _, demo=self.settings.demo)

    def changes_xlsx(
        self, found: Changes, codes: Mapping[str, str], _: Reader, about: Sequence[tuple[str, str]]
    ) -> bytes:
        """What is different between two days as an Excel workbook."""
        return changes_csv.as_xlsx(
            found, self.files.shipped().catalogue, codes, _, demo=self.settings.demo, about=about
        )

    def objections(self, reports: Sequence[NewEvent]) -> list[Refused]:
        """Everything that stands against the reports, so that a form can show all of it at once.

        Nothing stands against what is in the log already: it was accepted once, and a second click repeats it.
        """
        facts, today = self._facts(), self.today()
        found: list[Refused] = []
        for report in reports:
            try:
                if self.log.already_recorded(report) is not None:
                    continue
            except Refused as reused:
                found.append(reused)
                continue
            given = rules.Circumstances(
                initiative_ids=facts.initiative_ids,
                body_ids=facts.body_ids,
                deadline=facts.deadlines.get(report.initiative),
                before=reports_before(self.log, report.initiative, effective_on=report.effective_on),
                today=today,
                earliest=facts.earliest,
                reporters=facts.reporters.get(report.initiative, ()),
            )
            found.extend(rules.objections(report, given))
        return found

    def record(self, reports: Sequence[NewEvent]) -> list[LogEntry]:
        """Record every event or none; raises Refused with the first thing that stands against them.

        With answers switched on, statements are put to the responsible ministries before they are published.
        `clock_set_back` where this machine's clock stands before the last entry: what is recorded now would be
        shown as known on a day before what was recorded earlier.
        """
        now, last = self.clock(), self.log.last_recorded_at()
        if last is not None and now < last - _CLOCKS_DIFFER:
            raise Refused(
                "clock_set_back",
                f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, but the last entry was recorded at "
                f"{last:%Y-%m-%d %H:%M}; set the clock and record again.",
                now=now,
                last=last,
            )
        facts = self._facts()
        return record(
            self.log,
            reports,
            initiative_ids=facts.initiative_ids,
            body_ids=facts.body_ids,
            deadlines=facts.deadlines,
            earliest=facts.earliest,
            reporters=facts.reporters,
            clock=self.clock,
            ask=self.question if self.settings.answers else ask_nobody,
        )

    def save_draft(self, typed: Typed, *, person: str, form: str, seen: int) -> Draft:
        """Keep what a person has typed on an initiative, in the place of what they had typed before.

        Raises Refused for a text that no report could hold; the draft before it stays.
        """
        check_may_keep(typed)
        draft = Draft(person=person, typed=typed, form=form, seen=seen, saved_at=self.clock())
        self.drafts.save(draft)
        return draft

    def open_round(self, new: NewRound) -> Round:
        """Open a round; raises Refused with what stands against it."""
        return self.rounds.open(new, opened_at=self.clock())

    def add_to_round(self, step: NewStep) -> Round:
        """Record that a body was asked, reminded or given more time; raises Refused with what stands against it."""
        return self.rounds.add(step, recorded_at=self.clock())

    def rounds_known(self, *, as_of: date) -> list[Round]:
        """The rounds as they were known by a day, the one that opened last first."""
        return review_rounds.known(self.rounds.rounds(), known_by=as_of)

    def round_extract(self, round_id: str, *, as_of: date | None = None) -> RoundExtract | None:
        """All the log held of a round by a day (default today); None where there was no such round by then."""
        day = as_of or self.today()
        round_ = next((each for each in self.rounds_known(as_of=day) if each.id == round_id), None)
        if round_ is None:
            return None
        catalogue = self.files.shipped().catalogue
        return review_rounds.extract(round_, catalogue, self.log, as_of=day, made_at=self.clock())

    def round_pdf(self, extract: RoundExtract, say: Say) -> bytes:
        """An extract of a round as PDF/A; `say` words it."""
        # Imported here: typst is a library of 80 MB, and most processes never set a document.
        from monitor.documents import round_pdf

        return round_pdf.as_pdf(self._round_text(extract, say))

    def round_csv(self, extract: RoundExtract, say: Say) -> bytes:
        """An extract of a round as CSV."""
        return round_csv.as_csv(self._round_text(extract, say))

    def _round_text(self, extract: RoundExtract, say: Say) -> RoundText:
        return RoundText(extract, self.files.shipped().catalogue, say, demo=self.settings.demo)

    def question(self, statement: Statement) -> Question | None:
        """The question that is put to the responsible ministries with a statement while answers are switched on."""
        catalogue, today = self.files.shipped().catalogue, self.today()
        bodies = next(
            (each.bodies() for each in catalogue.in_force(today) if each.id == statement.initiative), ()
        )
        return question(
            ministries=[body for body in bodies if catalogue.body[body].kind is BodyKind.MINISTRY],
            acting_for=statement.acting_for,
            rounds=self.rounds.rounds(),
            today=today,
        )

    def _facts(self) -> "_Facts":
        catalogue, today = self.files.shipped().catalogue, self.today()
        in_force = catalogue.in_force(today)
        revised = self.log.deadlines(as_of=today)

        def deadline(initiative: Initiative) -> PartialDate | None:
            return deadline_in_force(initiative, revised.get(initiative.id), as_of=today)[0]

        return _Facts(
            initiative_ids=frozenset(initiative.id for initiative in in_force),
            # A decision may be asked of a committee as well as of a body.
            body_ids=frozenset(catalogue.body) | {committee.id for committee in catalogue.committees},
            deadlines={entry.id: due for entry in in_force if (due := deadline(entry)) is not None},
            earliest=catalogue.strategy.period.from_.first_day,
            reporters={entry.id: catalogue.reporters(entry) for entry in in_force},
        )


@dataclass(frozen=True)
class _Facts:
    """What the rules of reporting need to know of the catalogue."""

    initiative_ids: frozenset[str]
    body_ids: frozenset[str]
    deadlines: Mapping[str, PartialDate]
    earliest: date
    reporters: Mapping[str, frozenset[str]]


def open_services(settings: Settings, *, clock: Clock = system_clock) -> Services:
    """Open the log, bring it to the present schema, and fill the demonstration's own log where it is asked for.

    Raises FaultyFiles where a file that ships cannot be used, Unreadable where the database cannot.
    """
    files = Files(settings.root)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database_url)
    migrate(engine)
    log = SqlStatusLog(engine)
    services = Services(settings, files, log, SqlRounds(engine), SqlDrafts(engine), clock)
    if settings.demo and log.revision() == 0:
        fill(log, files.shipped().catalogue, today=services.today(), answers=settings.answers)
    if settings.demo:
        open_demonstration_round(services.rounds, files.shipped().catalogue, today=services.today())
    return services


@contextmanager
def opened_services(settings: Settings, *, clock: Clock = system_clock) -> Iterator[Services]:
    """Services over a database that is there and up to date: nothing is made, migrated or filled.

    Raises what `open_services` raises, and Unreadable where there is no database.
    """
    with opened(settings.database_url) as engine:
        log, rounds, drafts = SqlStatusLog(engine), SqlRounds(engine), SqlDrafts(engine)
        yield Services(settings, Files(settings.root), log, rounds, drafts, clock)
