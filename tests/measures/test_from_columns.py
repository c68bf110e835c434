"""Figures in columns read one by one again."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitor.catalogue.text import LocalText
from monitor.measures.columns import in_columns
from monitor.measures.definitions import Definition
from monitor.measures.from_columns import observations
from monitor.measures.observations import Observation, PublishedInterval, Qualifier, Series
from monitor.measures.quality import Flag, Missing
from monitor.settings import ROOT
from monitor.sources.shipped import read_shipped
from tests.builders import an_indicator, an_observation
from tests.measures.vintages import a_definition, figures

SHIPPED = read_shipped(ROOT).measures.series


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_the_same_figures_again(name: str):
    series = SHIPPED[name]
    assert observations(in_columns(series), series.indicator) == series.observations


def again(figure: Observation, definition: Definition) -> Observation:
    (read,) = observations(in_columns(Series(definition, (figure,))), definition)
    return read


@pytest.mark.parametrize(
    "over",
    [
        {"value": None, "missing": Missing.CONFIDENTIAL},
        {"value": Decimal("-0.50")},
        {"group": {}},
        {"flags": (Flag.PROVISIONAL, Flag.BREAK)},
        {"qualifier": Qualifier.AT_LEAST},
        {"interval": PublishedInterval(Decimal("20.1"), Decimal("28.95"), None)},
        {"interval": PublishedInterval(Decimal("20.0"), Decimal("29.0"), Decimal("95"))},
        {"numerator": Decimal(49), "denominator": Decimal("200.5"), "n": 200},
        {"note": LocalText(nb="Oppgitt som en av fire.", en="Printed as one in four.")},
    ],
)
def test_whatever_is_said_of_a_figure_is_said_again(over: dict[str, object]):
    definition = an_indicator()
    figure = replace(an_observation(definition, "2022/23", "24.5", "none"), **over)  # type: ignore[arg-type]
    assert again(figure, definition) == figure


def test_a_figure_without_a_reason_for_its_gap_is_not_stated():
    (read,) = observations(figures([], {"period": "2014"}), a_definition())
    assert (read.value, read.missing) == (None, Missing.NOT_STATED)


def test_decimals_that_are_not_known_are_as_few_as_give_the_number_again():
    table = figures([], {"period": "2014", "value": 0.1}, {"period": "2015", "value": 3325.0})
    assert [str(read.value) for read in observations(table, a_definition())] == ["0.1", "3325"]


def test_a_note_is_in_the_language_of_its_source():
    table = figures([], {"period": "2014", "value": 1.0, "note": "vorläufig"})
    (read,) = observations(table, a_definition(), language="de")
    assert read.note is not None
    assert read.note.wording("nb") == ("vorläufig", "de", False)


def test_figures_kept_before_there_were_confidence_and_qualifiers_are_read():
    table = figures(["sex"], {"period": "2014", "value": 1.0, "sex": "a"})
    older = table.drop_columns(["note_nb", "qualifier", "confidence"])
    (read,) = observations(older, a_definition("sex"))
    assert (read.confidence, read.qualifier, read.note, read.group) == (None, None, None, {"sex": "a"})
