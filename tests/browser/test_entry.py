"""Withdrawing, removing and recording statements as a person does it, hasty fingers and the keyboard included."""

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.acts import hastily
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.browser.test_accessibility import AXE, BACKGROUNDS, faults
from tests.conftest import Server, start_server

SECRET = "Kari Nordmann was asked."


@pytest.fixture(scope="module")
def written_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that write; each works on an initiative of its own."""
    running = start_server(tmp_path_factory.mktemp("entries"))
    yield running
    running.stop()


def recorded(server: Server, initiative: str) -> list[tuple[int, str]]:
    """Number and kind of the events on an initiative, as the database holds them."""
    with sqlite3.connect(server.data_dir / "monitor.db") as database:
        return database.execute(
            "SELECT sequence, kind FROM events WHERE initiative = ? ORDER BY sequence", (initiative,)
        ).fetchall()


def evidence(page: Page, server: Server, initiative: str, comment: str = "What it shows.") -> int:
    """Evidence recorded on an initiative through its form; its number in the log."""
    page.goto(at(server.url, f"statement?for=JD&id={initiative}&kind=evidence", lang="en"))
    ready(page)
    page.get_by_label("Link to evidence").fill("https://www.example.no/report")
    page.get_by_label("Comment").fill(comment)
    page.get_by_role("button", name="Record the statement").click()
    expect(page.get_by_text("Recorded as no.")).to_be_visible()
    return recorded(server, initiative)[-1][0]


def open_entry(page: Page, server: Server, number: int, lang: str = "en") -> Page:
    page.goto(at(server.url, f"entry?no={number}&for=JD", lang=lang))
    return ready(page)


def test_five_fast_clicks_withdraw_once(written_on: Server, page: Page):
    number = evidence(page, written_on, "1.1")
    open_entry(page, written_on, number)
    page.get_by_label("Why it is withdrawn").fill("A dead link.")
    hastily(page.get_by_role("button", name="Withdraw the entry"), clicks=5, pause=60)
    expect(page.get_by_text("Already withdrawn by").first).to_be_visible()
    ready(page)
    assert [kind for _number, kind in recorded(written_on, "1.1")] == ["evidence_added", "withdrawal"]


def test_five_fast_clicks_record_one_statement(written_on: Server, page: Page):
    page.goto(at(written_on.url, "statement?for=JD&id=1.2", lang="en"))
    ready(page)
    page.get_by_label(re.compile("^New deadline")).fill("2027-H1")
    page.get_by_label(re.compile("^Why the deadline is moved")).fill("Decided by the government.")
    hastily(page.get_by_role("button", name="Record the statement"), clicks=5, pause=60)
    expect(page.get_by_text("Recorded as no.")).to_be_visible()
    ready(page)
    assert [kind for _number, kind in recorded(written_on, "1.2")] == ["deadline_revised"]
    page.goto(at(written_on.url, "initiative?id=1.2", lang="en"))
    expect(page.get_by_text("Due first half of 2027").first).to_be_visible()


def test_text_is_removed_with_the_keyboard_alone_once_one_has_understood(written_on: Server, page: Page):
    number = evidence(page, written_on, "1.3", SECRET)
    open_entry(page, written_on, number)
    expect(page.get_by_text(SECRET).first).to_be_visible()
    button = page.get_by_role("button", name="Remove the text for good")
    expect(button).to_be_disabled()
    page.get_by_label("Why it is withdrawn").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Withdraw the entry")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Remove “Comment”")).to_be_checked()
    ready(page)
    page.keyboard.press("Tab")
    page.keyboard.type("It names a private person.")
    page.keyboard.press("Tab")
    ready(page)
    page.keyboard.press("Space")
    expect(button).to_be_enabled()
    ready(page)
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The text is removed.")).to_be_visible()
    expect(page.get_by_text("It names a private person.").first).to_be_visible()
    ready(page)
    assert SECRET not in page.content()
    assert [kind for _number, kind in recorded(written_on, "1.3")] == ["evidence_added", "redaction"]
    assert not [
        path
        for path in written_on.data_dir.rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def test_who_is_slower_reads_what_came_in_and_keeps_the_text(
    written_on: Server, new_context: Callable[..., BrowserContext]
):
    slow, fast = new_context().new_page(), new_context().new_page()
    number = evidence(slow, written_on, "1.4")
    open_entry(slow, written_on, number)
    slow.get_by_label("Why it is withdrawn").fill("Written slowly.")
    slow.keyboard.press("Tab")
    ready(slow)
    evidence(fast, written_on, "1.4", "Came in between.")
    slow.get_by_role("button", name="Withdraw the entry").click()
    expect(slow.get_by_role("heading", name="Recorded while you wrote")).to_be_visible()
    expect(slow.get_by_text("Came in between.")).to_be_visible()
    expect(slow.get_by_label("Why it is withdrawn")).to_have_value("Written slowly.")
    slow.get_by_role("button", name="Withdraw the entry").click()
    expect(slow.get_by_text("Already withdrawn by").first).to_be_visible()
    assert [kind for _number, kind in recorded(written_on, "1.4")] == ["evidence_added"] * 2 + ["withdrawal"]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_page_of_an_entry_with_its_forms_has_no_fault_and_reflows(
    written_on: Server, page: Page, language: str
):
    number = evidence(page, written_on, "1.5", "Nothing to hide.")
    open_entry(page, written_on, number)
    page.get_by_label("Why it is withdrawn").fill("A dead link.")
    page.get_by_role("button", name="Withdraw the entry").click()
    expect(page.get_by_text("Already withdrawn by").first).to_be_visible()
    for address in (f"entry?no={number}&for=JD", f"entry?no={number + 1}&for=JD", "initiative?id=1.5"):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(at(written_on.url, address, lang=language))
        ready(page)
        page.evaluate(AXE)
        for scheme, background in BACKGROUNDS.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            expect(page.get_by_test_id("stApp")).to_have_css("background-color", background)
            assert faults(page) == [], f"{address}, {scheme}"
        page.set_viewport_size({"width": 320, "height": 700})
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        width = page.get_by_test_id("stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
        assert width[0] <= width[1], f"{address} scrolls sideways"
