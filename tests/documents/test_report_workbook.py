"""The workbook a body fills in, as a spreadsheet program opens it."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from monitor.documents.report_workbook import as_xlsx
from monitor.reporting.links import MAX_LINK
from monitor.reporting.plain import MAX_TEXT
from monitor.reporting.workbook import COLUMNS, FILLED, FORM_SHEET, HEADER_ROW, Line, place
from monitor.show.words import Words
from tests.workbooks import a_form, a_workbook

LANGUAGES = ("nb", "en")
ROWS = (3, 4, 5)


def opened(**over: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(a_workbook(**over)))


def rules(sheet: Any, cell: str) -> list[DataValidation]:
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_opens_first_and_what_the_workbook_is_stays_hidden(language: str):
    _ = Words(language)
    workbook = opened(language=language)
    assert workbook.sheetnames == [_("Report"), _("How to fill in"), FORM_SHEET]
    assert [sheet.sheet_state for sheet in workbook] == ["visible", "visible", "veryHidden"]
    assert workbook.active.title == _("Report")


def test_only_the_fields_to_fill_in_are_open():
    sheet = opened().worksheets[0]
    assert sheet.protection.sheet is True
    assert sheet.protection.password is None
    for row in range(1, 8):
        for column in COLUMNS:
            locked = sheet[place(column, row)].protection.locked
            assert locked is (row not in ROWS or column not in FILLED), place(column, row)
    assert all(sheet.protection.sheet for sheet in opened())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_tells_the_initiative_its_deadline_and_what_was_reported_last(language: str):
    line = Line(initiative="1.1", title="=Varsling", deadline="2018", last="I gang, fra 1. juni 2018")
    form = a_form(language=language, lines=(line,))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(form, Words(language)))).worksheets[0]
    assert [sheet[f"{column}3"].value for column in "ABCD"] == [
        "1.1",
        "=Varsling",
        "2018",
        "I gang, fra 1. juni 2018",
    ]
    assert sheet["B3"].data_type == "s"
    assert [sheet[place(column, 3)].value for column in FILLED] == [None] * len(FILLED)
    headings = [cell.value for cell in sheet[HEADER_ROW]]
    assert len(set(headings)) == len(COLUMNS)
    assert headings[4] == Words(language)("Status now")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_status_is_chosen_from_a_list_that_offers_unchanged_only_after_a_report(language: str):
    _ = Words(language)
    workbook = opened(language=language)
    sheet = workbook.worksheets[0]

    def offered(cell: str) -> list[str]:
        (rule,) = rules(sheet, cell)
        assert rule.type == "list"
        assert rule.showErrorMessage
        assert rule.errorStyle in (None, "stop")
        assert rule.errorTitle and rule.error
        name, cells = rule.formula1.split("!")
        assert name.strip("'") == FORM_SHEET
        return [row[0].value for row in workbook[FORM_SHEET][cells.replace("$", "")]]

    statuses = [_("Not started"), _("In progress"), _("Completed"), _("Discontinued, not implemented")]
    assert offered("E3") == [_("Unchanged"), *statuses]
    assert offered("E4") == statuses


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_says_what_it_takes(language: str):
    sheet = opened(language=language).worksheets[0]
    for row in ROWS:
        for column in FILLED:
            (rule,) = rules(sheet, place(column, row))
            assert rule.showErrorMessage
            assert 0 < len(rule.errorTitle) <= 32
            assert 0 < len(rule.error) <= 255
            assert len(rule.prompt or "") <= 255
    for column in ("done_since_last", "next_step", "obstacle", "help_needed", "comment"):
        (rule,) = rules(sheet, place(column, 3))
        assert (rule.type, rule.operator, rule.formula1) == ("textLength", "lessThanOrEqual", str(MAX_TEXT))
    (rule,) = rules(sheet, place("evidence_url", 3))
    assert (rule.type, rule.formula1) == ("textLength", str(MAX_LINK))
    (rule,) = rules(sheet, place("effective_on", 3))
    first = (date(2017, 1, 1) - date(1899, 12, 30)).days
    assert (rule.type, rule.operator, rule.formula1) == ("date", "greaterThanOrEqual", str(first))


def test_what_is_typed_stays_text_but_for_days():
    sheet = opened().worksheets[0]
    formats = {column: sheet[place(column, 3)].number_format for column in FILLED}
    assert formats.pop("effective_on") == "yyyy-mm-dd"
    assert set(formats.values()) == {"@"}


def test_the_form_can_be_read_and_printed():
    sheet = opened().worksheets[0]
    assert sheet.freeze_panes == "C3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9  # A4
    assert sheet.page_setup.fitToWidth in (None, 1)  # 1 where nothing is said
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$2"
    assert all(sheet[place(column, 3)].alignment.wrap_text for column in COLUMNS)
    assert all(sheet.column_dimensions[letter].width >= 6 for letter in "ABCDEFGIKLM")
    assert not sheet.merged_cells.ranges
    # Over all columns together, so that A4 across still shows letters one can read.
    assert sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGGIIKLM") < 260


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("en", "en-GB")])
def test_the_workbook_is_named_in_its_language_for_those_who_listen(language: str, tag: str):
    workbook = opened(language=language)
    assert workbook.properties.language == tag
    assert workbook.properties.title == Words(language)("Status report: {body}").format(
        body="Ministry of Justice (JD)"
    )
    (table,) = workbook.worksheets[0].tables.values()
    assert (table.ref, table.headerRowCount) == ("A2:M5", 1)
    with zipfile.ZipFile(io.BytesIO(a_workbook(language=language))) as archive:
        told = archive.read("xl/tables/table1.xml").decode()
    assert "altText" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_instructions_say_whom_to_send_it_to_and_by_when(language: str):
    _ = Words(language)

    def told(**over: Any) -> list[str]:
        sheet = opened(language=language, **over).worksheets[1]
        return [row[0].value for row in sheet.iter_rows() if row[0].value]

    assert _("Send it back to the one who sent it to you.") in told()
    assert not [line for line in told() if "15" in line]
    last_day = _("The last day of this round is {day}.").format(day="15 June 2018")
    assert last_day in told(last_day="15 June 2018")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demonstration_is_marked_on_every_sheet_that_shows_and_on_every_print(language: str):
    _ = Words(language)
    mark = _("DEMONSTRATION")
    workbook = opened(language=language, demo=True)
    sheet = workbook.worksheets[0]
    assert sheet["A1"].value.startswith(mark)
    assert mark in sheet.oddHeader.left.text
    assert workbook.worksheets[1]["A3"].value == _(
        "This is a demonstration. Every report shown here is invented."
    )
    real = opened(language=language).worksheets
    assert not [
        cell for sheet in real for row in sheet.iter_rows() for cell in row if mark in str(cell.value)
    ]


def test_a_name_that_looks_like_a_code_of_the_print_header_is_written_as_it_is():
    form = replace(a_form(), body="Health & Care")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(form, Words("en")))).worksheets[0]
    assert "Health && Care" in sheet.oddHeader.left.text
