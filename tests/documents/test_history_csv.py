"""Entries of the log as files: both times, what refers to what, how far each has come, and no formulas."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from monitor.catalogue.dates import PartialDate
from monitor.documents import sheets
from monitor.documents.history_csv import COLUMNS, REMOVED, as_csv, as_xlsx
from monitor.reporting.events import DecisionNeeded, EventKind, LogEntry, Verdict
from monitor.reporting.progress import progress_of
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.submissions import Told
from tests.builders import a_catalogue, a_question, an_entry
from tests.documents.test_indicator_download import DANGEROUS, table

CATALOGUE = a_catalogue()
CODES = {code.value: f"«{code.value}»" for codes in (EventKind, Status, State) for code in codes}
CODES["replaced"] = "«replaced»"
NOTICE = "Downloaded from a demonstration; every report in it is invented."


class English:
    language = "en"

    def __call__(self, message: str) -> str:
        return message


def told(*entries: LogEntry, known_by: date = date(2018, 7, 1)) -> list[Told]:
    progress = progress_of(entries, known_by=known_by)
    return [Told(entry, progress.get(entry.sequence)) for entry in entries]


def rows(*entries: LogEntry, demo: bool = False, **when: date) -> list[dict[str, str]]:
    raw = as_csv(told(*entries, **when), CATALOGUE, CODES, English(), demo=demo)
    header, *lines = table(raw)
    return [dict(zip(header, line, strict=True)) for line in lines]


def later(sequence: int, kind: EventKind, refers_to: int, **over: Any) -> LogEntry:
    content = {"comment": "Why.", "status": None} | over
    return an_entry(
        sequence=sequence,
        kind=kind,
        refers_to=refers_to,
        recorded_at=datetime(2018, 6, sequence, 12, tzinfo=UTC),
        **content,
    )


def test_a_row_holds_both_times_and_who_reported_for_whom():
    entry = an_entry(
        recorded_at=datetime(2018, 12, 31, 23, 30, tzinfo=UTC),
        effective_on=date(2018, 12, 1),
        done_since_last="Done",
        expected_completion=PartialDate("2019-H1"),
        decision=DecisionNeeded(what="Who pays?", of="HOD", by=date(2019, 3, 1)),
        case_number="18/1234",
        access_ground="offl. § 15",
        evidence_url="https://www.example.no/a",
    )
    [row] = rows(entry)
    assert tuple(row) == COLUMNS
    # The evening of the last day in UTC is the first night of the year in Norway.
    assert (row["recorded_at"], row["holds_from"]) == ("2019-01-01T00:30:00+01:00", "2018-12-01")
    assert (row["initiative"], row["title"], row["number"]) == ("1.1", "Review agreements", "1")
    assert (row["kind"], row["kind_in_words"]) == ("status_report", "«status_report»")
    assert (row["status"], row["status_in_words"]) == ("in_progress", "«in_progress»")
    assert (row["for_body"], row["recorded_by"]) == ("JD", "person-1")
    assert (row["decision_what"], row["decision_of"], row["decision_by"]) == (
        "Who pays?",
        "HOD",
        "2019-03-01",
    )
    assert (row["done_since_last"], row["expected_completion"]) == ("Done", "2019-H1")
    assert (row["case_number"], row["access_ground"], row["evidence_url"]) == (
        "18/1234",
        "offl. § 15",
        "https://www.example.no/a",
    )


def test_a_statement_tells_its_state_its_answers_and_what_took_its_place():
    found = rows(
        an_entry(question=a_question("HOD", "JD", "KD"), form=2),
        later(2, EventKind.APPROVAL, 1, verdict=Verdict.DISAGREED),
        later(3, EventKind.APPROVAL, 1, verdict=Verdict.CONFIRMED, acting_for="HOD"),
        later(20, EventKind.CORRECTION, 1, status=Status.COMPLETED),
    )
    assert (found[0]["state"], found[0]["state_in_words"]) == ("corrected", "«corrected»")
    assert (found[0]["asked"], found[0]["answer_by"]) == ("HOD JD KD", "2018-06-15")
    assert (found[0]["answers"], found[0]["not_answered"]) == ("JD disagreed (2); HOD confirmed (3)", "KD")
    assert (found[0]["published_at"], found[0]["corrected_by"]) == ("2018-06-16T00:00:00+02:00", "20")
    assert (found[1]["refers_to"], found[1]["answer"], found[1]["state"]) == ("1", "disagreed", "")
    assert (found[3]["kind"], found[3]["subject"], found[3]["refers_to"]) == (
        "correction",
        "status_report",
        "1",
    )


def test_what_was_never_published_bears_no_such_time():
    asked = an_entry(question=a_question("HOD"), form=2)
    assert rows(asked, known_by=date(2018, 6, 10))[0]["published_at"] == ""
    withdrawn = later(2, EventKind.WITHDRAWAL, 1)
    assert [row["published_at"] for row in rows(asked, withdrawn)] == ["", ""]
    assert rows(asked, withdrawn)[0]["withdrawn_by"] == "2"
    published = rows(an_entry(), later(2, EventKind.WITHDRAWAL, 1))[0]
    assert (published["state"], published["published_at"]) == ("withdrawn", "2018-06-01T14:00:00+02:00")


def test_an_answer_that_was_replaced_says_by_which():
    first = later(2, EventKind.APPROVAL, 1, verdict=Verdict.CONFIRMED)
    second = later(3, EventKind.APPROVAL, 1, verdict=Verdict.DISAGREED)
    raw = as_csv(
        [Told(first, None, replaced_by=second), Told(second, None)], CATALOGUE, CODES, English(), demo=False
    )
    header, *lines = table(raw)
    found = [dict(zip(header, line, strict=True)) for line in lines]
    told = [(row["state"], row["state_in_words"], row["replaced_by"]) for row in found]
    assert told == [("replaced", "«replaced»", "3"), ("", "", "")]


def test_a_removed_text_is_marked_with_the_entry_that_removed_it():
    first, redaction = rows(
        an_entry(obstacle=None, comment="Kept"), later(2, EventKind.REDACTION, 1, redacted=("obstacle",))
    )
    assert (first["obstacle"], first["comment"]) == (REMOVED, "Kept")
    assert (first["texts_removed"], first["removed_by"]) == ("obstacle", "2")
    assert (redaction["removes"], redaction["refers_to"], redaction["texts_removed"]) == ("obstacle", "1", "")


def test_an_initiative_that_the_catalogue_has_lost_keeps_its_id():
    [row] = rows(an_entry(initiative="9.9"))
    assert (row["initiative"], row["title"]) == ("9.9", "")


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_in_csv_never_becomes_a_formula(text: str):
    [row] = rows(an_entry(comment=text, recorded_by=text))
    assert (row["comment"], row["recorded_by"]) == (f"'{text}", f"'{text}")


@pytest.mark.parametrize("text", [*DANGEROUS, "https://www.example.no/", "{=1}", "007"])
def test_a_workbook_holds_text_as_text(text: str):
    raw = as_xlsx(told(an_entry(comment=text)), CATALOGUE, CODES, English(), demo=False, about=[("id", text)])
    book = openpyxl.load_workbook(io.BytesIO(raw))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert [cell.value for cell in cells].count(text) == 2
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        written = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/" in name)
    assert b"<f>" not in written
    assert b"<hyperlink" not in written


def test_a_workbook_says_what_was_chosen():
    raw = as_xlsx(told(an_entry()), CATALOGUE, CODES, English(), demo=False, about=[("kind", "approval")])
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["data", "about"]
    said = list(book["about"].iter_rows(values_only=True))
    assert said[0] == ("Strategy", "Example strategy")
    assert ("kind", "approval") in said
    assert ("Rows", "1") in said
    assert ("Demonstration data", "No") in said
    assert [name for name, _meaning in said[-len(COLUMNS) :]] == list(COLUMNS)
    assert all(meaning for _name, meaning in said)
    header, row = book["data"].iter_rows(values_only=True)
    assert (header, dict(zip(header, row, strict=True))["number"]) == (COLUMNS, 1)


def test_nothing_found_is_a_file_with_headings_only():
    assert table(as_csv([], CATALOGUE, CODES, English(), demo=False)) == [list(COLUMNS)]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([], CATALOGUE, CODES, English(), demo=False, about=[])))
    assert list(book["data"].iter_rows(values_only=True)) == [COLUMNS]


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets, "_ROWS_OF_A_SHEET", 2)
    found = told(*(an_entry(sequence=number) for number in range(1, 6)))
    book = openpyxl.load_workbook(
        io.BytesIO(as_xlsx(found, CATALOGUE, CODES, English(), demo=False, about=[]))
    )
    assert book.sheetnames == ["data", "data 2", "data 3", "about"]
    place = COLUMNS.index("number")
    numbers = [[row[place] for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames[:3]]
    assert numbers == [["number", 1, 2], ["number", 3, 4], ["number", 5]]


def test_a_download_from_a_demonstration_says_so_in_every_row():
    found = rows(an_entry(), an_entry(sequence=2), demo=True)
    assert [row["notice"] for row in found] == [NOTICE, NOTICE]
    raw = as_xlsx(told(an_entry()), CATALOGUE, CODES, English(), demo=True, about=[])
    about = list(openpyxl.load_workbook(io.BytesIO(raw))["about"].values)
    assert ("Demonstration data", NOTICE) in about
    assert "notice" in dict(about)
