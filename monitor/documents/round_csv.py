"""The extract of a round as CSV: what it is first, then who was asked, then a row for each entry of the log.

UTF-8 with a byte order mark, so that Excel reads the letters right. In the rows of the log, instants and days are ISO
text, so that a program can read them; what would be read as a formula gets an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from monitor.documents.cells import harmless
from monitor.documents.history_csv import moment
from monitor.documents.round_text import RoundText
from monitor.reporting.events import LogEntry
from monitor.reporting.reasons import comment_is_reason


def as_csv(text: RoundText) -> bytes:
    """The extract. Every row has as many cells as there are columns for an entry."""
    entries = [_entry(text, entry) for entry in text.extract.entries]
    columns = _columns(text)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in (*_before(text), columns, *entries):
        cells = [harmless(cell) for cell in row]
        writer.writerow(cells + [""] * (len(columns) - len(cells)))
    return buffer.getvalue().encode("utf-8-sig")


def _before(text: RoundText) -> Iterator[Sequence[str]]:
    if text.demonstration:
        yield [text.demonstration]
    yield [text.title]
    yield [text.notice]
    for note in text.notes:
        yield [note]
    yield from text.facts()
    yield []
    yield text.asked_columns()
    yield from text.asked()
    yield []


def _columns(text: RoundText) -> list[str]:
    _ = text.say
    return [
        _("No. in the log"), _("Initiative"), _("Entry"), _("About"), _("State"), _("Status"), _("Holds from"),
        _("Recorded"), _("Recorded by"), _("On behalf of"), _.field("done_since_last"), _.field("next_step"),
        _.field("obstacle"), _.field("help_needed"), _.field("comment"), _("Reason"), _("Expected completion"),
        _("New deadline"), _("Milestone"), _.field("evidence_url"), _.field("decision_what"), _.field("decision_of"),
        _("By when"), _("Case number"), _("Exempt from public access under"), _("Answer"), _("Asked for an answer"),
        _("Answers of the responsible ministries"), _("Removed text"), _("Digest (SHA-256)"),
    ]  # fmt: skip


def _entry(text: RoundText, entry: LogEntry) -> list[str]:
    _, decision = text.say, entry.decision
    progress = text.progress.get(entry.sequence)
    return [
        str(entry.sequence),
        text.initiative(entry.initiative),
        _.kind(entry.kind),
        str(entry.refers_to or ""),
        text.state(entry),
        _.status(entry.status) if entry.status else "",
        entry.effective_on.isoformat(),
        moment(entry.recorded_at),
        _.person(entry.recorded_by),
        text.body(entry.acting_for),
        *(
            text.text(getattr(entry, field))
            for field in ("done_since_last", "next_step", "obstacle", "help_needed")
        ),
        "" if comment_is_reason(entry) else text.text(entry.comment),
        text.text(entry.comment) if comment_is_reason(entry) else "",
        entry.expected_completion.text if entry.expected_completion else "",
        entry.revised_deadline.text if entry.revised_deadline else "",
        entry.milestone or "",
        entry.evidence_url or "",
        text.text(decision.what) if decision else "",
        text.addressee(decision.of) if decision else "",
        decision.by.isoformat() if decision and decision.by else "",
        entry.case_number or "",
        entry.access_ground or "",
        _.verdict(entry.verdict) if entry.verdict else "",
        text.asked_ministries(entry),
        "\n".join(text.answers(progress)) if progress else "",
        ", ".join(_.field(field) for field in entry.redacted),
        text.extract.digests[entry.sequence],
    ]
