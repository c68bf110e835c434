"""Entries of the log as the interface tells them: what a body reported, and what a committee concluded."""

from datetime import date, datetime

from pydantic import Field

from monitor.catalogue.dates import PartialDate
from monitor.reporting.conclusions import Concluded
from monitor.reporting.events import LogEntry
from monitor.reporting.rounds import HIDDEN
from monitor.web.api.shapes import Absence, Shape


class Decision(Shape):
    """That a reporter asks for a decision."""

    what: str | None
    of: str = Field(description="Id of the body that is asked")
    by: date | None = Field(description="The day it is needed by; null where none was given")


class Report(Shape):
    """A published report that stands. `absent` names each member that is null, and why."""

    entry: int = Field(description="Number of the entry in the log")
    effective_on: date = Field(description="The day it holds from")
    recorded_at: datetime = Field(description="The instant the log learnt of it")
    acting_for: str = Field(description="Id of the body that reports")
    done_since_last: str | None
    next_step: str | None
    obstacle: str | None
    help_needed: str | None
    comment: str | None
    expected_completion: PartialDate | None
    evidence_url: str | None
    decision: Decision | None = Field(description="Null: it asks for none")
    access_ground: str | None = Field(
        description="The provision that exempts its words from public access; null: none does"
    )
    absent: dict[str, Absence]


class Task(Shape):
    """Who is to do what comes next."""

    what: str | None
    of: str = Field(description="Id of the body")
    until: date | None = Field(description="Null: no day was agreed")


class Conclusion(Shape):
    """What a committee concluded, and stands."""

    entry: int = Field(description="Number of the entry in the log")
    meeting: date
    recorded_at: datetime
    committee: str
    concluded: str | None
    task: Task | None = Field(description="Null: nobody was given one")
    answers: int | None = Field(
        description="Number of the report whose question it answers; null: of its own accord"
    )
    absent: dict[str, Absence]


def report(entry: LogEntry, *, published_only: bool) -> Report:
    """A report as it is told to those who see only what is published, or to those who see all."""
    texts = {
        name: getattr(entry, name)
        for name in ("done_since_last", "next_step", "obstacle", "help_needed", "comment")
    }
    asked = entry.decision
    told, absent = _told(
        {**texts, "decision.what": asked.what if asked else "-"},
        hidden=published_only and _may_be_exempt(entry),
    )
    what = told.pop("decision.what")
    if entry.evidence_url is None:
        exempt = published_only and entry.access_ground is not None
        absent["evidence_url"] = Absence.EXEMPT if exempt else Absence.NOT_WRITTEN
    if entry.expected_completion is None:
        absent["expected_completion"] = Absence.NOT_WRITTEN
    return Report(
        entry=entry.sequence,
        effective_on=entry.effective_on,
        recorded_at=entry.recorded_at,
        acting_for=entry.acting_for,
        expected_completion=entry.expected_completion,
        evidence_url=entry.evidence_url,
        decision=Decision(what=what, of=asked.of, by=asked.by) if asked else None,
        access_ground=entry.access_ground,
        absent=absent,
        **told,
    )


def conclusion(concluded: Concluded, *, published_only: bool) -> Conclusion:
    """A conclusion as it is told."""
    entry = concluded.conclusion
    task = entry.task
    told, absent = _told(
        {"concluded": entry.comment, "task.what": entry.next_step if task else "-"},
        hidden=published_only and _may_be_exempt(entry),
    )
    return Conclusion(
        entry=entry.sequence,
        meeting=entry.effective_on,
        recorded_at=entry.recorded_at,
        committee=entry.acting_for,
        concluded=told["concluded"],
        task=Task(what=told["task.what"], of=task.of, until=task.until) if task else None,
        answers=concluded.asked.sequence if concluded.asked else None,
        absent=absent,
    )


def _may_be_exempt(entry: LogEntry) -> bool:
    """Whether it, or what it is about, may have an access ground."""
    return entry.access_ground is not None or entry.refers_to is not None


def _told(texts: dict[str, str | None], *, hidden: bool) -> tuple[dict[str, str | None], dict[str, Absence]]:
    """The texts, and why those that are null are. With `hidden` a dash stands for a text that may not be read."""
    told: dict[str, str | None] = {}
    absent: dict[str, Absence] = {}
    for name, text in texts.items():
        told[name] = text or None
        if hidden and text == HIDDEN:
            told[name], absent[name] = None, Absence.EXEMPT
        elif not text:
            absent[name] = Absence.REDACTED if text is None else Absence.NOT_WRITTEN
    return told, absent
