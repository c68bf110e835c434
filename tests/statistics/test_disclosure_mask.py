"""What is hidden in tables small enough to work out by hand, and what is said about it."""

import numpy as np
import pytest

from monitor.errors import Refused
from monitor.statistics.disclosure import defence
from monitor.statistics.disclosure.primary import Reason
from monitor.statistics.disclosure.protect import Decision, Protected, Range, Visibility, protect
from monitor.statistics.disclosure.rule import Attacker, Rule
from monitor.statistics.disclosure.tables import Cell, Key, Rate, Tables, Total
from tests.statistics import attack
from tests.statistics.crossing import totals
from tests.statistics.masked import known_sums, narrowed, recovered, visible


def table(*rows: list[int]) -> Tables:
    """Rows r0, r1 … and columns c0, c1 …, with the sums of both; the empty code is a total."""
    counts: dict[Key, int] = {}
    for number, row in enumerate(rows):
        counts.update({(f"r{number}", f"c{place}"): count for place, count in enumerate(row)})
        counts[f"r{number}", ""] = sum(row)
    for place in range(len(rows[0])):
        counts["", f"c{place}"] = sum(row[place] for row in rows)
    counts["", ""] = sum(map(sum, rows))
    trees = [
        {"": [f"r{number}" for number in range(len(rows))]},
        {"": [f"c{place}" for place in range(len(rows[0]))]},
    ]
    return Tables(tuple(Cell(*each) for each in counts.items()), totals(trees))


def single(whole: int, **parts: int) -> tuple[tuple[Cell, ...], Total]:
    cells = (Cell(("",), whole), *(Cell((name,), count) for name, count in parts.items()))
    return cells, Total(("",), tuple((name,) for name in parts))


def reasons(done: Protected) -> dict[Key, Reason | None]:
    return {each.key: each.reason for each in (*done.cells, *done.rates) if each.reason}


def test_a_count_on_its_own_needs_nothing_else_hidden() -> None:
    done = protect(Tables((Cell(("a",), 3), Cell(("b",), 9))))
    assert done.hidden == {("a",)}
    assert done.audit.exposed == ()


def test_a_table_without_small_counts_is_shown_whole() -> None:
    done = protect(table([10, 0], [5, 20]))
    assert done.hidden == frozenset()
    assert done.audit.narrowest is None
    assert {each.visibility for each in done.cells} == {Visibility.VISIBLE}


def test_one_small_count_takes_three_more_with_it() -> None:
    # In its row and in its column another one has to be hidden, and those two need a fourth.
    done = protect(table([3, 20, 11], [15, 8, 9], [7, 30, 12]))
    assert len(done.hidden) == 4
    assert reasons(done)["r0", "c0"] is Reason.SMALL
    assert sorted(str(reason) for reason in reasons(done).values()) == ["protects"] * 3 + ["small"]
    assert recovered(table([3, 20, 11], [15, 8, 9], [7, 30, 12]), done.hidden) == {}


def test_totals_are_spared_where_parts_do_as_well() -> None:
    done = protect(table([3, 20, 11], [15, 8, 9], [7, 30, 12]))
    assert not [key for key in done.hidden if "" in key]


def test_four_small_counts_protect_each_other_if_they_leave_room() -> None:
    # 3 and 3 against 2 and 2: moved by 2 one way and by 3 the other, five in all.
    done = protect(table([3, 2, 20], [2, 3, 20], [20, 20, 20]))
    assert done.hidden == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    assert done.audit.narrowest == 5
    assert Range(("r0", "c0"), 1, 6) in done.audit.ranges or Range(("r0", "c0"), 0, 5) in done.audit.ranges


