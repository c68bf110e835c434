"""What an import would change: every figure is new, changed, removed or unchanged, by period, codes and source."""

import random
from typing import Any

import pyarrow as pa
import pytest

from monitor.errors import Fault
from monitor.measures.figures import DIMENSION
from monitor.measures.import_report import MOST_TOLD, ImportReport, compare
from monitor.measures.keys import Keyed, in_order, ranks
from monitor.measures.received import LeftOut
from tests.measures.vintages import figures


def report(came: pa.Table, latest: pa.Table | None, **more: Any) -> ImportReport:
    return compare(Keyed(came, "ssb"), Keyed(latest, "ssb") if latest is not None else None, **more)


def said(table: pa.Table) -> list[tuple[str, str | None, float | None]]:
    return [(row["period"], row.get("by:sex"), row["value"]) for row in table.to_pylist()]


def test_every_figure_of_a_first_import_is_new():
    came = figures(["sex"], {"period": "2014", "value": 1.0}, {"period": "2015", "value": 2.0})
    found = report(came, None)
    assert said(found.new) == [("2014", None, 1.0), ("2015", None, 2.0)]
    assert (found.counts.new, found.counts.figures, found.changes_nothing) == (2, 2, False)


def test_figures_are_told_apart_by_period_codes_and_source():
    latest = figures(
        ["sex"],
        {"period": "2014", "sex": "a", "value": 1.0},
        {"period": "2014", "sex": "b", "value": 2.0},
        {"period": "2014", "value": 3.0},
        {"period": "2014", "value": 4.0, "source": "nova"},
    )
    came = figures(
        ["sex"],
        {"period": "2015", "sex": "a", "value": 1.0},
        {"period": "2014", "value": 30.0},
        {"period": "2014", "sex": "b", "value": 2.0},
        {"period": "2014", "value": 4.0, "source": "nova"},
    )
    found = report(came, latest)
    assert said(found.new) == [("2015", "a", 1.0)]
    assert said(found.changed) == [("2014", None, 30.0)]
    assert said(found.before) == [("2014", None, 3.0)]
    assert said(found.removed) == [("2014", "a", 1.0)]
    assert found.counts.unchanged == 2
    assert found.figures.equals(came)


def test_a_blank_source_is_the_first_of_its_definition():
    blank = figures([], {"period": "2014", "value": 1.0})
    named = figures([], {"period": "2014", "value": 1.0, "source": "ssb"})
    assert report(blank, named).changes_nothing
    other = compare(Keyed(blank, "nova"), Keyed(named, "ssb"))
    assert (other.counts.new, other.counts.removed) == (1, 1)


@pytest.mark.parametrize(
    ("column", "before", "after"),
    [
        ("value", 1.0, 1.5),
        ("decimals", None, 1),
        ("n", 100, None),
        ("flags", "provisional", None),
        ("lower", None, 0.5),
        ("note", "about", "over"),
        ("denominator", 10.0, 11.0),
    ],
)
def test_a_figure_has_changed_where_anything_but_its_key_has(column: str, before: Any, after: Any):
    row = {"period": "2014", "value": 1.0}
    found = report(figures([], row | {column: after}), figures([], row | {column: before}))
    assert (found.counts.changed, found.counts.unchanged) == (1, 0)
    assert found.changed[column].to_pylist() == [after]
    assert found.before[column].to_pylist() == [before]


def test_a_figure_that_is_missing_now_has_changed_and_is_not_removed():
    latest = figures([], {"period": "2014", "value": 1.0})
    came = figures([], {"period": "2014", "missing": "confidential"})
    found = report(came, latest)
    assert (found.counts.changed, found.counts.removed) == (1, 0)


def test_a_new_dimension_leaves_the_totals_what_they_were():
    latest = figures([], {"period": "2014", "value": 1.0})
    came = figures(["sex"], {"period": "2014", "value": 1.0}, {"period": "2014", "sex": "a", "value": 2.0})
    found = report(came, latest)
    assert (found.counts.unchanged, found.counts.new, found.counts.removed) == (1, 1, 0)


def test_a_dimension_that_is_gone_leaves_the_totals_what_they_were():
    latest = figures(["sex"], {"period": "2014", "value": 1.0}, {"period": "2014", "sex": "a", "value": 2.0})
    came = figures([], {"period": "2014", "value": 1.0})
    found = report(came, latest)
    assert (found.counts.unchanged, found.counts.new, found.counts.removed) == (1, 0, 1)


def test_of_rows_with_the_same_key_the_first_is_kept_and_the_others_are_refused_with_the_reason():
    came = figures(
        ["sex"],
        {"period": "2014", "sex": "a", "value": 1.0},
        {"period": "2015", "sex": "a", "value": 2.0},
        {"period": "2014", "sex": "a", "value": 3.0},
        {"period": "2014", "sex": "a", "value": 1.0},
    )
    found = report(came, None, file="new.csv")
    assert said(found.figures) == [("2014", "a", 1.0), ("2015", "a", 2.0)]
    assert found.counts.refused == 2
    assert [fault.entry for fault in found.refused] == ["figure 3", "figure 4"]
    assert "2014 / a stands twice" in str(found.refused[0])
    assert str(found.refused[0]).startswith("new.csv")


