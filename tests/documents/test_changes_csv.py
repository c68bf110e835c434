"""What is different between two days as files: a row an entry, with the initiative as it stood on both days."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from monitor.catalogue.dates import PartialDate
from monitor.documents.changes_csv import COLUMNS, as_csv, as_xlsx
from monitor.reporting.events import EventKind
from monitor.reporting.status import Status
from monitor.review.changes import Changes, InitiativeChange
from monitor.review.schedule import schedule
from monitor.review.submissions import Told
from tests.builders import a_catalogue, a_standing, an_entry, an_initiative, some_evidence
from tests.documents.test_history_csv import CODES, NOTICE, English
from tests.documents.test_indicator_download import DANGEROUS, table

CATALOGUE = a_catalogue()
WORDS = CODES | {"not_reported": "«not_reported»"}
ENTRY = an_entry(comment="Because", obstacle=None)
REVISED = an_entry(
    sequence=2,
    kind=EventKind.DEADLINE_REVISED,
    status=None,
    revised_deadline=PartialDate("2020"),
    comment="Late",
)
BEFORE = a_standing()
AFTER = replace(
    BEFORE, report=ENTRY, schedule=schedule(an_initiative(), ENTRY, as_of=date(2018, 7, 1), revised=REVISED)
)


def changes(*recorded: Told, published: tuple[object, ...] = ()) -> Changes:
    row = InitiativeChange("1.1", BEFORE, AFTER, None, ENTRY, recorded)
    return Changes(
        since=date(2018, 5, 1),
        until=date(2018, 7, 1),
        rows=(row,),
        published=published,  # type: ignore[arg-type]
        total=1,
        by_status_before={None: 1},
        by_status_after={Status.IN_PROGRESS: 1},
    )


def rows(found: Changes, *, demo: bool = False) -> list[dict[str, str]]:
    header, *lines = table(as_csv(found, CATALOGUE, WORDS, English(), demo=demo))
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_a_row_an_entry_with_both_days_beside_it():
    first, second = rows(changes(Told(ENTRY, None), Told(REVISED, None)))
    assert tuple(first) == COLUMNS
    for row in (first, second):
        assert (row["since"], row["until"], row["told_by"]) == ("2018-05-01", "2018-07-01", "log")
        assert (row["initiative"], row["title"]) == ("1.1", "Review agreements")
        assert (row["status_before"], row["status_after"]) == ("not_reported", "in_progress")
        assert row["status_before_in_words"] == "«not_reported»"
        assert (row["deadline_before"], row["deadline_after"]) == ("2018", "2020")
    assert (first["number"], first["kind"], first["text"]) == (
        "1",
        "status_report",
        "[text removed]\nBecause",
    )
    assert (second["number"], second["kind"], second["text"]) == ("2", "deadline_revised", "Late")


def test_an_initiative_that_differs_without_an_entry_has_a_row_of_its_own():
    [row] = rows(changes())
    assert (row["status_after"], row["number"], row["kind"]) == ("in_progress", "", "")


def test_the_public_record_stands_apart_and_is_nobodys_report():
    evidence = some_evidence(title="A report", publisher="Riksrevisjonen", url="https://www.example.no/r")
    row = rows(changes(published=(evidence, some_evidence(initiative=None))))[1]
    assert (row["told_by"], row["initiative"], row["published"]) == ("public_record", "1.1", "2019-03-01")
    assert (row["text"], row["publisher"]) == ("A report says it is done.", "Riksrevisjonen")
    assert (row["source"], row["url"]) == ("A report", "https://www.example.no/r")
    assert (row["status_before"], row["for_body"], row["recorded_by"]) == ("", "", "")


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_never_becomes_a_formula(text: str):
    entry = an_entry(comment=text)
    [row] = rows(changes(Told(entry, None)))
    assert row["text"] == f"'{text}"
    raw = as_xlsx(changes(Told(entry, None)), CATALOGUE, WORDS, English(), demo=False, about=[("id", text)])
    cells = [
        c for sheet in openpyxl.load_workbook(io.BytesIO(raw)) for line in sheet.iter_rows() for c in line
    ]
    assert [cell.value for cell in cells].count(text) == 2
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_demonstration_says_so_where_something_is_invented():
    found = rows(changes(Told(ENTRY, None), published=(some_evidence(),)), demo=True)
    assert [row["notice"] for row in found] == [NOTICE, ""]  # the public record is real
    raw = as_xlsx(changes(), CATALOGUE, WORDS, English(), demo=True, about=[("since", "2018-05-01")])
    told = list(openpyxl.load_workbook(io.BytesIO(raw))["about"].values)
    assert {("Demonstration data", NOTICE), ("since", "2018-05-01"), ("Rows", "1")} <= set(told)
    assert set(COLUMNS) <= {name for name, _meaning in told}
