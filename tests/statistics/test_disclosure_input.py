"""Tables that contradict themselves are refused with a sentence; totals of crossings are what a reader would add up."""

import pytest

from monitor.errors import Refused
from monitor.statistics.disclosure.checks import check
from monitor.statistics.disclosure.protect import protect
from monitor.statistics.disclosure.rule import Rule
from monitor.statistics.disclosure.tables import Cell, Edition, Rate, Shown, Tables, Total
from tests.statistics.crossing import codes, totals

ALL, A, B = ("",), ("a",), ("b",)
SOUND = (Cell(ALL, 12), Cell(A, 5), Cell(B, 7))
SUM = Total(ALL, (A, B))


@pytest.mark.parametrize(
    ("tables", "code", "said"),
    [
        (Tables((*SOUND, Cell(A, 5))), "duplicate_cell", "a stands twice in these tables"),
        (Tables((Cell(A, -1),)), "count_not_whole", "The count of a in these tables is none"),
        (Tables((Cell(A, 2.5),)), "count_not_whole", "whole number"),  # type: ignore[arg-type]
        (Tables((Cell(A, True),)), "count_not_whole", "whole number"),
        (Tables((Cell(A, 10**13),)), "count_not_whole", "whole number"),
        (Tables((Cell(A, 5, 0.0),)), "weight_not_positive", "weight of a is 0.0"),
        (Tables((Cell(A, 5, float("nan")),)), "weight_not_positive", "nan"),
        (Tables(SOUND, (Total(ALL, (A, ("c",))),)), "unknown_cell", "speaks of c, which is none"),
        (Tables(SOUND, (Total(ALL, (A, A, B)),)), "duplicate_cell", "each of them once"),
        (Tables(SOUND, (Total(ALL, ()),)), "duplicate_cell", "needs parts"),
        (Tables(SOUND, (Total(ALL, (ALL,)),)), "duplicate_cell", "none of them itself"),
        (
            Tables(SOUND, (Total(ALL, (A,)),)),
            "total_does_not_add_up",
            "total in these tables is not what its parts add up to",
        ),
        (
            Tables(SOUND, (), (Rate(("r",), ALL, A),)),
            "numerator_exceeds_denominator",
            "more persons in its numerator",
        ),
        (Tables(SOUND, (), (Rate(("r",), ("c",), A),)), "unknown_cell", "A rate speaks of c"),
        (
            Tables(
                SOUND,
                (),
                (),
                (Edition("2019", (Shown(ALL, 3, False), Shown(A, 2, False)), (Total(ALL, (A,)),)),),
            ),
            "total_does_not_add_up",
            "total in edition 2019 is not",
        ),
    ],
)
def test_what_cannot_be_is_refused(tables: Tables, code: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        protect(tables)
    assert refused.value.code == code
    assert said in refused.value.message


def test_sound_tables_pass() -> None:
    check(Tables(SOUND, (SUM,), (Rate(("r",), A, ALL),)))


@pytest.mark.parametrize("rule", [{"largest": 0}, {"width": 0}, {"largest": 1001}, {"attackers": ()}])
def test_a_rule_that_protects_nothing_is_refused(rule: dict) -> None:
    with pytest.raises(Refused) as refused:
        Rule(**rule)
    assert refused.value.code == "disclosure_rule"


def test_a_crossing_has_a_total_for_each_line_in_each_direction() -> None:
    sex, age = {"": ["m", "w"]}, {"": ["young", "old"]}
    assert set(totals([sex, age])) == {
        Total(("", ""), (("m", ""), ("w", ""))),
        Total(("", "young"), (("m", "young"), ("w", "young"))),
        Total(("", "old"), (("m", "old"), ("w", "old"))),
        Total(("", ""), (("", "young"), ("", "old"))),
        Total(("m", ""), (("m", "young"), ("m", "old"))),
        Total(("w", ""), (("w", "young"), ("w", "old"))),
    }


def test_a_tree_has_a_total_on_each_level() -> None:
    place = {"": ["north", "south"], "north": ["n1", "n2"]}
    assert codes(place) == ("", "north", "south", "n1", "n2")
    assert totals([place]) == (
        Total(("",), (("north",), ("south",))),
        Total(("north",), (("n1",), ("n2",))),
    )


def test_only_totals_of_which_every_cell_is_published_count() -> None:
    sex, age = {"": ["m", "w"]}, {"": ["young", "old"]}
    margins = [("", ""), ("m", ""), ("w", ""), ("", "young"), ("", "old")]
    assert len(totals([sex, age], margins)) == 2


def test_totals_over_an_outcome_are_marked_as_disclosing() -> None:
    sex, outcome = {"": ["m", "w"]}, {"": ["work", "none"]}
    marked = {total.parts for total in totals([sex, outcome], groups=[1]) if total.group}
    assert marked == {tuple((each, code) for code in ("work", "none")) for each in ("", "m", "w")}


def test_nothing_at_all_is_a_table_too() -> None:
    assert protect(Tables(())).cells == ()
