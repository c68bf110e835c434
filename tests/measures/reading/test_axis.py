"""Whether several indicators may lie on one pair of axes."""

import pytest

from monitor.measures.reading.axis import may_share_axis
from monitor.measures.reading.ruling import Note, Why
from monitor.measures.reading.subjects import Shown
from tests.builders import an_import, an_indicator, both


def shown(name: str = "other", **over: object) -> Shown:
    return Shown(an_indicator(id=name, **over))


HOUSING = shown("housing")


def test_one_series_alone_shares_its_axis_with_nobody():
    assert may_share_axis([HOUSING]).allowed


def test_shares_of_unlike_populations_may_lie_beside_each_other_and_it_is_told():
    ruling = may_share_axis([HOUSING, shown(population=both("Homeless people"), collection="register")])
    assert ruling.allowed
    assert ruling.notes == (Note.DEFINITIONS_DIFFER, Note.POPULATIONS_DIFFER, Note.COLLECTIONS_DIFFER)


def test_nothing_has_to_be_told_of_the_very_same_definition():
    ruling = may_share_axis([HOUSING, shown(comparable_with=["housing"], population=both("Others"))])
    assert ruling == may_share_axis([HOUSING])


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"unit": "persons"}, Why.UNITS_DIFFER),
        ({"period_kind": "release_cohort", "follow_up": 24}, Why.COHORTS_AND_CALENDAR),
        ({"conflicts": [{"indicator": "housing", "note": both("Another figure.")}]}, Why.SOURCES_CONFLICT),
    ],
)
def test_what_would_mislead_on_one_axis_is_refused(over: dict[str, object], why: Why):
    for pair in ([HOUSING, shown(**over)], [shown(**over), HOUSING]):
        assert may_share_axis(pair).why is why


@pytest.mark.parametrize(("months", "allowed"), [(24, True), (36, False), (None, False)])
def test_release_cohorts_share_an_axis_where_they_are_followed_for_as_long(months: int | None, allowed: bool):
    cohort = {"period_kind": "release_cohort", "collection": "register"}
    ruling = may_share_axis([shown("two_years", follow_up=24, **cohort), shown(follow_up=months, **cohort)])
    assert ruling.allowed is allowed
    assert allowed or ruling.why is Why.FOLLOW_UPS_DIFFER


def test_two_indicators_without_a_unit_share_no_axis_and_the_groups_of_one_do():
    one, other = an_import(id="one"), an_import(id="other")
    assert may_share_axis([Shown(one), Shown(other)]).why is Why.UNIT_NOT_STATED
    assert may_share_axis([Shown(one), Shown(one)]).allowed


def test_two_measures_of_one_indicator_share_an_axis_only_in_one_unit():
    definition = an_import(
        dimensions=[
            {
                "id": "series",
                "title": both("Series"),
                "kind": "measure",
                "codes": [
                    {"code": "poor", "label": both("Poor"), "unit": "persons"},
                    {"code": "new", "label": both("Newly poor"), "unit": "persons"},
                    {"code": "share", "label": both("Share"), "unit": "percent"},
                ],
            }
        ]
    )
    poor, new, share = (Shown(definition, {"series": code}) for code in ("poor", "new", "share"))
    assert may_share_axis([poor, new]).allowed
    ruling = may_share_axis([poor, new, share])
    assert ruling.why is Why.UNITS_DIFFER
    assert len(ruling.reasons) == 1, "the same reason is told once"


def test_units_in_free_words_are_one_where_they_are_spelt_alike():
    one, other = an_import(id="one", unit={"en": "Tonnes"}), an_import(id="other", unit={"en": "tonnes"})
    assert may_share_axis([Shown(one), Shown(other)]).allowed
    assert (
        may_share_axis([Shown(one), Shown(an_import(id="other", unit={"en": "kg"}))]).why is Why.UNITS_DIFFER
    )
