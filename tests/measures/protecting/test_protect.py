"""What becomes of figures on persons that nobody has published: worked out by hand."""

import pyarrow as pa
import pytest

from monitor.errors import Fault, Refused
from monitor.measures.definitions import Persons
from monitor.measures.dimensions import DimensionKind
from monitor.measures.protecting.continuity import Served
from monitor.measures.protection import Protection
from monitor.measures.received import Received
from monitor.statistics.disclosure.rule import Rule
from tests.measures.protecting.unpublished import (
    a_guarded_definition,
    counts_table,
    guard,
    received,
    shares_table,
    with_totals,
)
from tests.measures.vintages import a_definition, figures

RULE = Rule()
SEX, AGE = ["m", "w"], ["u", "v", "x"]
BOTH = {"sex": SEX, "age": AGE}
LEAVES = {("m", "u"): 3, ("m", "v"): 20, ("m", "x"): 11, ("w", "u"): 15, ("w", "v"): 8, ("w", "x"): 9}
CELLS = with_totals(BOTH, LEAVES)


def kept(table: pa.Table, *earlier: Served, unit: str = "persons", rule: Rule = RULE) -> Received:
    names = [name[3:] for name in table.column_names if name.startswith("by:")]
    definition = a_guarded_definition({name: BOTH.get(name, ["p", "q"]) for name in names}, unit)
    return guard(received(definition, table), earlier, rule)


def hidden(came: Received) -> set[tuple[str, ...]]:
    names = [name for name in came.figures.column_names if name.startswith("by:")]
    return {
        (row["period"], *(row[name] or "" for name in names))
        for row in came.figures.to_pylist()
        if row["missing"] == "hidden"
    }


def test_a_small_count_takes_three_others_with_it_and_leaves_every_total() -> None:
    came = kept(counts_table(["sex", "age"], {"2014": CELLS}))
    assert len(hidden(came)) == 4
    assert ("2014", "m", "u") in hidden(came)
    assert not [key for key in hidden(came) if "" in key]


def test_what_is_hidden_holds_nothing_but_what_it_would_be_of() -> None:
    row = {
        **{"period": "2014", "sex": "m", "value": 20.0, "decimals": 1, "numerator": 3.0, "denominator": 15.0},
        **{"n": 15, "lower": 7.0, "upper": 45.2, "level": 95.0, "note": "three of them"},
        "flags": "provisional low_reliability",
    }
    (was,) = kept(figures(["sex"], row), unit="percent").figures.to_pylist()
    assert {name for name, said in was.items() if said is not None} == {
        "period", "first_day", "last_day", "missing", "by:sex",
    }  # fmt: skip
    assert was["missing"] == "hidden"


def test_figures_without_a_value_keep_no_counts() -> None:
    row = {
        "period": "2014",
        "missing": "not_available",
        "numerator": 3.0,
        "denominator": 15.0,
        "n": 15,
        "note": "3",
    }
    (was,) = kept(figures(["sex"], row), unit="percent").figures.to_pylist()
    assert [was[name] for name in ("numerator", "denominator", "n", "note")] == [None] * 4
    assert was["missing"] == "not_available"


def test_zeros_stay() -> None:
    came = kept(counts_table(["sex"], {"2014": {("m",): 0, ("w",): 20, ("",): 20}}))
    assert hidden(came) == set()


def test_published_figures_are_left_alone() -> None:
    definition = a_definition("sex", unit="persons")
    table = figures(["sex"], {"period": "2014", "value": 3.0, "sex": "a"})
    came = Received(definition, table, "d" * 64)
    assert definition.persons is Persons.PUBLISHED
    assert guard(came, [], RULE) is came


def test_the_rule_is_told_in_the_definition() -> None:
    came = kept(counts_table(["sex", "age"], {"2014": CELLS}), rule=Rule(largest=9, width=10))
    assert came.definition.protection == Protection(largest=9, width=10)
    assert {("2014", "w", "v"), ("2014", "w", "x")} <= hidden(came)


def test_the_digest_is_that_of_what_is_kept_so_that_nobody_tries_small_counts_out_against_it() -> None:
    other = with_totals(BOTH, LEAVES | {("m", "u"): 2, ("m", "v"): 21, ("w", "u"): 16, ("w", "v"): 7})
    one, two = (kept(counts_table(["sex", "age"], {"2014": cells})) for cells in (CELLS, other))
    assert hidden(one) == hidden(two)
    assert one.digest == two.digest != "d" * 64


