"""What is said of a workbook that came back: which cell, what is wrong with it, what is possible."""

import re

import pytest

from monitor.errors import Refused
from monitor.reporting.status import Status
from monitor.settings import ROOT
from monitor.show.blocks.workbook import shown
from monitor.show.words import Words
from monitor.show.workbook import sentence, status_codes

EN, NB = Words("en"), Words("nb")
FIELDS: dict[str, object] = {
    "cell": "C7", "said": "{0} almost", "initiative": "1.5", "other": "A3", "heading": "Status now", "limit": 10,
    "body": "XX", "sequence": 17, "demo": True,
}  # fmt: skip


def codes() -> set[str]:
    """Every code that reading a workbook refuses with."""
    found: set[str] = set()
    for name in ("sources/xlsx_door.py", "sources/report_workbook.py", "review/returned.py"):
        text = (ROOT / "monitor" / name).read_text(encoding="utf-8")
        found |= set(re.findall(r'Refused\(\s*"([a-z_]+)"', text))
    return found


def test_the_codes_are_found_in_the_source():
    assert {"workbook_bomb", "workbook_damaged", "workbook_formula", "workbook_used"} <= codes()
    assert len(codes()) >= 22


@pytest.mark.parametrize("code", sorted(codes()))
@pytest.mark.parametrize("demo", [True, False])
def test_every_refusal_of_a_workbook_has_words_in_both_languages(code: str, demo: bool):
    error = Refused(code, "English.", **FIELDS | {"demo": demo})
    told = {language: sentence(error, words) for language, words in (("en", EN), ("nb", NB))}
    assert told["en"] != told["nb"]
    for said in told.values():
        assert said.endswith(".")
        assert code not in said
        assert not re.findall(r"\{[a-z]+\}", said)


@pytest.mark.parametrize("code", ["workbook_formula", "workbook_status", "workbook_added", "workbook_header"])
def test_a_fault_of_a_cell_names_the_cell(code: str):
    assert sentence(Refused(code, "x", **FIELDS), EN).startswith("C7")


def test_an_unknown_status_names_the_words_that_may_stand_there():
    error = Refused("workbook_status", "x", **FIELDS)
    assert sentence(error, EN).endswith(
        "Unchanged · Not started · In progress · Completed · Discontinued, not implemented."
    )
    assert "Uendret · Ikke startet · I gang · Fullført" in sentence(error, NB)
    assert "“{0} almost”" in sentence(error, EN)


def test_what_is_no_matter_of_workbooks_is_worded_as_everywhere():
    assert "choose a status" in sentence(Refused("status_missing", "x", initiative="1.5"), EN)


def test_no_word_for_a_status_stands_for_two():
    words = status_codes()
    assert set(words.values()) == {"unchanged", *Status}
    assert (
        len(words) == 13
    )  # five codes, five words in each language; two of the English ones are their codes
    assert all(word == word.lower() for word in words)


def test_what_cannot_be_shown_safely_is_replaced():
    assert shown("a\u202eb\x00c\ud800d\n") == "a\ufffdb\ufffdc\ufffdd\n"
