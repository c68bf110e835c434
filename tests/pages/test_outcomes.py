"""Delivery and outcome by theme, on an initiative's page, and the coverage check, as a reader meets them."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.reporting.events import NewMilestone
from monitor.reporting.status import Status
from monitor.review.coverage import Gap
from monitor.review.outcome import ELSEWHERE
from monitor.settings import ROOT
from monitor.show.blocks.coverage import gap_note, gap_word
from monitor.show.vocabulary import theme_word
from monitor.show.words import Words
from monitor.sources.shipped import read_shipped
from tests.builders import a_question, a_report, about
from tests.pages.conftest import Dashboard
from tests.pages.reading import squeezed

SHIPPED = read_shipped(ROOT)
THEMES = list(
    dict.fromkeys(
        series.indicator.theme
        for series in SHIPPED.measures.series.values()
        if series.indicator.theme not in ELSEWHERE
    )
)
WHAT = "What happened, by who says it"


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_shows_each_indicator_beside_what_happened(dashboard: Dashboard, words: Words, theme: str):
    read = dashboard.read("outcomes", lang=words.language, theme=theme)
    _ = words
    assert _("Association, not effect.") in read.text
    linked = set()
    for key, series in SHIPPED.measures.series.items():
        indicator = series.indicator
        if indicator.theme != theme:
            continue
        caption = squeezed(_("{title}: figures beside the start").format(title=_.plain(indicator.title)))
        assert len(read.table(caption).rows) == len(series.observations)
        dated = any(entry.period.midpoint for entry in series.observations)
        assert (f"outcome-{key}" in read.charts) == dated
        if dated:
            assert _("Association, not effect.") in read.charts[f"outcome-{key}"].alternative
        linked |= {link.initiative for link in indicator.links}
    links = [address for _text, address in read.links if address.startswith("initiative?")]
    assert {address.split("id=")[1].split("&")[0] for address in links} == linked
    assert read.told[0].startswith(theme_word(theme, _))


def test_housing_says_in_a_minute_that_nothing_was_measured_since(dashboard: Dashboard):
    read = dashboard.read("outcomes")
    assert "Housing: 3 indicators, 3 linked initiatives" in read.told
    assert "Indicators with a figure from after the start: 0 of 3; with a baseline: 2." in read.text
    assert "So nothing measured says yet how it went after the strategy was printed." in read.text
    assert "April 2017 counts as the start: the strategy was printed then" in read.text
    rows = read.table("Housing that inmates expected at release, 2014: figures beside the start").rows
    assert {row["Beside the start"] for row in rows} == {"Baseline: before the start"}
    assert "An effect could show from 1 October 2017 at the earliest: 6 months after the start." in read.text
    assert "No expected lag is registered" in read.text, "of housing before prison nobody said it"


def test_themes_with_figures_of_other_countries_are_not_offered(dashboard: Dashboard):
    app = dashboard.visit("outcomes")
    [choice] = [box for box in app.selectbox if box.key == "chosen_theme"]
    assert len(choice.options) == len(THEMES)
    read = dashboard.read("outcomes", theme="comparators_nordic")
    assert "was left out" in read.text


def test_a_theme_without_initiative_stands_beside_the_strategy(dashboard: Dashboard):
    read = dashboard.read("outcomes", theme="recidivism")
    assert "Recidivism in Norway: 2 indicators, 0 linked initiatives" in read.told
    assert "No initiative is linked to an indicator of this theme." in read.text
    rows = read.table(
        "Recidivism within two years as the white paper reports it, released in 2014: figures beside the start"
    ).rows
    assert [row["Beside the start"] for row in rows] == ["Baseline: before the start"]
    assert "An effect could show from 1 April 2019 at the earliest: 24 months after the start." in read.text


def record(dashboard: Dashboard, *events: Any, day: date) -> None:
    for event in events:
        dashboard.services.log.append(
            event, recorded_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        )


def test_what_bodies_report_stands_beside_the_record_and_the_deadline_and_is_merged_with_neither(
    dashboard: Dashboard,
):
    day = date(2020, 10, 1)
    record(
        dashboard,
        about(
            NewMilestone,
            initiative="2.6",
            effective_on=day,
            milestone="Report <b>out</b>",
            expected_revision=0,
        ),
        a_report(
            initiative="2.6",
            status=Status.COMPLETED,
            effective_on=day,
            expected_revision=1,
            idempotency_key="b",
        ),
        day=day,
    )
    for page, query in (("initiative", {"id": "2.6"}), ("outcomes", {"theme": "substance_use"})):
        read = dashboard.read(page, **query)
        rows = [row for row in read.table(WHAT).rows if row["Initiative"].startswith("2.6")]
        assert [(row["When"], row["Who says it"], row["What"]) for row in rows] == [
            ("17 April 2020", "Public record, our reading", "Done"),
            ("1 October 2020", "Reported by the bodies", "Milestone reached: Report <b>out</b>"),
            ("1 October 2020", "Reported by the bodies", "Completed"),
            ("2020", "The strategy", "Deadline"),
        ]
        assert rows[1]["Where it stands"] == "Entry 1 of the log, for JD"
    before = dashboard.read("initiative", id="2.6", as_of="2020-06-30")
    assert [row["Who says it"] for row in before.table(WHAT).rows] == ["The strategy"], (
        "the report of April was published in September, and reported on in October"
    )


def test_on_an_earlier_day_figures_that_were_not_out_are_left_out(dashboard: Dashboard):
    title = "Homeless people in Norway, week 48, 2012–2020: figures beside the start"
    now = dashboard.read("outcomes", theme="homelessness").table(title).rows
    assert [(row["Period"], row["Beside the start"]) for row in now] == [
        ("2012", "Baseline: before the start"),
        ("2016", "Baseline: before the start"),
        ("2020", "After the start"),
    ]
    read = dashboard.read("outcomes", theme="homelessness", as_of="2020-12-31")
    assert len(read.table(title).rows) == 2
    assert "1 figure is left out" in read.text
    assert "So nothing measured says yet" in read.text


def test_what_waits_for_answers_has_not_happened_on_any_page(dashboard: Dashboard):
    waits = about(
        NewMilestone, initiative="2.6", effective_on=date(2026, 3, 1), milestone="Not out yet", expected_revision=0,
        question=a_question("HOD", answer_by=date(2026, 3, 20)),
    )  # fmt: skip
    record(dashboard, waits, day=date(2026, 3, 1))
    for page, query in (("initiative", {"id": "2.6"}), ("outcomes", {"theme": "substance_use"})):
        rows = dashboard.read(page, **query).table(WHAT).rows
        assert "Reported by the bodies" not in {row["Who says it"] for row in rows}


def test_an_initiative_without_indicator_says_so_and_one_with_foreign_figures_keeps_them_apart(
    dashboard: Dashboard,
):
    assert "No indicator is linked to this initiative." in dashboard.read("initiative", id="1.2").text
    read = dashboard.read("initiative", id="3.4")
    assert "Figures from another country: nothing that is delivered here can show in them." in read.text
    assert "outcome-ew_housed_after_release" not in read.charts
    assert "ew_housed_after_release" in read.charts
    title = next(
        table
        for table in read.tables
        if table.caption.endswith("figures beside the start") and "England" in table.caption
    )
    assert {row["Beside the start"] for row in title.rows} == {"Another country"}


# Coverage


def test_the_check_lists_every_gap_with_what_the_strategy_says_and_what_it_means(
    dashboard: Dashboard, words: Words
):
    read = dashboard.read("coverage", lang=words.language)
    _ = words
    for gap in Gap:
        assert (2, gap_word(gap, _)) in read.headings
        assert squeezed(gap_note(gap, _)) in read.text
    numbers = {row[_("What is missing")]: row[_("Number")] for row in read.table(_("Gaps")).rows}
    assert numbers[gap_word(Gap.INITIATIVE_WITHOUT_EITHER, _)] == "4"
    assert numbers[gap_word(Gap.INDICATOR_WITHOUT_LINK, _)] == "12"
    either = read.table(gap_word(Gap.INITIATIVE_WITHOUT_EITHER, _))
    said = {row[_("Initiative")][:3]: row[_("What the strategy says, in our words")] for row in either.rows}
    assert list(said) == ["1.2", "2.1", "2.2", "2.4"]
    assert said["2.4"] == squeezed(_.plain(SHIPPED.catalogue.initiative["2.4"].description))
    [goal] = read.table(gap_word(Gap.GOAL_WITHOUT_EITHER, _)).rows
    assert goal[_("Goal")] == "G3"


def test_the_check_is_found_from_overview_and_about_and_leads_on(dashboard: Dashboard):
    for page in ("overview", "about", "outcomes"):
        assert any(address.startswith("coverage?") for _text, address in dashboard.read(page).links), page
    assert any(address.startswith("outcomes?") for _text, address in dashboard.read("coverage").links)
    for page, query in (("overview", {}), ("indicators", {"theme": "housing"})):
        links = dashboard.read(page, **query).links
        assert any(address.startswith("outcomes?") for _text, address in links), page


def test_the_check_as_a_file_holds_the_same_gaps(dashboard: Dashboard):
    services, _ = dashboard.services, Words("nb")
    found = services.desk().coverage()
    said = {gap: (gap_word(gap, _), gap_note(gap, _)) for gap in Gap}
    text = services.downloads.coverage_csv(found, said, _, as_of=date(2026, 3, 2)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    counts = {gap.value: sum(row["gap"] == gap.value for row in rows) for gap in Gap}
    assert counts == {gap.value: found.count(gap) for gap in Gap}
    [row] = [row for row in rows if row["id"] == "2.4"]
    assert row["gap_in_words"] == "Tiltak uten indikator og uten dokumentasjon"
    assert (row["deadline"], row["responsible"], row["as_of"]) == ("2020", "JD HOD KMD", "2026-03-02")
    assert row["strategy_says_nb"] == SHIPPED.catalogue.initiative["2.4"].description.nb
    assert "notice" not in row