def test_refused_rows_are_told_without_what_they_say() -> None:
    fault = Fault("a.csv", 7, "value", "'3 persons' is no number.", "digits, such as 12.5.")
    definition = a_guarded_definition({"sex": SEX})
    came = guard(
        received(definition, counts_table(["sex"], {"2014": {("",): 20}}), refused=(fault,)), [], RULE
    )
    (told,) = came.refused
    assert (told.file, told.line, told.entry, told.accepted) == ("a.csv", 7, "value", "digits, such as 12.5.")
    assert "3 persons" not in told.problem


def test_a_row_that_is_not_there_is_not_given_away_by_its_total() -> None:
    # The total is 3 more than what is told of its parts, so everybody sees what the third part counts.
    came = kept(counts_table(["age"], {"2014": {("u",): 40, ("v",): 50, ("",): 93}}))
    assert len(hidden(came)) == 1


def test_a_total_of_a_crossing_without_margins_is_a_sum_too() -> None:
    cells = {key: count for key, count in CELLS.items() if "" not in key} | {("", ""): CELLS["", ""]}
    came = kept(counts_table(["sex", "age"], {"2014": cells}))
    assert len(hidden(came)) == 2


def test_quarters_and_their_year_are_a_sum() -> None:
    quarters = {f"2023-Q{number}": {("",): count} for number, count in enumerate((3, 20, 30, 40), start=1)}
    came = kept(counts_table(["sex"], quarters | {"2023": {("",): 93}}))
    assert len(hidden(came)) == 2
    assert ("2023-Q1", "") in hidden(came)


def test_years_that_only_stand_beside_each_other_are_none() -> None:
    came = kept(counts_table(["sex"], {"2023": {("",): 3}, "2024": {("",): 20}}))
    assert hidden(came) == {("2023", "")}


def test_a_place_within_a_region_takes_another_one_of_the_same_region() -> None:
    definition = a_guarded_definition({"place": ["A", "A1", "A2", "A3", "B", "B1", "B2"]})
    cells = {
        ("",): 100,
        ("A",): 62,
        ("B",): 38,
        ("A1",): 2,
        ("A2",): 20,
        ("A3",): 40,
        ("B1",): 18,
        ("B2",): 20,
    }
    came = guard(received(definition, counts_table(["place"], {"2014": cells})), [], RULE)
    gone = hidden(came)
    assert len(gone) == 2
    assert ("2014", "A1") in gone
    assert gone & {("2014", "A2"), ("2014", "A3")}


def test_a_share_whose_complement_is_small_is_hidden() -> None:
    came = kept(shares_table(["sex"], {"2014": {("m",): (38, 40), ("w",): (20, 40)}}), unit="percent")
    assert hidden(came) == {("2014", "m")}


@pytest.mark.parametrize("part", [0, 40])
def test_nobody_and_everybody_of_a_group_are_hidden(part: int) -> None:
    came = kept(shares_table(["sex"], {"2014": {("m",): (part, 40), ("w",): (20, 40)}}), unit="percent")
    assert hidden(came) == {("2014", "m")}


def test_answers_of_the_same_persons_add_up_to_them() -> None:
    shares = {("m", "p"): (3, 60), ("m", "q"): (30, 60), ("m", ""): (60, 60)}
    table = shares_table(["sex", "answer"], {"2014": shares})
    definition = a_guarded_definition({"sex": SEX, "answer": ["p", "q", "r"]}, "percent")
    came = guard(received(definition, table), [], RULE)
    # 27 gave another answer, or none: q may stay, as nobody knows how many of these there are
    assert hidden(came) == {("2014", "m", "p")}
    shares["m", "q"] = (57, 60)
    came = guard(received(definition, shares_table(["sex", "answer"], {"2014": shares})), [], RULE)
    assert {("2014", "m", "p"), ("2014", "m", "q")} <= hidden(came)