def test_all_refused_rows_are_counted_and_the_first_thousand_told():
    came = figures([], *[{"period": "2014", "value": float(number)} for number in range(1_050)])
    by_door = [Fault("new.csv", line, "", "x", "y") for line in range(30)]
    found = report(came, None, refused=by_door, untold=7)
    assert found.counts.refused == 30 + 7 + 1_049
    assert len(found.refused) == MOST_TOLD
    assert list(found.refused[:30]) == by_door


def test_the_same_figures_in_another_order_change_nothing():
    rows = [{"period": str(year), "sex": sex, "value": 1.0} for year in (2014, 2015) for sex in "ab"]
    assert report(figures(["sex"], *rows[::-1]), figures(["sex"], *rows)).changes_nothing


def test_no_figures_at_all_remove_all():
    latest = figures(["sex"], {"period": "2014", "value": 1.0})
    found = report(figures(["sex"]), latest)
    assert (found.counts.removed, found.counts.figures) == (1, 0)
    assert report(figures(["sex"]), None).changes_nothing


def test_the_report_agrees_with_a_slow_and_obvious_one():
    chance = random.Random(5)
    for _round in range(60):
        latest, came = report(made_up(chance), None).figures, made_up(chance)
        found = report(came, latest)
        before, after = by_key(latest), by_key(came)
        both = before.keys() & after.keys()
        assert by_key(found.new).keys() == after.keys() - before.keys()
        assert by_key(found.removed).keys() == before.keys() - after.keys()
        changed = {key for key in both if before[key] != after[key]}
        assert by_key(found.changed) == {key: after[key] for key in changed}
        assert by_key(found.before) == {key: before[key] for key in changed}
        assert found.counts.unchanged == len(both) - len(changed)
        assert found.counts.refused == came.num_rows - len(after)


def made_up(chance: random.Random) -> pa.Table:
    rows = [
        {
            "period": chance.choice(["2014", "2014-Q1", "2013..2014", "undated", "2022/23"]),
            "sex": chance.choice([None, "a", "b"]),
            "age": chance.choice([None, "0-17", "18+"]),
            "source": chance.choice([None, "ssb", "nova"]),
            "value": chance.choice([None, 1.0, 2.0]),
            "n": chance.choice([None, 5]),
        }
        for _ in range(chance.randrange(40))
    ]
    return figures(["sex", "age"], *rows)


def by_key(table: pa.Table) -> dict[tuple[object, ...], tuple[object, ...]]:
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for row in table.to_pylist():
        key = (row["period"], row["by:sex"], row["by:age"], row["source"] or "ssb")
        found.setdefault(key, (row["value"], row["n"]))
    return found


def test_figures_are_kept_by_dimension_then_in_time_with_totals_and_undated_first():
    table = figures(
        ["sex"],
        {"period": "2014", "sex": "b"},
        {"period": "2014-Q1", "sex": "a"},
        {"period": "2014", "sex": "a"},
        {"period": "2013..2015", "sex": "a"},
        {"period": "undated", "sex": "a"},
        {"period": "2014"},
    )
    assert [(row["by:sex"], row["period"]) for row in in_order(table).to_pylist()] == [
        (None, "2014"),
        ("a", "undated"),
        ("a", "2013..2015"),
        ("a", "2014-Q1"),
        ("a", "2014"),
        ("b", "2014"),
    ]


def test_more_combinations_than_a_number_can_tell_apart_are_told_apart_all_the_same():
    names = [f"d{number}" for number in range(9)]
    rows = [
        {"period": "2014", **{name: f"{(value * 7 + place) % 200}" for place, name in enumerate(names)}}
        for value in range(200)
    ]
    table = figures(names, *rows, rows[3])
    (numbers,) = ranks([Keyed(table, "")])
    assert len(set(numbers.tolist())) == 200
    assert numbers[3] == numbers[200]
    in_text = sorted(range(200), key=lambda place: [rows[place][name] for name in names])
    assert sorted(range(200), key=lambda place: numbers[place]) == in_text


def test_the_columns_of_dimensions_are_named_so_that_no_id_hides_another_column():
    assert figures(["value"]).column_names.count("value") == 1
    assert f"{DIMENSION}value" in figures(["value"]).column_names


def test_a_removed_figure_whose_row_was_refused_comes_first_and_says_so():
    old = figures(
        ["sex"],
        {"period": "2013", "value": 1.0},
        {"period": "2014", "value": 2.0, "sex": "a"},
        {"period": "2014", "value": 3.0},
    )
    fault = Fault("t.csv", 3, "value", "'many' is no number.", "a number.")
    row = LeftOut("2014", frozenset({("sex", "a")}), None, fault)
    found = compare(Keyed(old.slice(0, 0), "s"), Keyed(old, "s"), refused=[fault], left_out=[row])
    assert said(found.removed) == [("2014", "a", 2.0), ("2013", None, 1.0), ("2014", None, 3.0)]
    assert found.why_removed == {0: fault}
