"""Figures that were read one by one, as columns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitor.catalogue.text import LocalText
from monitor.measures.columns import in_columns
from monitor.measures.figures import schema
from monitor.measures.observations import PublishedInterval, Qualifier, Series
from monitor.measures.quality import Flag, Missing
from tests.builders import an_indicator, an_observation


def row(**over: object) -> dict[str, object]:
    indicator = an_indicator()
    figure = replace(an_observation(indicator, "2022/23", "24.50", "none"), **over)  # type: ignore[arg-type]
    table = in_columns(Series(indicator, (figure,)))
    assert table.schema.equals(schema(["answer"]))
    (found,) = table.to_pylist()
    return dict(found)


def test_a_figure_keeps_period_days_value_decimals_and_codes():
    found = row(n=200)
    assert (found["period"], str(found["first_day"]), str(found["last_day"])) == (
        "2022/23",
        "2022-04-01",
        "2023-03-31",
    )
    assert (found["value"], found["decimals"], found["n"], found["by:answer"]) == (24.5, 2, 200, "none")


def test_a_total_and_the_first_source_are_blank():
    found = row(group={})
    assert (found["by:answer"], found["source"]) == (None, None)


def test_a_published_interval_and_what_a_figure_was_computed_from_are_kept():
    found = row(
        interval=PublishedInterval(Decimal("20.1"), Decimal("28.9"), Decimal(95)),
        numerator=Decimal(49),
        denominator=Decimal(200),
    )
    assert [found[name] for name in ("lower", "upper", "level", "numerator", "denominator")] == [
        20.1,
        28.9,
        95.0,
        49.0,
        200.0,
    ]


def test_a_missing_value_says_why():
    found = row(value=None, missing=Missing.CONFIDENTIAL)
    assert (found["value"], found["decimals"], found["missing"]) == (None, None, "confidential")


@pytest.mark.parametrize(
    ("qualifier", "flag"),
    [
        (Qualifier.PLANNED, "planned"),
        (Qualifier.TARGET, "target"),
        (Qualifier.ABOUT, "about"),
        (Qualifier.UNDER, "about"),
        (Qualifier.WORDED, "about"),
        (None, None),
    ],
)
def test_what_the_words_say_of_exactness_becomes_a_flag(qualifier: Qualifier | None, flag: str | None):
    assert row(qualifier=qualifier)["flags"] == flag


def test_flags_stand_in_their_own_order_with_a_space_between():
    assert row(qualifier=Qualifier.ABOUT, flags=(Flag.BREAK, Flag.REVISED))["flags"] == "revised about break"


def test_a_note_keeps_its_english_words():
    assert (
        row(note=LocalText(en="Printed as one in four.", nb="Oppgitt som en av fire."))["note"]
        == "Printed as one in four."
    )


def test_an_indicator_without_figures_has_no_rows():
    assert in_columns(Series(an_indicator(), ())).num_rows == 0
