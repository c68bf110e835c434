"""No text in a table becomes a formula, whatever the program that opens it is set to."""

import pytest

from monitor.documents.cells import harmless


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\t", "\r", "\n"])
def test_what_begins_like_a_formula_is_text(before: str, sign: str):
    assert harmless(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx"])
def test_what_begins_with_a_sign_that_programs_drop_is_text(text: str):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1+1", "a=b", " plain", "– a dash", "'=1"])
def test_other_text_stays_as_it_is(text: str):
    assert harmless(text) == text
