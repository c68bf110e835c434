"""Tables about the same persons that come in together or one after the other, and a reader who holds all of them.

The whole of them is attacked in tests/soak/test_protecting.py.
"""

from typing import Any

import pytest

from monitor.errors import Refused
from monitor.measures.definitions import Persons
from monitor.measures.indicators import Indicator
from monitor.measures.protecting import protect
from monitor.measures.protecting.continuity import Served
from monitor.measures.protecting.kinds import as_linked_before
from monitor.measures.received import Received
from monitor.statistics.disclosure.rule import Rule
from tests.builders import both
from tests.measures.protecting.linked import (
    DELIVERIES,
    PEOPLE,
    PLACED,
    REVISED,
    Kept,
    alone,
    persons,
    revised_and_kept,
)
from tests.measures.protecting.unpublished import a_guarded_definition, counts_table, received
from tests.measures.vintages import figures

RULE = Rule()
SEX = {"sex": ["m", "w"]}
PLACE = {"place": ["p", "q"]}


@pytest.mark.parametrize(
    "name",
    [
        "two in one delivery",
        "counts and then some of them",
        "all in one delivery",
        "one again beside a new one",
    ],
)
def test_who_holds_all_tables_finds_out_nothing_hidden(name: str) -> None:
    kept = Kept(persons(1, 1.5))
    for delivery in DELIVERIES[name]:
        kept.came(*delivery)
    assert kept.shown_and_hidden()[1]
    assert kept.found_out() == {}
    assert (kept.exposed, kept.too_late) == ({}, 0)


def test_revised_tables_that_come_together_give_nothing_away_beside_what_they_showed_before() -> None:
    kept = revised_and_kept(REVISED["one after the other, and both again"], 1, 1.5)
    assert kept.shown_and_hidden()[1]
    assert kept.found_out() == {}


def test_tables_that_are_each_protected_for_themselves_are_found_out() -> None:
    """Control: the reader above finds what is there to be found."""
    assert all(alone(persons(seed, 1.5), PEOPLE, PLACED).found_out() for seed in (1, 2))


def a_table(name: str, by: dict[str, list[str]], cells: dict[Any, int], **said: Any) -> Received:
    definition = a_guarded_definition(by, **said).model_copy(update={"id": name})
    return received(definition, counts_table(list(by), {"2014": cells}))


def guarded(*came: Received, earlier: tuple[Served, ...] = ()) -> tuple[list[Served], dict[str, int]]:
    kept, exposed = protect.guard(came, earlier, RULE)
    return [Served(each.definition, each.figures) for each in kept], dict(exposed)


def hidden(served: Served) -> set[str]:
    name = f"by:{served.definition.dimensions[0].id}"
    return {row[name] or "" for row in served.figures.to_pylist() if row["missing"] == "hidden"}


BY_SEX = {("",): 43, ("m",): 40, ("w",): 3}
BY_PLACE = {("",): 43, ("p",): 20, ("q",): 23}


def test_a_total_that_only_another_table_shows_is_the_total_of_this_one() -> None:
    """43 less the 40 men are the women: whichever comes later hides what the other one shows too much for."""
    by_sex = a_table("by_sex", SEX, {("m",): 40, ("w",): 3}, counts="released")
    by_place = a_table("by_place", PLACE, BY_PLACE, counts="released")
    (first,), _ = guarded(by_sex)
    assert hidden(first) == {"w"}
    (second,), _ = guarded(by_place, earlier=(first,))
    assert "" in hidden(second)
    assert len(hidden(second)) > 1
    (first,), _ = guarded(by_place)
    assert hidden(first) == set()
    (second,), _ = guarded(by_sex, earlier=(first,))
    assert hidden(second) == {"m", "w"}


def test_what_one_table_hides_another_one_that_comes_later_hides_too() -> None:
    (first,), _ = guarded(a_table("by_sex", SEX, BY_SEX, counts="released"))
    (second,), _ = guarded(a_table("again", SEX, BY_SEX, counts="released"), earlier=(first,))
    assert hidden(second) == hidden(first) == {"m", "w"}


