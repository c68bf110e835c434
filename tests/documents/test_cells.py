"""No text in a table becomes a formula, whatever the program that opens it is set to."""

import csv
import io
import re

import pytest

from monitor.documents.cells import harmless

SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}"])
def test_what_begins_like_a_formula_is_text(before: str, sign: str):
    assert harmless(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx"])
def test_what_begins_with_a_sign_that_programs_drop_is_text(text: str):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("between", [";", "\n", "\r\n", "\t", "; ", ';"', ";;"])
def test_what_begins_like_a_formula_behind_a_sign_that_programs_split_at_is_text(between: str, sign: str):
    """Excel set to Norwegian takes a file apart at semicolons and lines, whatever is quoted in it."""
    line = io.StringIO()
    csv.writer(line).writerow(["1", harmless(f"a{between}{sign}1+1;b"), "c"])
    cells = [cell.strip('" ') for cell in re.split("[;\t\r\n]", line.getvalue())]
    assert [cell for cell in cells if cell.startswith(tuple(SIGNS))] == []
    assert any(cell.startswith("'") for cell in cells)


@pytest.mark.parametrize(
    "text", ["", "1+1", "a=b", " plain", "– a dash", "'=1", "one; two", "first\nsecond", "a;b=c", "a, -b"]
)
def test_other_text_stays_as_it_is(text: str):
    assert harmless(text) == text


def test_a_long_text_of_nothing_but_spaces_is_read_once():
    """Guards the pattern: one that tried again from every place would take minutes."""
    assert harmless(";" + " " * 4000 + "x") == ";" + " " * 4000 + "x"
    assert harmless('" ' * 100_000) == '" ' * 100_000
