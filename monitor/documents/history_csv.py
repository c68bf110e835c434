"""Entries of the log as CSV and as an Excel workbook, each with what was recorded about it by the day.

Codes stand as the log holds them; beside kind, status and state stand the reader's words for them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from monitor.catalogue.strategy import Catalogue
from monitor.documents import sheets
from monitor.documents.about_sheet import about_sheet, notice
from monitor.documents.say import Reader
from monitor.documents.sheets import Cell, Row
from monitor.reporting.days import OSLO
from monitor.reporting.events import LogEntry, texts_of
from monitor.reporting.progress import Progress
from monitor.reporting.workflow import State
from monitor.review.submissions import Told

REMOVED: Final = "[text removed]"
"""Stands where a text was removed from the log."""

REPLACED: Final = "replaced"
"""The state of an answer that another one replaced."""

IDENTITY: Final = (
    "number", "recorded_at", "holds_from", "kind", "kind_in_words", "subject", "refers_to", "status",
    "status_in_words", "for_body", "recorded_by", "state", "state_in_words",
)  # fmt: skip
"""The columns of `identity`."""

COLUMNS: Final = (
    "initiative", "title", *IDENTITY, "published_at", "corrected_by", "withdrawn_by", "replaced_by",
    "done_since_last", "next_step", "obstacle", "help_needed", "comment",
    "decision_what", "decision_of", "decision_by", "expected_completion", "new_deadline", "milestone",
    "task_of", "task_until", "evidence_url", "answer", "round", "asked", "answer_by", "answers", "not_answered",
    "texts_removed", "removed_by", "removes", "case_number", "access_ground",
)  # fmt: skip


def as_csv(
    found: Sequence[Told], catalogue: Catalogue, codes: Mapping[str, str], _: Reader, *, demo: bool
) -> bytes:
    """A row an entry, in the order given; `codes` are the reader's words for kinds, statuses and states."""
    return sheets.as_csv(columns(COLUMNS, demo=demo), _rows(found, catalogue, codes, _))


def as_xlsx(
    found: Sequence[Told],
    catalogue: Catalogue,
    codes: Mapping[str, str],
    _: Reader,
    *,
    demo: bool,
    about: Sequence[tuple[str, str]],
) -> bytes:
    """The same rows as a workbook; a sheet of its own says what it is, with what the page chose (`about`)."""
    shown, rows = columns(COLUMNS, demo=demo), _rows(found, catalogue, codes, _)
    return sheets.as_xlsx(shown, rows, about_sheet(shown, len(rows), catalogue, about, _, demo=demo))


def columns(known: Sequence[str], *, demo: bool) -> Sequence[str]:
    """The columns of a file; while the reports are invented, one more that says so in every row."""
    return (*known, "notice") if demo else known


def moment(instant: datetime) -> str:
    """An instant in Norwegian time with its distance from UTC: 2018-05-31T14:00:00+02:00."""
    return instant.astimezone(OSLO).isoformat(timespec="seconds")


def title(initiative: str, catalogue: Catalogue, _: Reader) -> str:
    """The title of an initiative in the reader's language; empty where the catalogue has lost it."""
    found = catalogue.initiative.get(initiative)
    return found.title.wording(_.language).text if found else ""


def identity(told: Told, codes: Mapping[str, str]) -> dict[str, Cell]:
    """What an entry is, its two times, for whom and by whom, and how far it has come."""
    entry = told.entry
    status = entry.status.value if entry.status else ""
    state = REPLACED if told.replaced_by is not None else ""
    if told.progress is not None:
        state = told.progress.state.value
    return {
        "number": entry.sequence,
        "recorded_at": moment(entry.recorded_at),
        "holds_from": entry.effective_on.isoformat(),
        "kind": entry.kind.value,
        "kind_in_words": codes[entry.kind.value],
        "subject": entry.subject.value,
        "refers_to": entry.refers_to or "",
        "status": status,
        "status_in_words": codes[status] if status else "",
        "for_body": entry.acting_for,
        "recorded_by": entry.recorded_by,
        "state": state,
        "state_in_words": codes[state] if state else "",
    }


def _rows(found: Sequence[Told], catalogue: Catalogue, codes: Mapping[str, str], _: Reader) -> list[Row]:
    told = {"notice": notice(_)}
    return [
        told
        | {"initiative": each.entry.initiative, "title": title(each.entry.initiative, catalogue, _)}
        | identity(each, codes)
        | _content(each.entry)
        | {"replaced_by": each.replaced_by.sequence if each.replaced_by else ""}
        | (_course(each.progress) if each.progress else _NO_COURSE)
        for each in found
    ]


def _content(entry: LogEntry) -> dict[str, Cell]:
    texts = texts_of(entry)
    decision, question = entry.decision, entry.question
    return {
        **{field: REMOVED if text is None else text for field, text in texts.items()},
        "decision_of": decision.of if decision else "",
        "decision_by": decision.by.isoformat() if decision and decision.by else "",
        "expected_completion": entry.expected_completion.text if entry.expected_completion else "",
        "new_deadline": entry.revised_deadline.text if entry.revised_deadline else "",
        "milestone": entry.milestone or "",
        "task_of": entry.task.of if entry.task else "",
        "task_until": entry.task.until.isoformat() if entry.task and entry.task.until else "",
        "evidence_url": entry.evidence_url or "",
        "answer": entry.verdict.value if entry.verdict else "",
        "round": (question.round or "") if question else "",
        "asked": " ".join(question.asked) if question else "",
        "answer_by": question.answer_by.isoformat() if question else "",
        "texts_removed": " ".join(field for field, text in texts.items() if text is None),
        "removes": " ".join(entry.redacted),
        "case_number": entry.case_number or "",
        "access_ground": entry.access_ground or "",
    }


def _course(progress: Progress) -> dict[str, Cell]:
    """What was recorded about a statement: as "JD confirmed (5)", with the number of the entry that says so."""
    return {
        "published_at": moment(progress.published_at) if _was_published(progress) else "",
        "corrected_by": progress.corrected_by.sequence if progress.corrected_by else "",
        "withdrawn_by": progress.withdrawn_by.sequence if progress.withdrawn_by else "",
        "answers": "; ".join(
            f"{body} {answer.verdict.value} ({answer.sequence})"
            for body, answer in progress.answers.items()
            if answer.verdict
        ),
        "not_answered": " ".join(progress.silent),
        "removed_by": " ".join(str(redaction.sequence) for redaction in progress.redactions),
    }


def _was_published(progress: Progress) -> bool:
    """Not what still waits for answers, nor what was withdrawn while it waited."""
    if progress.withdrawn_by is not None:
        return progress.published_at <= progress.withdrawn_by.recorded_at
    return progress.state is not State.SUBMITTED


_NO_COURSE: Final = dict.fromkeys(
    ("published_at", "corrected_by", "withdrawn_by", "answers", "not_answered", "removed_by"), ""
)
