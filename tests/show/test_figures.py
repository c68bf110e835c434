"""Figures as words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitor.catalogue.text import LocalText
from monitor.measures.observations import Qualifier
from monitor.measures.quality import Missing
from monitor.measures.scales import Unit
from monitor.show import figures
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words
from tests.builders import an_import, an_indicator, an_observation

EN, NB = Words("en"), Words("nb")


@pytest.mark.parametrize(
    ("qualifier", "told"),
    [
        (None, "24\N{NO-BREAK SPACE}%"),
        (Qualifier.ABOUT, "about 24\N{NO-BREAK SPACE}%"),
        (Qualifier.ALMOST, "almost 24\N{NO-BREAK SPACE}%"),
        (Qualifier.WORDED, "24\N{NO-BREAK SPACE}%, given in words"),
        (Qualifier.PLANNED, "24\N{NO-BREAK SPACE}%, planned"),
        (Qualifier.UP_TO, "up to 24\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_figure_says_what_its_source_says_about_its_exactness(qualifier: Qualifier | None, told: str):
    figure = replace(an_observation(an_indicator(), "2014", "24"), qualifier=qualifier)
    assert figures.observed(figure, an_indicator(), EN) == told


@pytest.mark.parametrize("qualifier", Qualifier)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_every_qualifier_shows_the_figure(qualifier: Qualifier, language: str):
    figure = replace(an_observation(an_indicator(), "2014", "24"), qualifier=qualifier)
    told = figures.observed(figure, an_indicator(unit="persons"), Words(language))
    assert "24" in told
    assert told != "24"


def test_only_a_share_carries_its_unit_as_a_sign():
    assert figures.figure(Decimal("4119"), Unit.PLACES, EN) == "4,119"
    assert figures.figure(Decimal("56"), Unit.PERCENT, NB) == "56\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize("missing", Missing)
def test_what_is_missing_says_why_and_is_never_a_number(missing: Missing):
    told = figures.observed(an_observation(an_indicator(), "2014", None, missing=missing), an_indicator(), EN)
    assert told
    assert not any(sign.isdigit() for sign in told)
    assert told.startswith(":") is (missing in (Missing.HIDDEN, Missing.CONFIDENTIAL))


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ": (hidden to protect persons)"), ("nb", ": (skjult av hensyn til personvernet)")],
)
def test_what_is_hidden_here_is_a_colon_and_says_why(language: str, told: str):
    definition = an_indicator()
    hidden = an_observation(definition, "2014", None, missing=Missing.HIDDEN)
    assert figures.observed(hidden, definition, Words(language)) == told


def test_a_unit_in_the_words_of_the_source_is_shown_as_it_is():
    definition = an_import(unit={"other": {"language": "fr", "text": "tonnes par an"}})
    assert unit_word(definition.unit, EN) == "tonnes par an"
    assert figures.observed(an_observation(definition, "2014", "5.5"), definition, NB) == "5,5"
    assert unit_word(LocalText(nb="euro"), EN) == "euro"


def test_a_figure_bears_the_sign_of_its_own_measure():
    dimension = {
        "id": "series",
        "title": {"en": "Series"},
        "kind": "measure",
        "codes": [
            {"code": "share", "label": {"en": "Share"}, "unit": "percent"},
            {"code": "people", "label": {"en": "People"}, "unit": "persons"},
        ],
    }
    definition = an_import(dimensions=[dimension])
    told = [
        figures.observed(an_observation(definition, "2014", "5", code), definition, EN)
        for code in ("share", "people")
    ]
    assert told == ["5\N{NO-BREAK SPACE}%", "5"]


@pytest.mark.parametrize(
    ("collection", "unit", "told"),
    [
        ("sample_survey", "percent", "not printed"),
        ("sample_survey", "persons", "not printed"),
        ("audit_sample", "percent", "not printed"),
        ("estimate", "percent", "not printed"),
        ("estimate", "persons", ""),
        ("mixed", "places", ""),
        ("register", "percent", ""),
        ("register", "persons", ""),
        ("administrative", "percent", ""),
        ("full_count", "persons", "full count"),
    ],
)
def test_n_is_missed_only_where_it_would_say_something(collection: str, unit: str, told: str):
    definition = an_indicator(collection=collection, unit=unit)
    assert figures.behind(an_observation(definition, "2014", "24"), definition, EN) == told
    assert figures.behind(an_observation(definition, "2014", "24", n=260), definition, EN) == "260"
