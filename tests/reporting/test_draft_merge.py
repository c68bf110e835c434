"""Two windows of one person, one draft."""

from dataclasses import replace

from monitor.reporting.draft_merge import merged
from monitor.reporting.typed import Typed

BASE = Typed(initiative="1.5", acting_for="JD", status="", effective_on="", comment="So far")


def test_what_only_one_window_changed_is_taken_from_that_window():
    mine, theirs = replace(BASE, next_step="Mine"), replace(BASE, obstacle="Theirs", needs_decision=True)
    found = merged(BASE, mine, theirs)
    assert found.typed == replace(BASE, next_step="Mine", obstacle="Theirs", needs_decision=True)
    assert found.others == {}


def test_what_both_changed_stays_as_it_is_here_and_the_other_text_is_told():
    found = merged(BASE, replace(BASE, comment="Mine"), replace(BASE, comment="Theirs", status="completed"))
    assert (found.typed.comment, found.typed.status) == ("Mine", "completed")
    assert found.others == {"comment": "Theirs"}


def test_what_was_emptied_in_one_window_is_empty_and_takes_no_text_from_the_other():
    emptied = replace(BASE, comment="")
    assert merged(BASE, emptied, BASE).typed.comment == ""
    assert merged(BASE, BASE, emptied).typed.comment == ""
    found = merged(BASE, replace(BASE, comment="Mine"), emptied)
    assert (found.typed.comment, found.others) == ("Mine", {})


def test_nothing_is_told_where_both_say_the_same_or_mine_holds_theirs():
    for mine in ("Theirs", "Theirs and more"):
        assert merged(BASE, replace(BASE, comment=mine), replace(BASE, comment="Theirs ")).others == {}


def test_the_body_is_never_told_as_another_text():
    found = merged(BASE, replace(BASE, acting_for="KDI"), replace(BASE, acting_for="HOD"))
    assert (found.typed.acting_for, found.others) == ("KDI", {})
