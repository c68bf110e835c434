"""What is made up of what."""

import pytest

from monitor.errors import Refused
from monitor.measures.protecting.splits import hanging_together, of_dimension, of_periods
from tests.measures.protecting.unpublished import a_guarded_definition


def test_a_code_is_part_of_the_total_or_of_the_code_that_it_names() -> None:
    (place,) = a_guarded_definition({"place": ["A", "A1", "A2", "B"]}).dimensions
    assert of_dimension(place) == {"": [["A", "B"]], "A": [["A1", "A2"]]}


def test_a_year_is_made_up_of_its_quarters_and_also_of_its_months() -> None:
    months = [f"2023-{number:02}" for number in range(1, 13)]
    quarters = [f"2023-Q{number}" for number in (1, 2, 3, 4)]
    found = of_periods(["2023", *quarters, *months], "x")
    assert sorted(found["2023"]) == [months, quarters]
    assert found["2023-Q2"] == [months[3:6]]


def test_stretches_of_different_lengths_make_up_a_year_together() -> None:
    quarters = ["2023-Q3", "2023-Q4"]
    found = of_periods(["2023", "2023-01", *quarters, "2021..2023", "2021..2022"], "x")
    assert sorted(found["2023"]) == [["2023-01"], ["2023-01", *quarters], quarters]
    assert ["2021..2022", "2023"] in found["2021..2023"]


def test_several_years_are_made_up_of_each_of_them() -> None:
    assert of_periods(["2011..2013", "2011", "2013"], "x") == {"2011..2013": [["2011", "2013"]]}


def test_periods_hang_together_that_lie_within_each_other() -> None:
    texts = ["2023", "2023-Q1", "2024", "undated"]
    assert sorted(hanging_together(texts, of_periods(texts, "x"))) == [
        ["2023", "2023-Q1"],
        ["2024"],
        ["undated"],
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("2011..2013", "2012..2014"), ("2022/23", "2023"), ("2023-W05", "2023-01")]
)
def test_periods_that_overlap_are_refused(first: str, second: str) -> None:
    with pytest.raises(Refused) as refused:
        of_periods([first, second], "x")
    assert refused.value.code == "protection_periods"
