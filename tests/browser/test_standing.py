"""The helpers of these tests: what is read after `ready` is what the act before it led to."""

import re

from playwright.sync_api import Page, expect

from tests.browser.addresses import at
from tests.browser.standing import STANDING, ready
from tests.conftest import Server

DAYS = ("2018", "2020", "2019")


def test_a_page_that_stands_still_shows_what_the_last_click_led_to(server: Server, page: Page):
    page.goto(at(server.url, "", lang="en"))
    ready(page)
    for year in DAYS:
        page.get_by_test_id("stSidebar").get_by_text(year, exact=True).click()
        ready(page)
        assert page.get_by_text(f"As of 31 December {year} ·").count() == 1  # read once, without waiting


def test_the_state_of_the_page_alone_does_not_tell_that_a_run_is_coming(server: Server, page: Page):
    """The control: right after a click, Streamlit's own marks still say that nothing runs. A busy machine may come too
    late to see it, so it is looked for more than once.
    """
    page.goto(at(server.url, "", lang="en"))
    ready(page)
    early = False
    for year in DAYS * 10:
        page.get_by_test_id("stSidebar").get_by_text(year, exact=True).click()
        page.wait_for_selector(STANDING)
        early = page.get_by_text(f"As of 31 December {year} ·").count() == 0
        expect(page.get_by_text(re.compile(f"^As of 31 December {year} ·"))).to_be_visible()
        if early:
            break
    assert early