def test_without_a_link_nothing_is_presumed() -> None:
    (first,), _ = guarded(a_table("total", SEX, {("",): 3}))
    (second,), _ = guarded(a_table("by_place", PLACE, {("",): 23}), earlier=(first,))
    assert hidden(second) == set()


def test_a_part_and_its_whole_in_two_tables_do_not_tell_how_few_are_missing() -> None:
    whole = a_table("released", SEX, {("m",): 40, ("w",): 30}, counts="released")
    part = a_table("housed", SEX, {("m",): 38, ("w",): 12}, counts="housed", among="released")
    (one, other), _ = guarded(whole, part)
    assert "m" in hidden(one) | hidden(other)
    assert "w" not in hidden(other)


def test_all_of_a_group_is_told_by_no_table_beside_another() -> None:
    whole = a_table("released", SEX, {("m",): 40}, counts="released")
    part = a_table("housed", SEX, {("m",): 40}, counts="housed", among="released")
    assert hidden(guarded(whole, part)[0][1]) == {"m"}


def test_two_parts_that_make_up_their_whole_are_a_sum() -> None:
    tables = [
        a_table(name, SEX, {("",): count}, counts=name, among=among)
        for name, count, among in (
            ("released", 43, None),
            ("housed", 40, "released"),
            ("homeless", 3, "released"),
        )
    ]
    released, housed, homeless = guarded(*tables)[0]
    assert hidden(homeless) == {""}
    assert hidden(housed) | hidden(released)


def test_measures_of_one_indicator_are_linked_by_their_codes() -> None:
    codes = [
        {"code": "all", "label": both("all"), "counts": "released"},
        {"code": "housed", "label": both("housed"), "counts": "housed", "among": "released"},
    ]
    plain = a_guarded_definition({"kind": ["x"]}).model_dump(mode="json", by_alias=True, exclude_none=True)
    plain["dimensions"][0] |= {"kind": "measure", "codes": codes}
    rows = [
        {"period": "2014", "kind": kind, "value": count} for kind, count in (("all", 40.0), ("housed", 38.0))
    ]
    (told,), _ = guarded(received(Indicator.model_validate(plain), figures(["kind"], *rows)))
    assert hidden(told)
    for code in codes:
        code.pop("counts"), code.pop("among", None)
    (silent,), _ = guarded(received(Indicator.model_validate(plain), figures(["kind"], *rows)))
    assert hidden(silent) == set()


def test_what_was_shown_elsewhere_before_the_link_was_declared_is_told() -> None:
    """Two tables that did not know of each other: the one hides the women, the other shows men and all."""
    (first,), _ = guarded(a_table("by_sex", SEX, BY_SEX, counts="released"))
    published = a_table("again", SEX, {("",): 43, ("m",): 40}, counts="released")
    public = Received(
        published.definition.model_copy(update={"persons": Persons.PUBLISHED}), published.figures, "d" * 64
    )
    kept, exposed = guarded(public, earlier=(first,))
    assert hidden(kept[0]) == set()
    assert exposed == {"by_sex": 2}
    _, exposed = guarded(a_table("by_place", PLACE, BY_PLACE, counts="released"), earlier=(first, *kept))
    assert exposed == {"by_sex": 2}


def test_what_is_to_be_hidden_and_another_one_shows_is_hidden_and_told_as_too_late() -> None:
    shown = a_table("public", SEX, BY_SEX, counts="released")
    public = Served(shown.definition.model_copy(update={"persons": Persons.PUBLISHED}), shown.figures)
    (kept,), _ = protect.guard([a_table("by_sex", SEX, BY_SEX, counts="released")], [public], RULE)
    assert kept.too_late == 1
    assert kept.figures.to_pylist()[2]["missing"] == "hidden"


