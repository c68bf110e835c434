"""What is different between two days as CSV and as an Excel workbook.

A row for each entry that was recorded in between, with the initiative as it stood on both days; one row without an
entry where nothing was recorded and it stands differently all the same; and a row for each entry of the public
record that came out in between, which is marked as such and is nobody's report.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.strategy import Catalogue
from monitor.documents import sheets
from monitor.documents.about_sheet import about_sheet, notice
from monitor.documents.history_csv import IDENTITY, REMOVED, columns, identity, title
from monitor.documents.say import Reader
from monitor.documents.sheets import Cell, Row
from monitor.evidence.record import Evidence
from monitor.reporting.events import LogEntry, texts_of
from monitor.reporting.status import Status
from monitor.review.changes import Changes, InitiativeChange

NOT_REPORTED: Final = "not_reported"

COLUMNS: Final = (
    "since", "until", "told_by", "initiative", "title", "status_before", "status_before_in_words", "status_after",
    "status_after_in_words", "deadline_before", "deadline_after", *IDENTITY, "text", "published", "publisher",
    "source", "url",
)  # fmt: skip


def as_csv(found: Changes, catalogue: Catalogue, codes: Mapping[str, str], _: Reader, *, demo: bool) -> bytes:
    """The rows in the order of the page; `codes` are the reader's words for kinds, statuses and states."""
    return sheets.as_csv(columns(COLUMNS, demo=demo), list(_rows(found, catalogue, codes, _)))


def as_xlsx(
    found: Changes,
    catalogue: Catalogue,
    codes: Mapping[str, str],
    _: Reader,
    *,
    demo: bool,
    about: Sequence[tuple[str, str]],
) -> bytes:
    """The same rows as a workbook; a sheet of its own says what it is, with what the page chose (`about`)."""
    shown, rows = columns(COLUMNS, demo=demo), list(_rows(found, catalogue, codes, _))
    return sheets.as_xlsx(shown, rows, about_sheet(shown, len(rows), catalogue, about, _, demo=demo))


def _rows(found: Changes, catalogue: Catalogue, codes: Mapping[str, str], _: Reader) -> Iterator[Row]:
    empty: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    days = {"since": found.since.isoformat(), "until": found.until.isoformat()}
    for row in found.rows:
        stood = empty | days | _standing(row, catalogue, codes, _) | {"told_by": "log", "notice": notice(_)}
        if not row.recorded:
            yield stood
        for told in row.recorded:
            yield stood | identity(told, codes) | {"text": _words(told.entry)}
    for entry in found.published:
        yield empty | days | _evidence(entry, catalogue, _) | {"notice": ""}


def _standing(
    row: InitiativeChange, catalogue: Catalogue, codes: Mapping[str, str], _: Reader
) -> dict[str, Cell]:
    before, after = _code(row.old_status), _code(row.new_status)
    return {
        "initiative": row.initiative,
        "title": title(row.initiative, catalogue, _),
        "status_before": before,
        "status_before_in_words": codes[before],
        "status_after": after,
        "status_after_in_words": codes[after],
        "deadline_before": _deadline(row.old_deadline),
        "deadline_after": _deadline(row.new_deadline),
    }


def _evidence(entry: Evidence, catalogue: Catalogue, _: Reader) -> dict[str, Cell]:
    return {
        "told_by": "public_record",
        "initiative": entry.initiative or "",
        "title": title(entry.initiative, catalogue, _) if entry.initiative else "",
        "text": entry.text.wording(_.language).text,
        "published": entry.published.text if entry.published else "",
        "publisher": entry.publisher or "",
        "source": entry.title or "",
        "url": entry.url or "",
    }


def _words(entry: LogEntry) -> str:
    """All texts of an entry, a line each; what was removed is marked."""
    return "\n".join(REMOVED if text is None else text for text in texts_of(entry).values() if text != "")


def _code(status: Status | None) -> str:
    return status.value if status else NOT_REPORTED


def _deadline(when: PartialDate | None) -> str:
    return when.text if when else ""
