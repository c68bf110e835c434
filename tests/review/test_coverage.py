"""What stands without what, on the files that ship: each list typed out, with the reason for what is in it."""

from datetime import date
from typing import Any

from monitor.evidence.record import known_by
from monitor.review.coverage import Coverage, Gap, coverage
from monitor.settings import ROOT
from monitor.sources.shipped import read_shipped
from tests.builders import a_catalogue, an_indicator, an_initiative, both, some_evidence

SHIPPED = read_shipped(ROOT)
TODAY = date(2026, 11, 22)


def shipped(as_of: date = TODAY) -> Coverage:
    return coverage(
        SHIPPED.catalogue.strategy.goals,
        SHIPPED.catalogue.initiatives,
        [series.indicator for series in SHIPPED.measures.series.values()],
        known_by(SHIPPED.record, as_of=as_of, today=TODAY),
    )


def ids(found: Any) -> list[str]:
    return [each.id for each in found]


def test_these_themes_have_no_initiative():
    assert [theme.value for theme in shipped().themes_without_initiative] == [
        "recidivism",  # the first goal; the strategy promises no initiative for it by itself
        "prison_capacity",  # places, occupancy, queue: a matter of capacity, not of reintegration
        "comparators_nordic",  # other countries
        "comparators_europe",  # other countries; those of England and Wales are linked as context
    ]


def test_these_initiatives_have_neither_indicator_nor_evidence():
    assert (
        ids(shipped().initiatives_without_either)
        == [
            "1.2",  # predictable dates: nothing found for 2017–2021, and nobody counts how often a date held
            "2.1",  # the directorate committee: a body, which no figure measures; its founding in 2017 was not found
            "2.2",  # passing the parcel: its extent was to be clarified; no report was found
            "2.4",  # incentive system: nothing found
        ]
    )


def test_these_initiatives_have_evidence_but_no_indicator():
    assert ids(shipped().initiatives_without_indicator) == [
        "1.1",  # agreements and regulations are documents, not figures
        "2.5",  # cooperation with KS: an agreement
        "3.1",  # strategy for digital services: the audit says little was done
    ]


def test_these_initiatives_have_an_indicator_but_no_evidence():
    assert ids(shipped().initiatives_without_evidence) == [
        "1.4",  # figures on messages to NAV are linked; no national routine was found
        "2.3",  # living condition problems are linked as context; nothing settles the individual plan
        "3.3",  # work and education at release; nothing shows better cooperation in prison labour
        "3.4",  # housing at release; no report on the reasons was found
        "3.6",  # housing at release as context; no sign of a review of the letters
    ]


def test_every_other_initiative_has_both():
    found = shipped()
    without = {
        *ids(found.initiatives_without_either),
        *ids(found.initiatives_without_indicator),
        *ids(found.initiatives_without_evidence),
    }
    assert sorted(set(SHIPPED.catalogue.initiative) - without) == ["1.3", "1.5", "2.6", "3.2", "3.5", "3.7"]


def test_one_goal_has_nothing_and_one_has_figures_but_no_initiative():
    found = shipped()
    assert ids(found.goals_without_either) == ["G3"], "nothing shipped measures coordination"
    assert ids(found.goals_without_indicator) == []
    assert ids(found.goals_without_initiative) == ["G1"], (
        "the figures on recidivism are linked to no initiative"
    )
    assert ids(found.indicators_of["G1"]) == ["recidivism_released_2003", "recidivism_two_years"]
    assert ids(found.indicators_of["G2"]) == ["employed_after_release", "work_education_at_release"]
    assert ids(found.initiatives_of["G2"]) == ["3.2", "3.3"], "through these two figures"


def test_these_indicators_are_linked_to_nothing():
    assert ids(shipped().indicators_without_link) == [
        "background_2014",  # who inmates are
        "inmates_first_of_january",  # how many there are
        "inmates_kdi_count",
        "inmates_per_day",
        "prison_occupancy",  # capacity
        "prison_places",
        "sentences_in_queue",
        "em_capacity",
        "nordic_two_year_recidivism",  # other countries
        "sweden_new_sanction",
        "ew_proven_reoffending",
        "inmates_per_100000",
    ]


def test_most_links_say_nothing_of_how_long_it_takes_and_none_is_confirmed():
    found = shipped()
    assert (found.links.all, found.links.confirmed, found.links.with_lag) == (37, 0, 6)
    assert len(found.links_without_lag) == 31
    with_lag = {(link.initiative, series.indicator.id) for series in SHIPPED.measures.series.values()
                for link in series.indicator.links if link.expected_lag is not None}  # fmt: skip
    assert with_lag == {
        ("1.3", "brik_assessments"),
        ("3.2", "money_at_release"),
        ("3.2", "work_education_at_release"),
        ("3.3", "work_education_at_release"),
        ("3.4", "housing_at_release"),
        ("3.6", "housing_at_release"),
    }


def test_before_anything_was_published_no_initiative_had_evidence():
    found = shipped(date(2017, 4, 30))
    measured = {
        link.initiative for series in SHIPPED.measures.series.values() for link in series.indicator.links
    }
    assert set(ids(found.initiatives_without_evidence)) == measured
    assert found.initiatives_without_indicator == ()


def test_undated_evidence_counts_today_a_search_without_result_never():
    catalogue = a_catalogue(an_initiative(), an_initiative(id="1.2"))
    record = [
        some_evidence(publication_day=None),
        some_evidence(id="b", initiative="1.2", kind="search", supports="not_evidenced"),
    ]
    found = coverage(catalogue.strategy.goals, catalogue.initiatives, [], record)
    assert ids(found.initiatives_without_indicator) == ["1.1"]
    assert ids(found.initiatives_without_either) == ["1.2"]


def test_a_link_to_an_initiative_that_did_not_exist_yet_is_none():
    linked = an_indicator(links=[{"initiative": "1.2", "state": "confirmed", "reason": both("So")}])
    found = coverage([], a_catalogue().initiatives, [linked], [])
    assert ids(found.indicators_without_link) == ["housing"]
    assert found.links.all == 0


def test_a_goal_has_an_initiative_through_its_indicators():
    aim = {"goal": "G1", "state": "proposed", "reason": both("It is the goal")}
    link = {"initiative": "1.1", "state": "confirmed", "reason": both("So")}
    goals = a_catalogue().strategy.goals
    initiatives = a_catalogue().initiatives
    both_linked = coverage(goals, initiatives, [an_indicator(goals=[aim], links=[link])], [])
    assert (both_linked.goals_without_either, both_linked.goals_without_initiative) == ((), ())
    assert both_linked.links.confirmed == 1
    aimed = coverage(goals, initiatives, [an_indicator(goals=[aim])], [])
    assert ids(aimed.goals_without_initiative) == ["G1"]
    assert aimed.indicators_without_link == (), "a goal is something to be linked to"
    assert ids(coverage(goals, initiatives, [], []).goals_without_either) == ["G1"]


def test_every_gap_is_counted_once():
    found = shipped()
    assert {gap.value: found.count(gap) for gap in Gap} == {
        "theme_without_initiative": 4,
        "initiative_without_either": 4,
        "initiative_without_indicator": 3,
        "initiative_without_evidence": 5,
        "goal_without_either": 1,
        "goal_without_indicator": 0,
        "goal_without_initiative": 1,
        "indicator_without_link": 12,
        "link_without_lag": 31,
    }
