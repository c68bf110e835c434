"""Whether parts may be stacked."""

from decimal import Decimal

import pytest

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Qualifier
from monitor.measures.quality import Missing
from monitor.measures.reading.ruling import Why
from monitor.measures.reading.stack import may_stack
from tests.builders import an_indicator, an_observation, both

LEVELS = ("compulsory", "upper_secondary", "higher")


def education(kind: str = "parts_of_whole", **over: object) -> Definition:
    codes = [{"code": code, "label": both(code)} for code in LEVELS]
    return an_indicator(
        dimensions=[{"id": "education", "title": both("Education"), "kind": kind, "codes": codes}], **over
    )


def bar(definition: Definition, *values: str | None, total: str = "", **over: object) -> list[Observation]:
    parts = [
        an_observation(
            definition, "2012", value, code, **({"missing": Missing.HIDDEN} if value is None else over)
        )
        for code, value in zip(LEVELS, values, strict=True)
    ]
    return parts + ([an_observation(definition, "2012", total)] if total else [])


def test_the_printed_28_and_35_and_13_are_no_whole_and_the_sum_is_told():
    """28 + 35 + 13 = 76."""
    definition = education("separate")
    ruling = may_stack(definition, "education", bar(definition, "28", "35", "13"))
    assert ruling.why is Why.NOT_PARTS
    assert ruling.reasons[0].fields == {"sum": Decimal(76)}


def test_they_are_not_stacked_even_where_a_file_calls_them_parts():
    definition = education()
    ruling = may_stack(definition, "education", bar(definition, "28", "35", "13"))
    assert ruling.why is Why.NOT_THE_WHOLE
    assert (ruling.reasons[0].fields["sum"], ruling.reasons[0].fields["whole"]) == (76, 100)


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        (("56", "20", "24"), True),  # 100
        (("34", "8", "57"), True),  # 99: three parts, each off by a half at most, make 1.5
        (("34", "8", "60"), False),  # 102
        (("33.3", "33.3", "33.3"), True),  # 99.9, and 3 x 0.05 = 0.15
        (("33.3", "33.3", "33.2"), False),  # 99.8
    ],
)
def test_shares_give_a_hundred_as_exactly_as_they_are_rounded(values: tuple[str, ...], allowed: bool):
    definition = education()
    assert may_stack(definition, "education", bar(definition, *values)).allowed is allowed


@pytest.mark.parametrize(("total", "allowed"), [("", True), ("60", True), ("62", True), ("63", False)])
def test_numbers_give_the_printed_total_where_there_is_one(total: str, allowed: bool):
    """10 + 20 + 30 = 60; four rounded numbers are off by 2 together."""
    definition = education(unit="persons")
    assert (
        may_stack(definition, "education", bar(definition, "10", "20", "30", total=total)).allowed is allowed
    )


def test_a_bar_with_a_part_missing_hidden_or_in_words_is_not_drawn():
    definition = education()
    whole = bar(definition, "56", "20", "24")
    assert may_stack(definition, "education", whole[:2]).why is Why.PART_MISSING
    assert may_stack(definition, "education", bar(definition, "56", None, "24")).why is Why.PART_MISSING
    worded = bar(definition, "56", "20", "24", qualifier=Qualifier.ABOUT)
    assert may_stack(definition, "education", worded).why is Why.PART_IN_WORDS


def test_every_bar_counts():
    definition = education()
    later = [
        an_observation(definition, "2014", value, code)
        for code, value in zip(LEVELS, ("28", "35", "13"), strict=True)
    ]
    whole = bar(definition, "56", "20", "24")
    assert may_stack(definition, "education", whole).allowed
    assert may_stack(definition, "education", [*whole, *later]).why is Why.NOT_THE_WHOLE


def test_measures_and_rates_are_never_stacked():
    assert may_stack(education("measure"), "education").why is Why.MEASURES_ARE_NO_PARTS
    assert may_stack(education(unit="per_1000"), "education").why is Why.UNIT_NOT_ADDITIVE
    assert may_stack(education(), "sex").why is Why.NO_SUCH_DIMENSION


def test_a_total_alone_is_no_bar():
    definition = education(unit="persons")
    assert may_stack(definition, "education", [an_observation(definition, "2012", "60")]).allowed
