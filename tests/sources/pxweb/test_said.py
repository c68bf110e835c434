"""Selections typed on one line."""

import pytest

from monitor.errors import Refused
from monitor.sources.pxweb.said import pairs, select


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tid=from:2014", ("from(2014)",)),
        ("Tid=range:2014:2020", ("range(2014,2020)",)),
        ("Tid=top(5,1)", ("top(5,1)",)),
        ("Kjonn=1, 2", ("1", "2")),
        ("Region=03*,0?", ("03*", "0?")),
        ("Tid=TOP:5,2001", ("top(5)", "2001")),
    ],
)
def test_what_is_typed_is_what_the_source_understands(said: str, meant: tuple[str, ...]):
    assert select([said]) == {said.split("=")[0]: meant}


def test_a_variable_that_is_named_twice_has_both():
    assert select(["Kjonn=1", "Kjonn=2"]) == {"Kjonn": ("1", "2")}


@pytest.mark.parametrize("said", ["Tid", "Tid=", "=1", "Tid= , "])
def test_what_selects_nothing_is_refused(said: str):
    with pytest.raises(Refused) as refused:
        select([said])
    assert refused.value.code == "pxweb_selection"


def test_pairs_have_two_sides():
    assert pairs([" Kjonn = 0 "]) == {"Kjonn": "0"}
    with pytest.raises(Refused):
        pairs(["Kjonn"])