def test_figures_of_another_day_are_not_set_beside_each_other() -> None:
    """The total was revised since: what the other table shows belongs to the total of then."""
    (first,), _ = guarded(a_table("by_place", PLACE, BY_PLACE, counts="released"))
    (second,), exposed = guarded(
        a_table("by_sex", SEX, {("",): 45, ("m",): 25, ("w",): 20}, counts="released"), earlier=(first,)
    )
    assert (hidden(second), exposed) == (set(), {})


def test_a_revised_table_waits_for_the_linked_one_that_hides_something() -> None:
    by_sex = a_table("by_sex", SEX, BY_SEX, counts="released")
    (first,), _ = guarded(by_sex)
    by_place = a_table("by_place", PLACE, {("",): 45, ("p",): 20, ("q",): 25}, counts="released")
    with pytest.raises(Refused) as refused:
        guarded(by_place, earlier=(first,))
    assert refused.value.code == "protection_linked_day"
    assert "by_sex counts the same persons (released)" in refused.value.message
    assert "Import both anew in one delivery" in refused.value.message
    anew = a_table("by_sex", SEX, BY_SEX | {("",): 45, ("m",): 42}, counts="released")
    (one, other), exposed = guarded(by_place, anew, earlier=(first,))
    assert (hidden(one), hidden(other), exposed) == (set(), {"m", "w"}, {})


@pytest.mark.parametrize(
    ("code", "tables"),
    [
        (
            "protection_linked_differ",
            [("one", {("m",): 40}, "released", None), ("two", {("m",): 41}, "released", None)],
        ),
        (
            "protection_linked_more",
            [("one", {("m",): 40}, "released", None), ("two", {("m",): 41}, "housed", "released")],
        ),
    ],
)
def test_tables_that_contradict_each_other_are_refused_by_name(code: str, tables: list[Any]) -> None:
    with pytest.raises(Refused) as refused:
        guarded(
            *(a_table(name, SEX, cells, counts=counts, among=among) for name, cells, counts, among in tables)
        )
    assert refused.value.code == code
    said = refused.value.message + repr(refused.value.fields)
    assert {"one", "two"} <= {word.strip(",'") for word in said.split()}
    assert "2014 / m" in said
    assert not [number for number in ("40", "41") if number in said]


def test_linked_tables_that_are_too_large_together_are_refused_by_name() -> None:
    by = {"place": [f"p{number}" for number in range(2600)]}
    other = {"body": [f"b{number}" for number in range(2600)]}
    cells = {
        name: {(code,): 2 for code in codes[name]} | {("",): 5200} for codes in (by, other) for name in codes
    }
    with pytest.raises(Refused) as refused:
        guarded(
            a_table("places", by, cells["place"], counts="released"),
            a_table("bodies", other, cells["body"], counts="released"),
        )
    assert refused.value.code == "protection_linked_size"
    assert "bodies, places" in refused.value.message


def test_a_definition_that_says_nothing_of_links_undoes_none() -> None:
    told = a_guarded_definition(SEX, counts="housed", among="released")
    silent = as_linked_before(a_guarded_definition(SEX), told)
    assert (silent.counts, silent.among) == ("housed", "released")
    other = as_linked_before(a_guarded_definition(SEX, counts="others"), told)
    assert (other.counts, other.among) == ("others", "released")


def test_a_measure_that_says_nothing_of_links_keeps_them_too() -> None:
    def of(**said: str) -> Indicator:
        plain = a_guarded_definition({"kind": ["x"]}).model_dump(
            mode="json", by_alias=True, exclude_none=True
        )
        plain["dimensions"][0] |= {"kind": "measure", "codes": [{"code": "x", "label": both("x"), **said}]}
        return Indicator.model_validate(plain)

    silent = of()
    assert silent.counted_in({"kind": "x"}) == (None, None)
    kept = as_linked_before(silent, of(counts="housed", among="released"))
    assert kept.counted_in({"kind": "x"}) == ("housed", "released")
    assert kept.persons is Persons.UNPUBLISHED
