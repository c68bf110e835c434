"""The day in the side bar and in the address re-reads every page."""

from datetime import date

import pytest

from monitor.errors import Refused
from monitor.show import refusals
from monitor.show.words import Words
from tests.pages.conftest import PAGES, Dashboard, go, seen


def test_every_page_says_the_day_it_is_read_as_of(dashboard: Dashboard, words: Words):
    day = words.day(date(2018, 12, 31))
    for page in PAGES:
        if page in (
            "about",
            "report",
            "statement",
            "workbook",
            "answers",
            "initiative",
            "entry",
            "conclusion",
            "imports",
        ):
            continue
        assert day in dashboard.read(page, lang=words.language, as_of="2018-12-31").text, page
    assert day in dashboard.read("initiative", lang=words.language, as_of="2018-12-31", id="1.5").text


def test_the_side_bar_offers_today_every_year_s_end_and_the_end_of_the_strategy(dashboard: Dashboard):
    labels = dashboard.visit().sidebar.get_by_key("day_choice").options
    assert [label.content if hasattr(label, "content") else label for label in labels] == [
        "Today",
        "2017",
        "2018",
        "2019",
        "2020",
        "2021 (end of the strategy)",
        "2022",
        "2023",
        "2024",
        "2025",
    ]


def test_one_click_reads_the_pages_as_of_that_day_and_the_address_keeps_it(dashboard: Dashboard):
    app = dashboard.visit()
    app.sidebar.get_by_key("day_choice").set_value("2018-12-31").run()
    assert app.query_params["as_of"] == "2018-12-31"
    assert seen(app).told[0].startswith("As of 31 December 2018")
    # The next page is read as of the same day, even by a link of Streamlit's own, which drops the address.
    assert "As of 31 December 2018" in seen(go(app, "timeline")).text
    app.sidebar.get_by_key("day_choice").set_value("today").run()
    assert "as_of" not in app.query_params
    assert "As of 2 March 2026" in seen(app).text


def test_a_typed_day_is_read(dashboard: Dashboard):
    app = dashboard.visit()
    app.sidebar.get_by_key("day_typed").set_value("2019-06-30").run()
    assert seen(app).told[0].startswith("As of 30 June 2019")
    assert app.sidebar.get_by_key("day_typed").value == "2019-06-30"


def test_a_day_typed_as_norwegians_write_it_is_read(dashboard: Dashboard):
    app = dashboard.visit()
    app.sidebar.get_by_key("day_typed").set_value("30.06.2019").run()
    assert seen(app).alerts == []
    assert seen(app).told[0].startswith("As of 30 June 2019")
    assert app.query_params["as_of"] == "2019-06-30"
    assert app.sidebar.get_by_key("day_typed").value == "2019-06-30"


def test_the_schedule_is_that_of_the_day(dashboard: Dashboard):
    """2.4 is due in 2020: ahead at the end of 2019, due on the last day of 2020, passed a day later."""

    def schedule(day: str) -> str:
        rows = dashboard.read("initiatives", as_of=day).table("Initiatives").rows
        return next(row["Schedule"] for row in rows if row["Initiative"].startswith("2.4"))

    assert schedule("2019-12-31") == "Due 2020"
    assert schedule("2020-12-31") == "Due this year (2020)"
    assert schedule("2021-01-01") == "Deadline passed (2020)"


def test_what_was_due_in_the_year_of_the_day_stands_on_overview(dashboard: Dashboard):
    due = dashboard.read(as_of="2019-06-30").section("13 past the deadline, 3 due in 2019")
    for number in ("1.4", "1.5", "3.4"):
        assert number in due


def test_public_evidence_counts_from_the_day_it_was_published(dashboard: Dashboard):
    """The Auditor General published on 20 October 2022."""
    before, after = dashboard.read(as_of="2022-10-19"), dashboard.read(as_of="2022-10-20")
    assert "What the Auditor General found" not in before.text
    assert "What the Auditor General found" in after.text


def test_the_same_initiatives_are_evidenced_more_as_time_goes_on(dashboard: Dashboard):
    def evidenced(day: str) -> int:
        rows = dashboard.read("initiatives", as_of=day).table("Initiatives").rows
        nothing = ("No public evidence found", "No dated evidence by this day")
        return sum(not row["On public record (our reading)"].startswith(nothing) for row in rows)

    days = ("2017-06-30", "2019-12-31", "2022-12-31", "2026-03-02")
    counts = [evidenced(day) for day in days]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1] == 9


def test_evidence_without_a_date_is_named_and_not_counted_on_an_earlier_day(dashboard: Dashboard):
    """The one source that supports 2.5 does not say when it was published; nothing was found that supports 2.1."""

    def told(page: str, number: str, day: str) -> str:
        caption = {"initiatives": "Initiatives", "overview": "All initiatives"}[page]
        rows = dashboard.read(page, as_of=day).table(caption).rows
        return next(
            row["On public record (our reading)"] for row in rows if row["Initiative"].startswith(number)
        )

    undated = "No dated evidence by this day (1 undated entry not counted)"
    for page in ("initiatives", "overview"):
        assert told(page, "2.5", "2026-03-01") == undated
        assert told(page, "2.1", "2026-03-01") == "No public evidence found"
        assert told(page, "2.5", "2026-03-02") == "Done medium confidence"
    on_its_page = dashboard.read("initiative", id="2.5", as_of="2026-03-01").section("On public record")
    assert undated in on_its_page
    assert "No public evidence found" not in on_its_page


def test_overview_counts_what_bears_no_date_apart_on_an_earlier_day(dashboard: Dashboard):
    told = "5 entries without a date of publication are not counted on an earlier day."
    assert told in dashboard.read(as_of="2026-03-01").text
    assert "without a date of publication" not in dashboard.read().text


def test_the_first_day_of_the_strategy_is_the_first_that_is_shown(dashboard: Dashboard):
    read = dashboard.read(as_of="2017-01-01")
    assert read.alerts == []
    assert read.told[0].startswith("As of 1 January 2017")


@pytest.mark.parametrize(
    "said",
    ["2018-02-30", "2026-03-03", "2999-01-01", "0001-01-01", "2016-12-31", "31.12.2016", "yesterday", "''"],
)
def test_a_day_that_cannot_be_shown_is_said_calmly_and_today_is_shown(
    dashboard: Dashboard, words: Words, said: str
):
    read = dashboard.read(lang=words.language, as_of=said)
    assert read.alerts == [refusals.sentence(Refused("day_unreadable", "", said=said), words)]
    assert said in read.alerts[0]
    assert words.day(dashboard.services.today()) in read.told[0]
    assert "as_of" not in read.app.query_params


def test_changes_are_counted_from_the_day_that_is_typed(dashboard: Dashboard):
    app = dashboard.visit(since="2020-01-01")
    assert (2, "Changed since 1 January 2020") in seen(app).headings
    app.get_by_key("typed_since").set_value("2025-12-31").run()
    assert (2, "Changed since 31 December 2025") in seen(app).headings
    assert app.query_params["since"] == "2025-12-31"
    for said in ("never", "2016-12-31"):
        read = dashboard.read(since=said)
        assert f"“{said}” is no day we can use" in " ".join(read.alerts)
        assert (2, "Changed since 2 December 2025") in read.headings
