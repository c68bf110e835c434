"""Tables from outside are read as they are, and every row that cannot be is named by its line."""

import pytest

from monitor.errors import Refused
from monitor.sources.tabular.cells import read_cells


def test_a_table_is_read_with_its_mark_its_windows_line_ends_and_without_the_spaces_around():
    cells = read_cells("\ufeffYear, Sex ,Value\r\n2015, Female ,5\r\n2016,,6\r\n".encode(), "a.csv")
    assert cells.names == ("Year", "Sex", "Value")
    assert [column.to_pylist() for column in cells.columns] == [["2015", "2016"], ["Female", ""], ["5", "6"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_in_the_header(separator):
    cells = read_cells(f"Year{separator}Value\n2015{separator}5\n".encode(), "a.csv")
    assert cells.separator == separator
    assert cells.column("Value").to_pylist() == ["5"]


def test_commas_at_the_end_of_lines_are_nothing():
    cells = read_cells(b"Year,Value,,\n2015,5,,\n2016,6\n", "a.csv")
    assert cells.names == ("Year", "Value")
    assert cells.column("Value").to_pylist() == ["5", "6"]
    assert not cells.faults


def test_a_row_of_another_length_is_left_out_and_named_and_the_others_stay():
    cells = read_cells(b'Year,Sex,Value\n2015,"a\nb",5\n2016,6\n\n2017,x,7,8\n2018,,8\n', "a.csv")
    assert cells.column("Value").to_pylist() == ["5", "8"]
    assert [(fault.line, fault.problem) for fault in cells.faults] == [
        (4, "The line has 2 cells."),
        (6, "The line has 4 cells."),
    ]


def test_a_row_is_found_in_its_file_again_behind_line_breaks_in_quotes_and_empty_lines():
    cells = read_cells(b'\nYear,Note,Value\n2015,"a\nb",5\n\n2016,c,6\n', "a.csv")
    assert [cells.line_of(row) for row in range(cells.rows)] == [4, 6]


def test_rows_in_which_nothing_stands_are_passed_over_and_the_lines_of_the_others_stay_right():
    cells = read_cells(b";;\n\nYear;Value\n2015;5\n;\n ; \n2016;6\n;\n", "a.csv")
    assert cells.column("Value").to_pylist() == ["5", "6"]
    assert [cells.line_of(row) for row in range(cells.rows)] == [4, 7]


def test_a_first_line_that_tells_excel_the_separator_is_passed_over():
    cells = read_cells(b"sep=;\r\nYear;Value, in all\r\n2015;5\r\n", "a.csv")
    assert (cells.names, cells.separator) == (("Year", "Value, in all"), ";")
    assert cells.line_of(0) == 3


@pytest.mark.parametrize(
    ("begins", "code"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "csv_is_pdf"),
        (b"PK\x03\x04\x14\x00", "csv_is_packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "csv_is_old_excel"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "csv_is_web_page"),
        (b"<HTML><table>", "csv_is_web_page"),
    ],
    ids=["a PDF", "a workbook", "an old workbook", "a web page", "a table on a web page"],
)
def test_what_only_bears_the_name_of_a_table_is_refused_as_what_it_is(begins, code):
    with pytest.raises(Refused) as refused:
        read_cells(begins + b"\x00\x01" * 100, "a.csv")
    assert refused.value.code == code


def test_windows_1252_is_read_and_said():
    cells = read_cells("Year,Région,Value\n2015,Québec,5\n".encode("cp1252"), "a.csv")
    assert cells.encoding == "cp1252"
    assert cells.column("Région").to_pylist() == ["Québec"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "csv_empty"),
        (b"\n\n,,\n", "csv_empty"),
        (b"Year,Value\n2015,\x00\n", "csv_encoding"),
        (b"\x81\x8d\x8f", "csv_encoding"),
        (b'Year,Value\n2015,"5\n2016,6,7\n', "csv_invalid"),
        (b",".join(b"c%d" % number for number in range(500)) + b"\n", "csv_header"),
    ],
    ids=["nothing", "empty cells", "a NUL", "no text", "an open quote", "500 columns"],
)
def test_what_is_no_table_is_refused_as_a_whole(data, code):
    with pytest.raises(Refused) as refused:
        read_cells(data, "a.csv")
    assert refused.value.code == code


def test_a_table_with_more_rows_than_asked_for_is_refused():
    with pytest.raises(Refused, match="more than 2 rows"):
        read_cells(b"a,b\n1,1\n2,2\n3,3\n", "a.csv", max_rows=2)
