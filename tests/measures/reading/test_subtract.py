"""Whether one figure may be subtracted from another."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Qualifier
from monitor.measures.quality import Flag, Missing
from monitor.measures.reading.ruling import DEPENDENT, Note, Ruling, Why
from monitor.measures.reading.subjects import Figure
from monitor.measures.reading.subtract import may_subtract
from tests.builders import an_import, an_indicator, an_observation, both, planned

TODAY = date(2026, 11, 22)
INMATES = {"group": "inmates"}


def groups(kind: str = "separate", **over: Any) -> Definition:
    codes = [{"code": code, "label": both(code)} for code in ("inmates", "others")]
    role = {"role": over.pop("role")} if "role" in over else {}
    return an_indicator(
        dimensions=[{"id": "group", "title": both("Group"), "kind": kind, "codes": codes, **role}], **over
    )


PLAIN = groups()


def figure(definition: Definition = PLAIN, period: str = "2014", group: str = "", **over: Any) -> Figure:
    return Figure(definition, an_observation(definition, period, "40", group, **over))


def ruled(first: Figure, second: Figure, as_of: date = TODAY) -> Ruling:
    """The ruling, which is the same whichever is subtracted from which."""
    ruling, other = (may_subtract(*pair, as_of=as_of) for pair in ((first, second), (second, first)))
    assert (ruling.allowed, set(ruling.notes)) == (other.allowed, set(other.notes))
    assert {reason.why for reason in ruling.reasons} == {reason.why for reason in other.reasons}
    return ruling


def test_two_years_of_one_group_may_be_subtracted_and_nothing_has_to_be_told():
    assert ruled(figure(period="2012"), figure(period="2014")) == Ruling()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"value": None, "missing": Missing.HIDDEN}, Why.NO_FIGURE),
        ({"qualifier": Qualifier.PLANNED}, Why.NOT_MEASURED),
        ({"flags": (Flag.TARGET,)}, Why.NOT_MEASURED),
        ({"qualifier": Qualifier.OVER}, Why.IN_WORDS),
        ({"flags": (Flag.ABOUT,)}, Why.IN_WORDS),
    ],
)
def test_a_figure_that_cannot_be_reckoned_with_is_told_by_its_reason(change: dict[str, Any], why: Why):
    sound, other = figure(period="2012"), figure()
    assert ruled(sound, Figure(PLAIN, replace(other.observation, **change))).why is why


def test_an_undated_figure_stands_beside_no_period():
    assert ruled(figure(period="undated"), figure()).why is Why.UNDATED
    assert ruled(figure(period="undated"), figure(period="undated", group="inmates")).why is Why.UNDATED


@pytest.mark.parametrize(
    ("earlier", "later", "allowed"),
    [
        ("2012", "2014", True),
        ("2022/23", "2023/24", True),
        ("2021-05-05", "2022-12-01", True),
        ("2011..2013", "2014..2016", True),
        ("2010", "2016-01-01", False),
        ("2022-11", "2022-12-01", False),
        ("2022", "2023/24", False),
        ("2008..2010", "2011..2014", False),  # three years and four
        ("2023-Q1", "2024", False),
    ],
)
def test_only_periods_of_one_sort_are_compared(earlier: str, later: str, allowed: bool):
    ruling = ruled(figure(period=earlier), figure(period=later))
    assert ruling.allowed is allowed
    assert allowed or ruling.why is Why.PERIODS_UNLIKE


def test_periods_that_share_years_share_persons():
    ruling = ruled(figure(period="2011..2013"), figure(period="2012..2014"))
    assert ruling.notes == (Note.PERIODS_OVERLAP,)


def test_a_series_break_between_two_years_is_not_reckoned_across():
    broken = groups(breaks=[{"from": "2013", "reason": both("New questions.")}])
    assert ruled(figure(broken, "2012"), figure(broken)).why is Why.BREAK
    assert ruled(figure(broken, "2014"), figure(broken, "2016")).allowed


def test_two_groups_of_one_year_may_share_persons_unless_they_are_places_or_named():
    def notes(definition: Definition) -> tuple[Note, ...]:
        return ruled(figure(definition, group="inmates"), figure(definition, group="others")).notes

    assert notes(PLAIN) == (Note.PERHAPS_SAME_PERSONS,)
    assert notes(groups("parts_of_whole")) == (Note.PARTS_OF_ONE_WHOLE,)
    assert notes(groups(role="geo")) == ()
    assert notes(groups(reference={"population": both("Others"), "group": {"group": "others"}})) == ()
    assert set(DEPENDENT) >= {Note.PERHAPS_SAME_PERSONS, Note.PARTS_OF_ONE_WHOLE}


def test_a_total_holds_its_groups():
    assert ruled(figure(), figure(group="inmates")).notes == (Note.ONE_HOLDS_THE_OTHER,)
    national = groups(role="geo", reference={"population": both("The country")})
    assert ruled(figure(national), figure(national, group="inmates")).notes == (Note.ONE_HOLDS_THE_OTHER,)


def test_measures_and_opposite_codes_are_unlike():
    assert (
        ruled(figure(groups("measure"), group="inmates"), figure(groups("measure"), group="others")).why
        is Why.UNLIKE_MEASURES
    )
    opposite = an_indicator(
        dimensions=[
            {
                "id": "answer",
                "title": both("Answer"),
                "codes": [
                    {"code": "own", "label": both("Own"), "direction": "up_is_good"},
                    {"code": "none", "label": both("None"), "direction": "up_is_bad"},
                ],
            }
        ]
    )
    ruling = ruled(figure(opposite, group="own"), figure(opposite, group="none"))
    assert ruling.why is Why.DIRECTIONS_DIFFER


def test_only_one_thing_may_differ():
    ruling = ruled(figure(period="2012", group="inmates"), figure(group="others"))
    assert ruling.why is Why.SEVERAL_THINGS_DIFFER


def test_a_reference_of_the_year_before_or_after_is_told_and_an_older_one_refused():
    named = groups(reference={"population": both("Others"), "group": {"group": "others"}})

    def against(period: str) -> Ruling:
        return ruled(figure(named, group="inmates"), figure(named, period, "others"))

    assert against("2015").notes == (Note.REFERENCE_OF_ANOTHER_PERIOD,)
    assert against("2016").why is Why.PERIODS_APART


def test_a_figure_and_itself_and_two_sources_for_one_thing_have_no_gap():
    definition = an_indicator(
        sources=[
            {
                "id": name,
                "title": name,
                "publisher": both(name),
                "url": "https://www.example.no/",
                "seen": "source",
            }
            for name in ("first", "second")
        ]
    )
    one, other = (figure(definition, source=source) for source in definition.sources)
    assert ruled(one, one).why is Why.SAME_FIGURE
    assert ruled(one, other).why is Why.SOURCES_CONFLICT
    later = figure(definition, "2016", source=definition.sources[1])
    assert ruled(one, later).notes == (Note.TWO_SOURCES,)


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"unit": "persons"}, Why.UNITS_DIFFER),
        ({"conflicts": [{"indicator": "housing", "note": both("Another figure.")}]}, Why.SOURCES_CONFLICT),
        ({"period_kind": "release_cohort", "follow_up": 12}, Why.COHORTS_AND_CALENDAR),
        ({"period_kind": "calendar_year"}, Why.PERIOD_KINDS_DIFFER),
        ({"population": both("Others")}, Why.POPULATIONS_DIFFER),
        ({"collection": "register"}, Why.COLLECTIONS_DIFFER),
        ({"base": both("Others")}, Why.BASES_DIFFER),
        ({}, Why.DEFINITIONS_DIFFER),
    ],
)
def test_two_indicators_are_not_subtracted_unless_one_says_they_may(over: dict[str, Any], why: Why):
    other = groups(id="other", **over)
    ruling = ruled(figure(), figure(other))
    assert ruling.why is why
    if why is not Why.UNITS_DIFFER:
        alike = groups(id="other", comparable_with=["housing"], **over)
        assert ruled(figure(), figure(alike)).allowed


def test_recidivism_followed_for_other_lengths_of_time_is_not_compared():
    cohort = {"period_kind": "release_cohort"}
    ruling = ruled(
        figure(groups(follow_up=24, **cohort), "2010"),
        figure(groups(id="other", follow_up=36, **cohort), "2010"),
    )
    assert ruling.why is Why.FOLLOW_UPS_DIFFER
    assert ruling.reasons[0].fields == {"first": 24, "second": 36}


def test_a_reference_in_another_indicator_is_found_by_the_codes_it_knows():
    other = groups(id="other")
    named = groups(reference={"population": both("Others"), "indicator": "other"})
    assert ruled(figure(named, group="inmates"), figure(other, group="inmates")).allowed
    assert not ruled(figure(named, group="inmates"), figure(other, group="others")).allowed


def test_units_in_the_words_of_a_source_must_be_the_same_words():
    one, other = an_import(id="one"), an_import(id="other", comparable_with=["one"])
    figures = [Figure(each, an_observation(each, "2014", "40")) for each in (one, other)]
    assert ruled(*figures).why is Why.UNIT_NOT_STATED


@pytest.mark.parametrize(
    ("as_of", "allowed"), [(date(2023, 12, 30), False), (date(2023, 12, 31), True), (TODAY, True)]
)
def test_a_cohort_is_not_compared_until_everybody_was_followed_in_full(as_of: date, allowed: bool):
    """Released in 2021 at the latest on 31 December; 24 months later it is 31 December 2023."""
    cohorts = an_import(period_kind="release_cohort", follow_up=24, unit="percent")
    earlier, later = (Figure(cohorts, an_observation(cohorts, year, "20")) for year in ("2020", "2021"))
    ruling = ruled(earlier, later, as_of)
    assert ruling.allowed is allowed
    if not allowed:
        assert ruling.why is Why.COHORT_INCOMPLETE


def test_flags_of_either_figure_are_told():
    provisional = figure(period="2016", flags=(Flag.PROVISIONAL, Flag.SECOND_HAND, Flag.LOW_RELIABILITY))
    assert ruled(figure(), provisional).notes == (Note.PROVISIONAL, Note.LOW_RELIABILITY, Note.SECOND_HAND)
    contested = groups(conflicts=[{"note": both("Others say otherwise.")}])
    assert ruled(figure(contested), figure(contested, "2016")).notes == (Note.SOURCES_CONFLICT,)


def test_a_target_among_the_figures_is_no_measurement():
    aimed = figure(period="2016")
    aimed = Figure(PLAIN, planned(aimed.observation, Qualifier.TARGET))
    assert ruled(figure(), aimed).why is Why.NOT_MEASURED


def test_observations_keep_their_own_definition():
    entry: Observation = figure().observation
    assert Figure(PLAIN, entry).unit is PLAIN.unit