def test_four_small_counts_that_leave_no_room_need_more() -> None:
    # 1 and 1 against 1 and 1 move by 1 either way: nobody is unique, and all are nearly known.
    done = protect(table([1, 1, 20], [1, 1, 20], [20, 20, 20]))
    four = {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    assert set(narrowed(table([1, 1, 20], [1, 1, 20], [20, 20, 20]), four)) == four
    assert four < done.hidden
    assert done.audit.narrowest is not None
    assert done.audit.narrowest >= 5


def test_every_proven_range_lies_within_what_the_attacker_finds_possible() -> None:
    made = table([3, 20, 11], [1, 8, 9], [7, 0, 12])
    done = protect(made)
    found = attack.ranges(visible(made, done.hidden), known_sums(made))
    assert {each.key for each in done.audit.ranges} == done.hidden
    for each in done.audit.ranges:
        least, most = found[each.key]
        assert least <= each.least <= each.most <= most
        assert each.width >= 5


def test_zeros_stay_visible() -> None:
    done = protect(table([3, 0, 11], [0, 8, 9], [7, 30, 0]))
    assert not [
        cell.key
        for cell in table([3, 0, 11], [0, 8, 9], [7, 30, 0]).cells
        if cell.count == 0 and cell.key in done.hidden
    ]


def test_a_table_of_too_few_persons_is_hidden_up_to_its_total() -> None:
    done = protect(table([1, 0], [1, 1]))
    assert ("", "") in done.hidden
    assert len(done.hidden) == 8  # all but the zero
    assert done.audit.exposed == ()


def test_the_threshold_and_the_width_are_those_of_the_rule() -> None:
    made = table([7, 40, 30], [50, 60, 70])
    assert protect(made).hidden == frozenset()
    done = protect(made, Rule(largest=9, width=10))
    assert ("r0", "c0") in done.hidden
    assert done.audit.narrowest is not None
    assert done.audit.narrowest >= 10


def test_a_sum_of_one_part_says_what_its_part_says() -> None:
    cells = (Cell(("total",), 3), Cell(("part",), 3))
    done = protect(Tables(cells, (Total(("total",), (("part",),)),)))
    assert done.hidden == {("total",), ("part",)}


def test_a_small_count_hidden_in_one_table_is_not_given_away_by_one_that_shares_a_margin() -> None:
    # By sex and by region: the two tables share the total. Only together do they show that women are 50 − 47.
    cells = tuple(
        Cell(key, count)
        for key, count in {
            ("", ""): 50, ("w", ""): 3, ("m", ""): 47, ("", "n"): 20, ("", "s"): 30,
        }.items()
    )  # fmt: skip
    done = protect(
        Tables(cells, (Total(("", ""), (("w", ""), ("m", ""))), Total(("", ""), (("", "n"), ("", "s")))))
    )
    assert {("w", ""), ("m", "")} <= done.hidden
    assert len(done.hidden) == 2


def test_a_tree_of_regions_hides_a_second_municipality() -> None:
    trees = [{"": ["A", "B"], "A": ["A1", "A2", "A3"], "B": ["B1", "B2"]}]
    counts = {"": 100, "A": 62, "B": 38, "A1": 2, "A2": 20, "A3": 40, "B1": 18, "B2": 20}
    made = Tables(tuple(Cell((code,), count) for code, count in counts.items()), totals(trees))
    done = protect(made)
    assert len(done.hidden) == 2
    assert ("A1",) in done.hidden
    assert done.hidden & {("A2",), ("A3",)}


def test_the_heavier_cell_is_spared() -> None:
    made = single(100, a=3, b=47, c=50)
    cells = tuple(Cell(cell.key, cell.count, 5.0 if cell.key == ("b",) else 1.0) for cell in made[0])
    assert protect(Tables(cells, (made[1],))).hidden == {("a",), ("c",)}


def test_a_rate_of_a_hidden_count_is_hidden_and_one_of_visible_counts_is_not() -> None:
    made = table([3, 20, 11], [15, 8, 9], [7, 30, 12])
    rates = tuple(
        Rate((f"r{number}", "share"), (f"r{number}", "c0"), (f"r{number}", "")) for number in range(3)
    )
    done = protect(Tables(made.cells, made.totals, rates))
    hidden = {number for number in range(3) if {(f"r{number}", "c0"), (f"r{number}", "")} & done.hidden}
    assert done.hidden_rates == {(f"r{number}", "share") for number in hidden}
    assert 0 < len(hidden) < 3


@pytest.mark.parametrize(
    ("numerator", "reason"),
    [
        (2, Reason.SMALL),
        (38, Reason.SMALL_COMPLEMENT),
        (0, Reason.NOBODY),
        (40, Reason.EVERYBODY),
        (20, None),
    ],
)
def test_a_rate_that_says_too_much_is_hidden_with_its_numerator(
    numerator: int, reason: Reason | None
) -> None:
    cells = (Cell(("released",), 40), Cell(("employed",), numerator))
    done = protect(Tables(cells, (), (Rate(("share",), ("employed",), ("released",)),)))
    assert done.rates == (Decision(("share",), Visibility.PRIMARY if reason else Visibility.VISIBLE, reason),)
    assert (("employed",) in done.hidden) is bool(reason)
    assert ("released",) not in done.hidden


def test_a_complement_that_is_a_cell_of_its_own_is_hidden_too() -> None:
    cells = (Cell(("all",), 40), Cell(("work",), 40), Cell(("none",), 0))
    done = protect(
        Tables(cells, (Total(("all",), (("work",), ("none",))),), (Rate(("share",), ("work",), ("all",)),))
    )
    assert {("work",), ("none",)} <= done.hidden


@pytest.mark.parametrize(("up_to", "hidden"), [(None, True), (40, True), (39, False), (0, False)])
def test_how_large_a_group_0_per_cent_discloses_something_about_is_the_rules(
    up_to: int | None, hidden: bool
) -> None:
    cells = (Cell(("released",), 40), Cell(("employed",), 0))
    made = Tables(cells, (), (Rate(("share",), ("employed",), ("released",)),))
    assert (("employed",) in protect(made, Rule(group_up_to=up_to)).hidden) is hidden


def test_everybody_in_one_part_is_hidden_where_the_parts_are_an_outcome() -> None:
    cells, total = single(40, prison=40, home=0, abroad=0)
    assert protect(Tables(cells, (total,))).hidden == frozenset()
    done = protect(Tables(cells, (Total(total.key, total.parts, group=True),)))
    assert reasons(done)["prison",] is Reason.EVERYBODY
    # to hide the 40 alone, or with the total, would leave two visible zeros that say the same
    assert done.hidden & {("home",), ("abroad",)}


@pytest.mark.parametrize("attacker", [Attacker.KNOWS_ZEROS, Attacker.KNOWS_RULE])
def test_an_attacker_who_knows_more_costs_more(attacker: Attacker) -> None:
    # 4 and 4 against 3 and 1 move by 4 one way and by 1 the other, down to 0 and up to 7
    made = table([4, 3, 20], [1, 4, 20], [20, 20, 20])
    plain = protect(made)
    assert plain.audit.narrowest == 5
    done = protect(made, Rule(attackers=(Attacker.ARITHMETIC, attacker)))
    assert len(done.hidden) > len(plain.hidden)
    assert done.audit.exposed == ()


def test_who_knows_the_rule_learns_nothing_within_it() -> None:
    made = table([3, 20, 11], [15, 8, 9], [7, 30, 12])
    done = protect(made, Rule(attackers=(Attacker.KNOWS_RULE,)))
    assert Range(("r0", "c0"), 1, 4) in done.audit.ranges


def test_a_solver_that_finds_nothing_leaves_everything_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.statistics.disclosure.choice.cheapest", lambda *_: None)
    made = table([3, 20, 11], [15, 8, 9], [7, 30, 12])
    done = protect(made)
    assert done.hidden == {cell.key for cell in made.cells}


def test_a_solver_that_gives_up_on_every_range_leaves_nothing_unsaid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "monitor.statistics.disclosure.attack.furthest",
        lambda programmes, thrift, whole: [np.zeros(each.gain.size) for each in programmes],
    )
    done = protect(table([3, 20, 11], [15, 8, 9], [7, 30, 12]))
    assert ("r0", "c0") in done.hidden
    assert [each.key for each in done.audit.exposed] == [("r0", "c0")]


def test_more_than_was_measured_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defence, "LARGEST", 15)
    with pytest.raises(Refused, match="16 cells hang together") as refused:
        protect(table([3, 20, 11], [15, 8, 9], [7, 30, 12]))
    assert refused.value.code == "too_large_to_protect"


def test_what_does_not_hang_together_is_not_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defence, "LARGEST", 9)
    years = [table([3, 20], [15, 8]), table([40, 20], [15, 80]), table([2, 20], [15, 8])]
    cells = tuple(
        Cell((str(year), *cell.key), cell.count) for year, made in enumerate(years) for cell in made.cells
    )
    sums = tuple(
        Total((str(year), *total.key), tuple((str(year), *part) for part in total.parts))
        for year, made in enumerate(years)
        for total in made.totals
    )
    assert {key[0] for key in protect(Tables(cells, sums)).hidden} == {"0", "2"}
