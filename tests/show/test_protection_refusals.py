"""Why figures on persons cannot be protected, in both languages."""

import re

import pytest

from monitor.errors import Refused
from monitor.settings import ROOT
from monitor.show import protection_refusals, refusals
from monitor.show.words import Words
from tests.show.test_refusals import FIELDS

EN, NB = Words("en"), Words("nb")


def codes() -> set[str]:
    folder = ROOT / "monitor" / "measures" / "protecting"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    return set(re.findall(r'"(protection_[a-z_]+)"', text))


@pytest.mark.parametrize("code", sorted({*codes(), "too_large_to_protect"}))
def test_what_cannot_be_protected_is_said_in_both_languages(code: str):
    english, norwegian = (refusals.sentence(Refused(code, "x", **FIELDS), words) for words in (EN, NB))
    assert "{" not in english + norwegian
    assert english != norwegian
    assert "Nothing was kept" in english
    assert "Ingenting ble lagret" in norwegian


def test_there_are_no_words_for_what_is_never_refused():
    assert protection_refusals.sentences(EN).keys() == {*codes(), "too_large_to_protect"}
