"""Recording a report as a person does it, hasty fingers included."""

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.addresses import at
from tests.browser.conftest import ready
from tests.conftest import Server, start_server


@pytest.fixture(scope="module")
def written_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that write; each reports on initiatives of its own."""
    running = start_server(tmp_path_factory.mktemp("written"))
    yield running
    running.stop()


def recorded(server: Server, initiative: str) -> int:
    """How many events on an initiative lie in the database."""
    with sqlite3.connect(server.data_dir / "monitor.db") as database:
        found: tuple[int] = database.execute(
            "SELECT count(*) FROM events WHERE initiative = ?", (initiative,)
        ).fetchone()
    return found[0]


def open_form(page: Page, server: Server, initiative: str) -> Page:
    page.goto(at(server.url, f"report?for=JD&id={initiative}", lang="en"))
    return ready(page)


def choose(page: Page, status: str) -> None:
    page.get_by_test_id("stRadio").get_by_text(status, exact=True).click()
    expect(page.get_by_role("radio", name=status)).to_be_checked()
    ready(page)


def test_three_hasty_clicks_record_once(written_on: Server, page: Page):
    open_form(page, written_on, "1.1")
    choose(page, "Completed")
    button = page.get_by_role("button", name="Record the report")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    for _click in range(3):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(120)
    expect(page.get_by_text("Recorded:")).to_be_visible()
    ready(page)
    assert recorded(written_on, "1.1") == 1
    page.goto(at(written_on.url, "initiative?id=1.1", lang="en"))
    expect(page.get_by_text(re.compile(r"Recorded .* as no\. \d+ in the log"))).to_have_count(1)


def test_what_was_typed_outlives_a_refusal_and_a_visit_to_another_page(written_on: Server, page: Page):
    open_form(page, written_on, "1.2")
    choose(page, "In progress")
    page.get_by_label("Next step").fill("Summarise the answers.")
    page.get_by_role("button", name="Record the report").click()
    expect(page.get_by_role("alert").filter(has_text="a comment is needed")).to_be_visible()
    expect(page.get_by_label("Next step")).to_have_value("Summarise the answers.")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Timeline").click()
    expect(page.get_by_role("heading", level=1, name="Timeline")).to_be_visible()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Report status").click()
    page.get_by_role("combobox", name="Body you report for").click()
    page.get_by_role("option", name="Ministry of Justice and Public Security (JD)").click()
    page.get_by_role("combobox", name="Initiative").click()
    page.get_by_role("option", name="1.2 Predictable release and transfer dates").click()
    expect(page.get_by_label("Next step")).to_have_value("Summarise the answers.")
    expect(page.get_by_role("radio", name="In progress")).to_be_checked()
    page.get_by_label(re.compile("^Comment")).fill("The consultation took longer.")
    page.get_by_role("button", name="Record the report").click()
    expect(page.get_by_text("Recorded:")).to_be_visible()
    assert recorded(written_on, "1.2") == 1


def test_the_body_one_reports_for_is_remembered_within_the_session(written_on: Server, page: Page):
    open_form(page, written_on, "1.5")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Timeline").click()
    expect(page.get_by_role("heading", level=1, name="Timeline")).to_be_visible()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Report status").click()
    expect(page.get_by_role("combobox", name="Body you report for")).to_have_value(
        "Ministry of Justice and Public Security (JD)"
    )
    expect(page.get_by_role("button", name="Record the report")).to_be_visible()


def test_the_slower_of_two_sessions_is_told_and_keeps_its_text(
    written_on: Server, new_context: Callable[..., BrowserContext]
):
    slow, fast = new_context().new_page(), new_context().new_page()
    for page in (slow, fast):
        open_form(page, written_on, "1.3")
    choose(slow, "Discontinued, not implemented")
    slow.get_by_label(re.compile("^Comment")).fill("Written slowly.")
    choose(fast, "Completed")
    fast.get_by_role("button", name="Record the report").click()
    expect(fast.get_by_text("Recorded:")).to_be_visible()
    slow.get_by_role("button", name="Record the report").click()
    told = slow.get_by_role("alert").filter(has_text="was reported on while you wrote: Completed")
    expect(told).to_be_visible()
    expect(slow.get_by_label(re.compile("^Comment"))).to_have_value("Written slowly.")
    assert recorded(written_on, "1.3") == 1
    slow.get_by_role("button", name="Record the report").click()
    expect(slow.get_by_text("Recorded:")).to_be_visible()
    assert recorded(written_on, "1.3") == 2


def test_a_report_is_there_after_the_server_was_started_again(serve: Callable[..., Server], page: Page):
    first = serve()
    open_form(page, first, "1.5")
    choose(page, "Completed")
    page.get_by_role("button", name="Record the report").click()
    expect(page.get_by_text("Recorded:")).to_be_visible()
    assert "Traceback" not in first.stop()
    second = serve()
    page.goto(at(second.url, "", lang="en"))
    expect(page.get_by_text(re.compile("1 of 18 reported"))).to_be_visible()
    page.goto(at(second.url, "initiative?id=1.5", lang="en"))
    expect(page.get_by_text("as no. 1 in the log")).to_be_visible()


def test_a_demonstration_says_so_on_every_page_in_every_download_and_keeps_to_itself(
    serve: Callable[..., Server], page: Page
):
    demonstration = serve(DEMO="1")
    for address in ("", "initiatives", "initiative?id=1.1", "timeline", "indicators", "report", "about"):
        page.goto(at(demonstration.url, address, lang="en"))
        ready(page)
        expect(page.get_by_role("note")).to_contain_text("every report shown here is invented")
    page.goto(at(demonstration.url, "indicators?id=housing_at_release", lang="en"))
    ready(page)
    expect(page.locator(".js-plotly-plot").first).to_contain_text("Demonstration")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").first.click()
    assert "Downloaded from a demonstration" in waiting.value.path().read_text(encoding="utf-8-sig")
    assert [path.name for path in demonstration.data_dir.glob("*.db")] == ["demo.db"]
