"""How to read an indicator, as a committee member sees it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from monitor.catalogue.provenance import Seen
from monitor.measures.collection import Collection, PeriodKind
from monitor.measures.observations import Measures, Qualifier, Series
from monitor.measures.periods import Period
from monitor.measures.quality import Missing
from monitor.measures.reading.cohort import Cohort, Followed
from monitor.measures.reading.ruling import Note, Reason, Why
from monitor.measures.scales import Unit
from monitor.measures.uncertainty import NoInterval
from monitor.settings import ROOT
from monitor.show.addresses import Addresses
from monitor.show.blocks.reading import how_to_read
from monitor.show.differences import amount, interval_of
from monitor.show.reading_words import note_sentence, reason_sentence
from monitor.show.words import Words
from monitor.sources.shipped import read_shipped
from monitor.statistics.interval import Interval
from tests.builders import an_indicator, an_observation, both

EN, NB = Words("en"), Words("nb")
TODAY = date(2026, 11, 22)
NBSP = "\N{NO-BREAK SPACE}"
OF_CAUSE = {
    "en": ("because of", "due to", "caused", "effect", "led to", "thanks to", "result of", "impact"),
    "nb": ("på grunn av", "skyldes", "effekt", "førte til", "takket være", "virkning", "følge av"),
}


@cache
def shipped() -> Measures:
    return read_shipped(ROOT).measures


def told(series: Series, _: Words = EN, *, as_of: date = TODAY) -> str:
    """The block as it is read, a line for each paragraph, item and heading."""
    html = str(how_to_read(series, shipped(), Addresses(_.language, None), as_of, _))
    lines = re.sub(r"</(li|p|dd|dt|h3|summary)>", "\n", html)
    return re.sub("<[^>]+>", "", lines).replace(NBSP, " ")


def of(name: str, _: Words = EN) -> str:
    return told(shipped().series[name], _)


def a_course(*values: str, **over: Any) -> Series:
    figures = {key: over.pop(key) for key in ("n", "qualifier", "numerator") if key in over}
    definition = an_indicator(**over)
    return Series(
        definition,
        tuple(
            an_observation(definition, str(2014 + 2 * place), value, **figures)
            for place, value in enumerate(values)
        ),
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "ew_employed_after_release",
            "Six months after release: From 25.9 % (2022/23) to 31.1 % (2023/24): "
            "▲ up 5.2 percentage points. an improvement",
        ),
        (
            "ew_employed_after_release",
            "Six weeks after release: 19.3 % (2023/24) and 20.1 % (2024/25). cannot be judged "
            "The series breaks at 2024/25: figures before and after are not compared.",
        ),
        (
            "homeless_persons",
            "From 3,909 (2016) to 3,325 (2020): ▼ down 584 persons (15 %). cannot be judged How far chance alone may "
            "move it is not known: an estimate; how far it may be off is not printed.",
        ),
        ("housing_at_release", "Cannot be judged: measured at one point in time only (2014)."),
        ("nordic_two_year_recidivism", "Cannot be judged: the source gives no date."),
        (
            "living_condition_problems",
            "At least one area, Inmates: 93 % (2014): 47 percentage points higher than the reference, 46 % (2014). "
            "cannot be judged",
        ),
        ("living_condition_problems", "(matched on age and sex: yes)"),
        ("work_before_prison_2014", "The reference is from another period."),
        (
            "brik_assessments",
            "Made: Target for 2019: 1,800 assessments. Not reached: 1,779 (2019), 21 assessments from it.",
        ),
        ("brik_assessments", "There is no figure for 2020; whether the target was met is not known."),
        (
            "recidivism_two_years",
            "They were followed for 24 months. The latest cohort here, released in 2014, was followed in full on "
            "31 December 2016.",
        ),
        (
            "education_level_2012",
            "not parts of one whole, so they are not stacked or added (together: 76 %).",
        ),
        ("sweden_new_sanction", "The difference is no greater than the rounding of the figures."),
    ],
)
def test_the_shipped_figures_are_read_like_this(name: str, sentence: str):
    assert sentence in of(name)


def test_what_is_counted_in_full_is_told_to_be_no_trend():
    assert "Two points are no trend." in of("releases")
    assert "Two points are no trend." not in of("housing_at_release")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_no_indicator_is_read_with_a_word_of_cause(language: str):
    for name in shipped().series:
        text = of(name, Words(language)).casefold()
        assert text
        assert not [word for word in OF_CAUSE[language] if word in text], name


def test_no_rise_is_good_or_bad_where_the_indicator_does_not_judge_it():
    for name, series in shipped().series.items():
        judged = {series.indicator.direction.value} | {
            code.direction.value
            for dimension in series.indicator.dimensions
            for code in dimension.codes
            if code.direction
        }
        if judged == {"none"}:
            assert "an improvement" not in of(name).replace("a rise is an improvement", ""), name


def test_a_change_of_samples_has_an_interval_and_the_words_no_clear_change():
    text = told(a_course("40", "45", n=100))
    assert (
        "From 40 % (2014) to 45 % (2016): ▲ up 5 percentage points (95 % interval −9 to 18). no clear change"
        in text
    )
    assert "“No clear change” is said where the interval of the difference covers 0." in text
    assert "Simple random samples assumed, independent of each other; non-response not covered." in text


def test_a_clear_change_is_told_with_what_it_means():
    text = told(a_course("60", "75", n=100, direction="up_is_good"))
    assert "▲ up 15 percentage points (95 % interval 2 to 27). a clear rise an improvement" in text
    assert "▼ ned 15 prosentpoeng (95 %-intervall −27 til −2). klar nedgang en forverring" in told(
        a_course("75", "60", n=100, direction="up_is_good"), NB
    )


def test_an_unchanged_count_is_told_as_unchanged():
    text = told(a_course("40", "40", collection="register", unit="persons"))
    assert "From 40 (2014) to 40 (2016): unchanged as printed." in text


def test_many_groups_are_folded_and_chance_is_told():
    codes = [{"code": f"c{place:02}", "label": both(f"Group {place}")} for place in range(12)]
    definition = an_indicator(dimensions=[{"id": "group", "title": both("Group"), "codes": codes}])
    series = Series(
        definition,
        tuple(
            an_observation(definition, period, "40", code["code"], n=100)
            for code in codes
            for period in ("2014", "2016")
        ),
    )
    html = str(how_to_read(series, shipped(), Addresses("en", None), TODAY, EN))
    assert "<details><summary>6 more</summary>" in html
    assert "about one in twenty differences still looks clear by chance alone" in html


def test_a_target_ahead_is_told_with_its_pace_as_arithmetic():
    """From 42 in 2018 to 30 in 2024 is −2 a year; since 2014 it fell from 50 by 2 a year."""
    definition = an_indicator(
        collection="register", direction="up_is_bad", targets=[{"value": "30", "period": "2024"}]
    )
    series = Series(
        definition, (an_observation(definition, "2014", "50"), an_observation(definition, "2018", "42"))
    )
    text = told(series, as_of=date(2019, 6, 1))
    assert "Target for 2024: 30 %. 42 % (2018), 12 percentage points from it." in text
    assert (
        "To get there takes a fall of 2 percentage points a year; since 2014 it was a fall of 2 percentage points a "
        "year. This is arithmetic, no forecast."
    ) in text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("30", "Reached: 30 % (2019)."),
        ("25", "Reached: 25 % (2019), 5 percentage points beyond it."),
        ("31", "Not reached: 31 % (2019), 1 percentage point from it."),
    ],
)
def test_a_target_whose_period_was_measured_is_reached_or_not(value: str, words: str):
    definition = an_indicator(
        collection="register", direction="up_is_bad", targets=[{"value": "30", "period": "2019"}]
    )
    assert words in told(Series(definition, (an_observation(definition, "2019", value),)))


def test_a_cohort_that_is_not_complete_is_told_with_the_day():
    cohort = {"period_kind": "release_cohort", "follow_up": 24, "collection": "register"}
    definition = an_indicator(**cohort)
    source = definition.sources[0].model_copy(update={"year": None})
    entries = tuple(
        an_observation(definition, year, value, source=source)
        for year, value in (("2019", "22"), ("2021", "15"))
    )
    series = Series(definition, entries)
    assert (
        "Those released in 2021 are followed until 31 December 2023; before that the figure is incomplete."
        in told(series, as_of=date(2023, 6, 1))
    )
    assert "incomplete" not in told(series, as_of=date(2024, 1, 1))


def test_nothing_is_said_where_no_figure_was_known():
    assert told(Series(an_indicator(), ())) == ""


def test_a_title_with_markup_is_shown_and_not_run():
    series = a_course("40", "45", n=100, dimensions=[
        {"id": "answer", "title": both("<b>x</b>"), "kind": "separate",
         "codes": [{"code": "own", "label": both("<script>alert(1)</script>"), "direction": "up_is_bad"}]}
    ])  # fmt: skip
    html = str(how_to_read(series, shipped(), Addresses("en", None), TODAY, EN))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


FIELDS: dict[Why, dict[str, object]] = {
    Why.NO_FIGURE: {"missing": Missing.HIDDEN},
    Why.BREAK: {"period": Period("2016")},
    Why.PERIODS_UNLIKE: {"first": Period("2016"), "second": Period("2016-05")},
    Why.PERIODS_APART: {"first": Period("2016"), "second": Period("2019")},
    Why.UNITS_DIFFER: {"first": Unit.PERCENT, "second": Unit.PERSONS},
    Why.FOLLOW_UPS_DIFFER: {"first": 24, "second": 36},
    Why.COHORT_INCOMPLETE: {
        "period": Period("2021"),
        "cohort": Cohort(Followed.TAKEN_TOO_EARLY, date(2023, 12, 31)),
    },
    Why.PERIOD_KINDS_DIFFER: {"first": PeriodKind.SURVEY, "second": PeriodKind.CALENDAR_YEAR},
    Why.COLLECTIONS_DIFFER: {"first": Collection.REGISTER, "second": Collection.SAMPLE_SURVEY},
    Why.NOT_PARTS: {"sum": Decimal(76)},
    Why.UNIT_NOT_ADDITIVE: {"unit": Unit.PER_1000},
    Why.NO_SUCH_DIMENSION: {"dimension": "sex"},
    Why.PART_MISSING: {"label": an_indicator().title, "period": Period("2016")},
    Why.PART_IN_WORDS: {"period": Period("2016")},
    Why.PART_NEGATIVE: {"period": Period("2016")},
    Why.NOT_THE_WHOLE: {"period": Period("2016"), "sum": Decimal(76), "whole": Decimal(100)},
    Why.UNCERTAINTY_UNKNOWN: {"no_interval": NoInterval.N_UNKNOWN},
    Why.LEVELS_DIFFER: {"first": 90.0, "second": 95.0},
    Why.NOT_INDEPENDENT: {"note": Note.PERHAPS_SAME_PERSONS},
    Why.NO_FIGURE_THEN: {"period": Period("2020")},
}


@pytest.mark.parametrize("why", Why)
def test_every_refusal_is_one_whole_sentence_in_both_languages(why: Why):
    english, norwegian = (reason_sentence(Reason(why, FIELDS.get(why, {})), _) for _ in (EN, NB))
    assert english != norwegian
    for text, language in ((english, "en"), (norwegian, "nb")):
        assert text[0].isupper()
        assert text.endswith(".")
        assert not re.search(r"[{}]|None|Why|_", text)
        assert not [word for word in OF_CAUSE[language] if word in text.casefold()]


@pytest.mark.parametrize("note", Note)
def test_every_note_is_one_whole_sentence_in_both_languages(note: Note):
    english, norwegian = (note_sentence(note, _) for _ in (EN, NB))
    assert english != norwegian
    assert english.endswith(".")
    assert norwegian.endswith(".")


@pytest.mark.parametrize(
    ("difference", "unit", "english", "norwegian"),
    [
        ("1", Unit.PERCENT, "1 percentage point", "1 prosentpoeng"),
        ("-1.7", Unit.PERCENT, "1.7 percentage points", "1,7 prosentpoeng"),
        ("1", Unit.PERSONS, "1 person", "1 person"),
        ("-2240", Unit.EVENTS, "2,240 events", "2 240 hendelser"),
        ("2.5", Unit.PER_1000, "2.5 per 1,000 inhabitants", "2,5 per 1 000 innbyggere"),
        ("3", None, "3", "3"),
    ],
)
def test_a_difference_of_shares_is_points_and_one_of_counts_names_what_is_counted(
    difference: str, unit: Unit | None, english: str, norwegian: str
):
    assert amount(Decimal(difference), unit, EN).replace(NBSP, " ") == english
    assert amount(Decimal(difference), unit, NB).replace(NBSP, " ") == norwegian


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2.01, 27.3, "2 to 27"),
        (0.04, 9.6, "0.04 to 9.60"),  # a bound above 0 is not told as 0
        (-0.3, 9.6, "−0.3 to 9.6"),
        (0, 9.6, "0 to 10"),
        (-0.00001, 9.6, "0.000 to 9.600"),
    ],
)
def test_a_bound_that_is_not_0_is_not_told_as_0(low: float, high: float, words: str):
    assert interval_of(Decimal(5), Interval(low, high), EN).replace(NBSP, " ") == f"95 % interval {words}"


def test_second_hand_and_approximate_figures_say_so():
    definition = an_indicator(collection="register")
    source = definition.sources[0].model_copy(update={"seen": Seen.SECOND_HAND})
    earlier, later = (
        an_observation(definition, period, value, source=source)
        for period, value in (("2014", "30"), ("2016", "40"))
    )
    assert "A figure is second hand." in told(Series(definition, (earlier, later)))
    about = replace(earlier, qualifier=Qualifier.ABOUT)
    assert "About 30 % (2014) and 40 % (2016). cannot be judged" in told(Series(definition, (about, later)))
