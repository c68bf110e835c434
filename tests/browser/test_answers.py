"""Answering for a ministry in a real browser: by keyboard alone, with hasty fingers, and for those who cannot see."""

import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import hastily
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.browser.test_accessibility import faults_by_state, gaps
from tests.conftest import Server, start_server


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demonstration in which ministries are asked: two reports wait, one is disputed, one was left unanswered."""
    running = start_server(tmp_path_factory.mktemp("asking"), DEMO="1", ANSWERS="1")
    yield running
    running.stop()


def answers_of(server: Server, body: str) -> list[str]:
    """What a ministry has answered in this run, oldest first; what is invented has another person."""
    with sqlite3.connect(server.data_dir / "demo.db") as database:
        found = database.execute(
            "SELECT answer FROM events WHERE kind = 'approval' AND acting_for = ? AND recorded_by = 'local'"
            " ORDER BY sequence",
            (body,),
        ).fetchall()
    return [verdict for (verdict,) in found]


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("address", ["", "answers?for=KD", "initiative?id=1.4", "initiatives"])
def test_a_page_with_answers_has_no_fault_in_any_light_or_size(
    asking: Server, still_page: Page, address: str, language: str
):
    page = still_page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(at(asking.url, address, lang=language))
    ready(page)
    assert gaps(page) == []
    assert faults_by_state(page, language) == {}
    page.set_viewport_size({"width": 320, "height": 700})
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_ministry_disagrees_with_the_keyboard_alone(asking: Server, page: Page):
    page.goto(at(asking.url, "answers?for=KD", lang="en"))
    ready(page)
    page.get_by_role("link", name="1.5 Duty to notify").focus()
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")  # the first of the two
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Disagree").first).to_be_checked()
    ready(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Reason").first).to_be_focused()
    page.keyboard.type("It is not so.")
    page.keyboard.press("Tab")
    ready(page)
    expect(page.get_by_role("button", name="Send the answer on 1.5")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Answer on 1.5 recorded: Disagrees.")).to_be_visible()
    ready(page)
    assert answers_of(asking, "KD") == ["disagreed"]


def test_three_hasty_clicks_are_one_answer(asking: Server, page: Page):
    page.goto(at(asking.url, "answers?for=HOD", lang="en"))
    ready(page)
    page.get_by_test_id("stRadio").get_by_text("Confirm", exact=True).first.click()
    ready(page)
    hastily(page.get_by_role("button", name="Send the answer on 1.5"), clicks=3, pause=120)
    expect(page.get_by_text("Answer on 1.5 recorded: Confirmed.")).to_be_visible()
    ready(page)
    assert answers_of(asking, "HOD") == ["confirmed"]


def test_the_page_stands_in_the_navigation(asking: Server, page: Page):
    page.goto(at(asking.url, "", lang="en"))
    ready(page)
    page.get_by_test_id("stSidebarNav").get_by_text("Answers").click()
    expect(page.locator("h1")).to_have_text("Answers")
