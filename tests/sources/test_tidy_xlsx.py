"""A table of figures in a workbook is read as what its reader sees; what nobody could see is refused."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from monitor.errors import Refused
from monitor.measures.received import Received
from monitor.sources.tidy_xlsx import read_tidy_workbook
from tests.measures.vintages import a_definition

HEADER = ("period", "sex", "value")


def book(
    *rows: tuple[Any, ...], formats: dict[str, str] | None = None, **others: tuple[tuple[Any, ...], ...]
) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cell, form in (formats or {}).items():
        made.active[cell].number_format = form
    for title, more in others.items():
        sheet = made.create_sheet(title)
        for row in more:
            sheet.append(row)
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def read(data: bytes, sheet: str = "") -> Received:
    return read_tidy_workbook(data, a_definition("sex"), "beds.xlsx", sheet=sheet)


def refusal(data: bytes, sheet: str = "") -> Refused:
    with pytest.raises(Refused) as refused:
        read(data, sheet)
    return refused.value


def test_numbers_are_read_as_excel_shows_them():
    received = read(book(HEADER, (2014, None, 0.1 + 0.2), (2015.0, "a", 12), (2016, "b", "..")))
    assert received.figures["period"].to_pylist() == ["2014", "2015", "2016"]
    assert received.figures["value"].to_pylist() == [0.3, 12.0, None]
    assert received.figures["decimals"].to_pylist() == [1, 0, None]
    assert received.figures["by:sex"].to_pylist() == [None, "a", "b"]
    assert received.figures["missing"].to_pylist() == [None, None, "not_available"]


@pytest.mark.parametrize(
    ("form", "period"),
    [("yyyy-mm-dd", "2021-05-01"), ("mmm-yy", "2021-05"), ('[$-409]mmmm "of" yyyy', "2021-05")],
)
def test_a_date_is_as_much_as_its_format_shows(form: str, period: str):
    received = read(book(HEADER, (date(2021, 5, 1), None, 1), formats={"A2": form}))
    assert received.figures["period"].to_pylist() == [period]


def test_a_date_shown_as_a_year_is_that_year_where_it_is_its_first_day():
    data = book(
        HEADER,
        (date(2021, 1, 1), None, 1),
        (date(2021, 5, 7), None, 2),
        formats={"A2": "yyyy", "A3": "yyyy"},
    )
    assert read(data).figures["period"].to_pylist() == ["2021", "2021-05-07"]


def test_a_refused_row_is_named_by_its_row_in_the_sheet():
    received = read(book(HEADER, (), (2014, None, 1), (2015, None, "many"), (2016, None, 2, "beside")))
    assert [(fault.file, fault.line) for fault in received.refused] == [("beds.xlsx", 5), ("beds.xlsx", 4)]
    assert received.figures.num_rows == 1


def test_merged_cells_are_refused_because_a_blank_one_would_be_the_total():
    made = openpyxl.load_workbook(io.BytesIO(book(HEADER, (2014, "a", 1), (2015, None, 2))))
    made.active.merge_cells("B2:B3")
    refused = refusal(saved(made))
    assert (refused.code, refused.fields["cell"]) == ("table_merged", "B2:B3")


def test_a_formula_that_nobody_has_worked_out_is_refused():
    refused = refusal(book(HEADER, (2014, None, 1), (2015, None, "=C2*2")))
    assert (refused.code, refused.fields["cell"]) == ("table_unsolved", "C3")


def test_the_sheet_with_the_table_is_found_and_can_be_named():
    about = (("Made by", "us"),)
    table = (HEADER, (2014, None, 1))
    assert read(book(*about, Figures=table)).figures.num_rows == 1
    two = book(*table, Other=(HEADER, (2014, None, 1), (2015, None, 2)))
    assert refusal(two).code == "table_sheet"
    received = read(two, "Other")
    assert received.figures.num_rows == 2
    assert refusal(two, "None").fields["sheets"] == "'Sheet', 'Other'"


def test_what_is_no_workbook_or_empty_is_refused():
    assert refusal(b"period,value").code == "workbook_not_xlsx"
    assert refusal(book()).code == "table_empty"
    assert refusal(book(("period", "value"), (2014, 1))).code == "tidy_columns"


def test_a_title_above_the_header_and_years_beside_each_other_are_told_with_what_to_do():
    refused = refusal(book(("Beds in prison",), (), HEADER, (2014, "a", 1)))
    assert (refused.code, refused.fields["line"]) == ("tidy_title_above", 3)
    assert refusal(book(("sex", 2014, 2015), ("a", 1, 2))).code == "tidy_wide"
