"""Recording a report as a person does it, hasty fingers included."""

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.acts import follow, hastily, pick
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.conftest import Server, start_server


@pytest.fixture(scope="module")
def written_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that write; each reports on initiatives of its own."""
    running = start_server(tmp_path_factory.mktemp("written"))
    yield running
    running.stop()


PUBLISH = re.compile("^Publish 1 report$")


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


@pytest.mark.parametrize(("initiative", "clicks", "pause"), [("1.1", 3, 120), ("2.1", 5, 30)])
def test_hasty_clicks_record_once(written_on: Server, page: Page, initiative: str, clicks: int, pause: int):
    open_form(page, written_on, initiative)
    choose(page, "Completed")
    hastily(page.get_by_role("button", name=PUBLISH), clicks=clicks, pause=pause)
    expect(page.get_by_role("status").filter(has_text="Recorded:")).to_be_visible()
    ready(page)
    assert recorded(written_on, initiative) == 1
    page.goto(at(written_on.url, f"initiative?id={initiative}", lang="en"))
    expect(page.get_by_text(re.compile(r"Recorded .* as no\. \d+ in the log"))).to_have_count(1)


def test_five_hasty_clicks_on_three_reports_record_each_of_them_once(
    serve: Callable[..., Server], page: Page
):
    server = serve()
    page.goto(at(server.url, "report?for=JD", lang="en"))
    ready(page)
    for number in ("1.1", "1.2", "1.3"):
        select(page, number, "In progress")
        page.get_by_label(f"Comment on {number}", exact=True).fill("Because.")
        expect(page.get_by_role("row", name=re.compile(rf"^{re.escape(number)} .*Because"))).to_be_visible()
        page.wait_for_timeout(500)  # what was typed last is handed over
        ready(page)
    hastily(page.get_by_role("button", name="Publish 3 reports", exact=True), clicks=5, pause=40)
    expect(page.get_by_role("status").filter(has_text="Recorded:")).to_have_count(3)
    ready(page)
    with sqlite3.connect(server.data_dir / "monitor.db") as database:
        rows = database.execute("SELECT sequence, initiative FROM events ORDER BY sequence").fetchall()
        kept = database.execute("SELECT count(*) FROM drafts").fetchone()
    assert rows == [(1, "1.1"), (2, "1.2"), (3, "1.3")]
    assert kept == (0,)
    expect(page.get_by_role("button", name="Publish 0 reports")).to_be_disabled()


def select(page: Page, number: str, status: str) -> None:
    """With the keyboard, once the page has scrolled there: a list that opens while it scrolls closes again."""
    box = page.get_by_role("combobox", name=re.compile(f"^{re.escape(number)} "))
    box.focus()
    page.wait_for_timeout(300)
    box.press("ArrowDown")
    page.get_by_role("option", name=status).click()
    ready(page)


def focused(page: Page) -> str:
    """The name of what the keyboard is on."""
    name: str = page.evaluate(
        "(() => { const on = document.activeElement;"
        "return on.getAttribute('aria-label') || on.innerText || (on.labels && on.labels[0] || on).innerText })()"
    )
    return name.strip()


def tab_to(page: Page, name: str, *, at_most: int = 60) -> list[str]:
    """Presses Tab until something of that name is reached; returns what was passed."""
    passed: list[str] = []
    for _step in range(at_most):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1].startswith(name):
            return passed
    raise AssertionError(f"{name} is not reached: {passed}")


def test_two_rows_are_filled_and_published_with_the_keyboard_alone(serve: Callable[..., Server], page: Page):
    server = serve()
    page.goto(at(server.url, "report?for=JD", lang="en"))
    ready(page)
    tab_to(page, "1.1 Review agreements", at_most=80)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(4)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    ready(page)
    assert tab_to(page, "Comment on 1.1")[-1] == "Comment on 1.1"
    page.keyboard.type("Written by hand.")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    passed = tab_to(page, "1.2 Predictable")
    assert "All fields of 1.1" in passed and "Discard the draft on 1.1" in passed
    page.keyboard.type("Comp")
    page.keyboard.press("Enter")
    ready(page)
    expect(page.get_by_role("button", name="Publish 2 reports")).to_be_enabled()
    tab_to(page, "Publish 2 reports", at_most=90)
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="Recorded:")).to_have_count(2)
    assert recorded(server, "1.1") == recorded(server, "1.2") == 1

    # The next time: the tick for "unchanged", with the space bar.
    ready(page)
    page.goto(at(server.url, "report?for=JD", lang="en"))
    ready(page)
    tab_to(page, "1.2 Predictable", at_most=90)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="1.2 unchanged since last")).to_be_checked()
    tab_to(page, "Publish 1 report", at_most=90)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Recorded:")).to_have_count(1)
    assert recorded(server, "1.2") == 2


def test_lines_and_longer_texts_are_saved_while_one_types(
    serve: Callable[..., Server], page: Page, new_context: Callable[..., BrowserContext]
):
    server = serve()
    page.goto(at(server.url, "report?for=JD", lang="en"))
    ready(page)
    line = page.get_by_label("Comment on 1.4", exact=True)
    line.click()
    for part in ("Half a sen", "tence, and ", "a half."):
        page.keyboard.type(part, delay=15)
        page.wait_for_timeout(600)
    expect(page.get_by_text("Draft saved")).to_be_visible()
    expect(line).to_be_focused()
    expect(line).to_have_value("Half a sentence, and a half.")
    # Not left, not sent: the window is simply closed, and another browser opened.
    page.close()
    other = new_context().new_page()
    other.goto(at(server.url, "report?for=JD&id=1.4", lang="en"))
    ready(other)
    expect(other.get_by_label(re.compile("^Comment"))).to_have_value("Half a sentence, and a half.")
    step = other.get_by_label("Next step")
    step.click()
    for part in ("Summa", "rise, ", "and\n", "then decide."):
        other.keyboard.type(part, delay=15)
        other.wait_for_timeout(
            1000
        )  # long enough for what was typed to be handed over in the midst of the text
    expect(other.get_by_role("row", name=re.compile("Summarise, and then decide"))).to_be_visible()
    expect(step).to_be_focused()
    other.reload()
    ready(other)
    expect(other.get_by_label("Next step")).to_have_value("Summarise, and\nthen decide.")


def test_what_is_typed_and_chosen_outlives_a_change_of_language(serve: Callable[..., Server], page: Page):
    server = serve()
    page.goto(at(server.url, "report?for=JD", lang="en"))
    ready(page)
    select(page, "1.1", "In progress")
    page.get_by_label("Comment on 1.2", exact=True).fill("Half")
    page.get_by_test_id("stSidebar").get_by_text("Norsk", exact=True).click()
    expect(page.get_by_role("combobox", name=re.compile("^1.1 "))).to_have_value("I gang")
    with sqlite3.connect(server.data_dir / "monitor.db") as database:
        kept = database.execute("SELECT initiative FROM drafts ORDER BY initiative").fetchall()
    assert kept == [("1.1",), ("1.2",)]


def test_what_was_typed_outlives_a_refusal_and_a_visit_to_another_page(written_on: Server, page: Page):
    open_form(page, written_on, "1.2")
    choose(page, "In progress")
    page.get_by_label("Next step").fill("Summarise the answers.")
    page.get_by_role("button", name=PUBLISH).click()
    expect(page.get_by_role("alert").filter(has_text="a comment is needed")).to_be_visible()
    expect(page.get_by_label("Next step")).to_have_value("Summarise the answers.")
    follow(page, "Timeline")
    follow(page, "Report status")
    pick(page, "Body you report for", "Ministry of Justice and Public Security (JD)")
    pick(page, "Record", "One initiative")
    pick(page, "Initiative", "1.2 Predictable release and transfer dates")
    expect(page.get_by_label("Next step")).to_have_value("Summarise the answers.")
    expect(page.get_by_role("radio", name="In progress")).to_be_checked()
    page.get_by_label(re.compile("^Comment")).fill("The consultation took longer.")
    page.get_by_role("button", name=PUBLISH).click()
    expect(page.get_by_role("status").filter(has_text="Recorded:")).to_be_visible()
    assert recorded(written_on, "1.2") == 1


def test_the_body_one_reports_for_is_remembered_within_the_session(written_on: Server, page: Page):
    open_form(page, written_on, "1.5")
    follow(page, "Timeline")
    follow(page, "Report status")
    expect(page.get_by_role("combobox", name="Body you report for")).to_have_value(
        "Ministry of Justice and Public Security (JD)"
    )
    expect(page.get_by_role("button", name=re.compile("^Publish"))).to_be_visible()


def test_the_slower_of_two_sessions_is_told_and_keeps_its_text(
    written_on: Server, new_context: Callable[..., BrowserContext]
):
    slow, fast = new_context().new_page(), new_context().new_page()
    for page in (slow, fast):
        open_form(page, written_on, "1.3")
    choose(slow, "Discontinued, not implemented")
    slow.get_by_label(re.compile("^Comment")).fill("Written slowly.")
    choose(fast, "Completed")
    fast.get_by_role("button", name=PUBLISH).click()
    expect(fast.get_by_role("status").filter(has_text="Recorded:")).to_be_visible()
    slow.get_by_role("button", name=PUBLISH).click()
    told = slow.get_by_role("alert").filter(has_text="was reported on while you wrote: Completed")
    expect(told).to_be_visible()
    both = slow.get_by_role("table", name="Initiative 1.3: what you typed and what was recorded")
    expect(both.get_by_role("row", name=re.compile("Comment Written slowly."))).to_be_visible()
    expect(both.get_by_role("row", name=re.compile("Status .*Discontinued.* .*Completed"))).to_be_visible()
    expect(slow.get_by_label(re.compile("^Comment"))).to_have_value("Written slowly.")
    assert recorded(written_on, "1.3") == 1
    slow.get_by_role("button", name=PUBLISH).click()
    expect(slow.get_by_role("status").filter(has_text="Recorded:")).to_be_visible()
    assert recorded(written_on, "1.3") == 2


def test_a_report_is_there_after_the_server_was_started_again(serve: Callable[..., Server], page: Page):
    first = serve()
    open_form(page, first, "1.5")
    choose(page, "Completed")
    page.get_by_role("button", name=PUBLISH).click()
    expect(page.get_by_role("status").filter(has_text="Recorded:")).to_be_visible()
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


def test_a_conclusion_that_is_clicked_hastily_answers_the_decision_once(
    written_on: Server, page: Page
) -> None:
    open_form(page, written_on, "3.1")
    choose(page, "In progress")
    page.get_by_label(re.compile("^Comment")).fill("It waits for money.")
    page.get_by_text("Needs a decision", exact=True).click()
    ready(page)
    page.get_by_label("What is to be decided").fill("Who pays?")
    page.keyboard.press("Tab")  # leaving a field hands over what was typed, and draws the list anew
    ready(page)
    pick(page, "By whom", "Reintegration Committee")
    page.get_by_role("button", name=PUBLISH).click()
    expect(page.get_by_role("status").filter(has_text="Recorded:")).to_be_visible()
    page.goto(at(written_on.url, "", lang="en"))
    ready(page)
    page.get_by_role("link", name="Record the committee's conclusion").click()
    ready(page)
    page.get_by_label("What was concluded (required)").fill("Each agency pays its own.")
    page.keyboard.press("Tab")
    ready(page)
    hastily(page.get_by_role("button", name="Record the conclusion"), clicks=3, pause=120)
    expect(page.get_by_role("status").filter(has_text="The conclusion is recorded as no.")).to_be_visible()
    ready(page)
    assert recorded(written_on, "3.1") == 2
    page.goto(at(written_on.url, "", lang="en"))
    ready(page)
    expect(page.get_by_text(re.compile(r"Concluded on .* by .*, no\. \d+"))).to_be_visible()
    expect(page.get_by_text("Who pays?")).to_have_count(0)
