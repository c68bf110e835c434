"""Which signs no text may hold, and how one is named without being shown."""

import sys
import unicodedata

import pytest

from monitor.catalogue.signs import code_point, first_forbidden, forbidden, quoted


@pytest.mark.parametrize(
    ("sign", "why"),
    [
        ("\0", "control"),
        ("\v", "control"),
        ("\r", "control"),
        ("\x7f", "control"),
        ("\x85", "control"),
        ("\ud800", "surrogate"),
        ("\udfff", "surrogate"),
        ("\u202a", "bidi"),
        ("\u202e", "bidi"),
        ("\u2066", "bidi"),
        ("\u2069", "bidi"),
        ("\ufdd0", "noncharacter"),
        ("\ufdef", "noncharacter"),
        ("\uffff", "noncharacter"),
        ("\U0001fffe", "noncharacter"),
        ("\U0010ffff", "noncharacter"),
    ],
)
def test_a_sign_that_is_not_kept_says_why(sign: str, why: str):
    assert forbidden(sign) == why
    assert first_forbidden(f"ab{sign}c") == 2


@pytest.mark.parametrize(
    "sign", ["\n", "\t", "a", "å", "đ", "\u200e", "\u200f", "\u00ad", "\u2028", "👍", "\ufeff", "\ufffd"]
)
def test_other_signs_are_kept(sign: str):
    assert forbidden(sign) is None
    assert first_forbidden(sign) is None


def test_every_control_and_surrogate_of_unicode_is_found_and_no_letter():
    kept = {"\n", "\t"}
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        category = unicodedata.category(sign)
        if category in ("Cc", "Cs") and sign not in kept:
            assert forbidden(sign), code_point(sign)
        elif category[0] in "LNPSZM":
            assert forbidden(sign) is None, code_point(sign)


def test_a_text_that_may_hold_anything_is_quoted_short_and_visible():
    assert quoted("a\u202eb") == r"'a\u202eb'"
    assert quoted("x" * 61) == f"'{'x' * 60}'…"
    assert code_point("\v") == "U+000B"
