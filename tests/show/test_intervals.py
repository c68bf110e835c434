"""Intervals as words."""

from decimal import Decimal
from typing import Any

import pytest

from monitor.measures.observations import PublishedInterval, Qualifier, Series
from monitor.measures.quality import Missing
from monitor.measures.uncertainty import NoInterval
from monitor.show import intervals
from monitor.show.words import Words
from tests.builders import an_indicator, an_observation

EN, NB = Words("en"), Words("nb")


def told(value: str, words: Words = EN, unit: str = "percent", **over: Any) -> str:
    indicator = an_indicator(unit=unit)
    return intervals.judged(an_observation(indicator, "2014", value, **over), indicator, words)


def published(lower: str, upper: str, level: str | None = "95") -> PublishedInterval:
    return PublishedInterval(Decimal(lower), Decimal(upper), None if level is None else Decimal(level))


@pytest.mark.parametrize(
    ("value", "over", "words"),
    [
        ("56", {"n": 264}, "56\N{NO-BREAK SPACE}% (50–62)"),
        ("4.1", {"n": 857}, "4.1\N{NO-BREAK SPACE}% (3.0–5.6)"),
        ("56", {}, "56\N{NO-BREAK SPACE}%"),
        ("56", {"n": 264, "qualifier": Qualifier.ABOUT}, "about 56\N{NO-BREAK SPACE}%"),
        ("56", {"n": 16}, "9 of 16, 56\N{NO-BREAK SPACE}% (33–77)"),
        ("56", {"interval": published("50.0", "62.5")}, "56\N{NO-BREAK SPACE}% (50.0–62.5)"),
        (
            "56",
            {"interval": published("50", "62", "90")},
            "56\N{NO-BREAK SPACE}% (50–62, level 90\N{NO-BREAK SPACE}%)",
        ),
        ("56", {"interval": published("50", "62", None)}, "56\N{NO-BREAK SPACE}% (50–62)"),
    ],
)
def test_a_figure_bears_its_interval_in_brackets(value: str, over: dict[str, Any], words: str):
    assert told(value, **over) == words


def test_a_bound_below_zero_is_set_apart_by_a_word():
    minus = "\N{MINUS SIGN}"
    assert told("-1", unit="months", interval=published("-3", "1")) == f"{minus}1 ({minus}3 to 1)"
    assert told("-1", NB, unit="months", interval=published("-3", "1")) == f"{minus}1 ({minus}3 til 1)"


def test_the_words_are_norwegian_in_norwegian():
    assert told("4.1", NB, n=857) == "4,1\N{NO-BREAK SPACE}% (3,0–5,6)"
    assert told("56", NB, n=16) == "9 av 16, 56\N{NO-BREAK SPACE}% (33–77)"


def notes(*figures: dict[str, Any], words: Words = EN, **over: Any) -> list[str]:
    indicator = an_indicator(**over)
    observations = tuple(
        an_observation(indicator, str(2001 + place), figure.pop("value", "56"), **figure)
        for place, figure in enumerate(figures)
    )
    return intervals.notes(Series(indicator, observations), words)


def test_a_computed_interval_says_what_it_supposes():
    assert notes({"n": 264}) == [
        "In brackets: 95\N{NO-BREAK SPACE}% interval, computed here (Wilson). Simple random sample assumed; "
        "non-response not covered."
    ]


def test_a_published_interval_is_said_to_be_one_and_to_lack_its_level():
    assert notes({"interval": published("50", "62")}) == ["In brackets: interval as the source prints it."]
    assert notes({"interval": published("50", "62", None)}) == [
        "In brackets: interval as the source prints it; it does not say of which level."
    ]


def test_few_answers_are_explained():
    assert "On fewer than 30 answers the count stands before the share." in notes({"n": 16})


def test_the_reason_for_no_interval_is_said_once_for_all_or_with_its_count():
    assert notes({}, {}, collection="register") == ["No interval: a register, in which everybody is counted."]
    assert notes({"n": 264}, {}, {"qualifier": Qualifier.OVER})[1:] == [
        "No interval for 1 of 3 figures: given in words, or as “about”, “over” and the like.",
        "No interval for 1 of 3 figures: a sample, but the number of answers behind the figure is not printed.",
    ]


def test_that_a_missing_figure_has_no_interval_goes_without_saying():
    assert notes({"value": None, "missing": Missing.CONFIDENTIAL}) == []


@pytest.mark.parametrize("language", ["en", "nb"])
def test_every_reason_has_words_of_its_own(language: str):
    words = [intervals.no_interval_word(reason, Words(language)) for reason in NoInterval]
    assert len(set(words)) == len(words)