def test_measures_are_never_added_up() -> None:
    definition = a_definition("sex", unit="persons", persons="unpublished")
    measure = definition.dimensions[0].model_copy(update={"kind": DimensionKind.MEASURE})
    definition = type(definition).model_validate(
        definition.model_dump(mode="json", exclude_none=True, by_alias=True)
        | {"dimensions": [measure.model_dump(mode="json", exclude_none=True)]}
    )
    came = guard(received(definition, counts_table(["sex"], {"2014": {("a",): 3, ("b",): 30}})), [], RULE)
    assert hidden(came) == {("2014", "a")}


def test_the_same_figures_again_hide_the_same_ones() -> None:
    table = counts_table(["sex", "age"], {"2014": CELLS})
    first = kept(table)
    more = counts_table(["sex", "age"], {"2014": CELLS, "2015": CELLS})
    again = kept(more, Served(first.definition, first.figures))
    assert {key for key in hidden(again) if key[0] == "2014"} == hidden(first)
    assert len(hidden(again)) == 2 * len(hidden(first))


def test_what_was_hidden_once_stays_hidden_though_it_has_grown() -> None:
    first = kept(counts_table(["sex"], {"2014": {("m",): 3}}))
    second = kept(counts_table(["sex"], {"2014": {("m",): 30}}), Served(first.definition, first.figures))
    assert hidden(second) == {("2014", "m")}


def test_what_an_earlier_edition_showed_is_told_as_too_late_and_hidden_none_the_less() -> None:
    definition = a_guarded_definition({"sex": SEX})
    table = counts_table(["sex"], {"2014": {("m",): 3, ("w",): 20, ("",): 23}})
    published = definition.model_copy(update={"persons": Persons.PUBLISHED})
    came = guard(received(definition, table), [Served(published, table)], RULE)
    assert ("2014", "m") in hidden(came)
    assert came.too_late == 1


@pytest.mark.parametrize(
    ("row", "unit", "code"),
    [
        ({"value": 30.0}, "percent", "protection_share"),
        ({"value": 30.0, "n": 50}, "percent", "protection_share"),
        ({"value": 41.0, "numerator": 15.0, "denominator": 50.0}, "percent", "protection_value"),
        ({"value": 30.0, "numerator": 15.0, "denominator": 50.0, "n": 47}, "percent", "protection_base"),
        ({"value": 100.0, "numerator": 50.5, "denominator": 50.5}, "percent", "protection_count"),
        ({"value": 15.0, "n": 12}, "persons", "protection_base"),
        ({"value": 15.5}, "persons", "protection_count"),
        ({"value": 412.7}, "days", "protection_unit"),
        ({"value": 412.7}, "nok", "protection_unit"),
        ({"missing": "confidential"}, "persons", "protection_hidden_before"),
    ],
)
def test_what_cannot_be_protected_is_refused_without_saying_a_figure(row: dict, unit: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        kept(figures(["sex"], {"period": "2014", "sex": "m", "decimals": 0, **row}), unit=unit)
    assert refused.value.code == code
    said = refused.value.message + repr(refused.value.fields)
    assert "2014 / m" in said
    assert not [number for number in ("412", "50", "47", "15", "41", "30") if number in said]


def test_a_figure_that_stands_twice_is_refused() -> None:
    row = {"period": "2014", "sex": "m", "value": 30.0}
    with pytest.raises(Refused) as refused:
        kept(figures(["sex"], row, row))
    assert refused.value.code == "protection_twice"


def test_codes_that_overlap_are_refused_unless_somebody_says_what_is_part_of_what() -> None:
    with pytest.raises(Refused) as refused:
        kept(counts_table(["sex"], {"2014": {("m",): 71, ("w",): 60, ("",): 99}}))
    assert refused.value.code == "protection_overlap"
    assert not [number for number in ("71", "60", "99") if number in refused.value.message]


def test_periods_that_overlap_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        kept(counts_table(["sex"], {"2011..2013": {("",): 71}, "2012..2014": {("",): 60}}))
    assert refused.value.code == "protection_periods"


def test_more_than_can_be_protected_is_refused() -> None:
    definition = a_guarded_definition({"place": [f"p{n}" for n in range(5001)]})
    cells = {(f"p{n}",): 2 for n in range(5001)} | {("",): 10002}
    with pytest.raises(Refused) as refused:
        guard(received(definition, counts_table(["place"], {"2014": cells})), [], RULE)
    assert refused.value.code == "too_large_to_protect"
