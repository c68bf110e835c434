"""Two figures that the reader chooses."""

import pytest

from monitor.show.words import Words
from tests.pages.conftest import Dashboard, seen

SIX_MONTHS = "measure-six_months.moj_2024"


def test_two_years_of_one_measure_are_told_as_a_change(dashboard: Dashboard):
    read = dashboard.read(
        "compare",
        a="ew_employed_after_release",
        a_figure=f"2023/24.{SIX_MONTHS}",
        b="ew_employed_after_release",
        b_figure=f"2022/23.{SIX_MONTHS}",
    )
    assert "From 25.9\N{NO-BREAK SPACE}% (2022/23) to 31.1" in read.text.replace(" %", "\N{NO-BREAK SPACE}%")
    assert "an improvement" in read.text
    assert "A difference says nothing of why the figures differ." in read.text
    table = read.table("The two figures side by side")
    assert [row["First figure"] for row in table.rows if row["What it is"] == "Period"] == ["2023/24"]


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("housing_at_release", "housing_no_fixed_place", "The sources disagree."),
        ("housing_at_release", "inmates_kdi_count", "They do not count the same: per cent; persons."),
        (
            "recidivism_two_years",
            "sweden_new_sanction",
            "People are followed for different lengths of time: 24 and 36 months.",
        ),
        (
            "housing_at_release",
            "ew_housed_after_release",
            "Nobody says that they have the very same definition.",
        ),
        ("money_at_release", "money_at_release", "It is the same figure twice."),
    ],
)
def test_what_is_unlike_is_not_subtracted_and_every_reason_is_told(
    dashboard: Dashboard, a: str, b: str, why: str
):
    read = dashboard.read("compare", a=a, b=b)
    assert "No difference is computed, because:" in read.text
    assert why in read.text
    assert "percentage point" not in read.text


def test_a_figure_beside_its_reference_says_whether_it_is_matched(dashboard: Dashboard, words: Words):
    read = dashboard.read(
        "compare",
        lang=words.language,
        a="living_condition_problems",
        a_figure="2014.group-inmates.problems-one_or_more.forskning_no",
        b="living_condition_problems",
        b_figure="2014.group-reference.problems-one_or_more.forskning_no",
    )
    assert words("matched on age and sex: yes") in read.text
    assert words("cannot be judged") in read.text


def test_an_address_that_names_no_figure_says_so_and_shows_the_latest(dashboard: Dashboard):
    app = dashboard.visit("compare", a="money_at_release", a_figure="1066", b="no_such_indicator")
    assert not app.exception
    assert "is no choice for" in seen(app).text


def test_every_indicator_leads_here(dashboard: Dashboard):
    read = dashboard.read("indicators", id="money_at_release")
    assert any("compare?a=money_at_release" in address for _words, address in read.links)


def test_to_begin_with_people_in_prison_stand_beside_the_reference_population(dashboard: Dashboard):
    read = dashboard.read("compare")
    assert "To begin with: people in prison beside the reference population" in read.text
    table = read.table("The two figures side by side")
    assert len({row["First figure"] for row in table.rows}) > 1
    assert "matched on age and sex: yes" in read.text or "matched on age and sex: yes" in str(table.rows)
    assert "same figure twice" not in read.text


def test_what_is_chosen_ends_the_offer_and_the_reference_is_no_first_choice(dashboard: Dashboard):
    read = dashboard.read("compare", a="work_before_prison_2014", b="work_before_prison_2014")
    assert "To begin with" not in read.text
    assert "matched on age and sex: yes" in read.text, "the reference stands second"
