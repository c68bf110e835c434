"""What surrounds the pages, in a real browser."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import COLD, PAGES
from tests.browser.standing import forbidden, ready
from tests.conftest import Server, start_server


def is_drawn_by_the_main_script(page: Page, address: str) -> None:
    """The side bar is drawn by app.py and by no page."""
    page.goto(address)
    ready(page)
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.fixture(scope="module")
def unvisited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that only the first visits of the tests below go to."""
    running = start_server(tmp_path_factory.mktemp("unvisited") / "data")
    yield running
    running.stop()


@pytest.mark.parametrize("name", COLD)
def test_a_first_visit_to_a_cold_server_goes_through_the_main_script(
    serve: Callable[..., Server], page: Page, name: str
):
    is_drawn_by_the_main_script(page, f"{serve().url}/{name}?lang=nb")


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_to_any_page_goes_through_the_main_script(unvisited: Server, page: Page, name: str):
    is_drawn_by_the_main_script(page, f"{unvisited.url}/{name}?lang=nb")


@pytest.mark.parametrize(("address", "language"), [("/?lang=nb", "nb"), ("/?lang=en", "en")])
def test_the_document_says_the_language_of_the_page(server: Server, page: Page, address: str, language: str):
    page.goto(server.url + address)
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_the_document_follows_a_change_of_language(server: Server, page: Page):
    page.goto(f"{server.url}/?lang=nb")
    ready(page)
    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_single_letter_is_no_command(server: Server, page: Page):
    page.goto(f"{server.url}/?lang=en")
    ready(page)
    page.evaluate(
        "window.states = []; new MutationObserver(() => window.states.push("
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState)"
        ").observe(document.querySelector('[data-testid=stApp]'), {attributes: true})"
    )
    page.keyboard.press("r")
    page.keyboard.press("c")
    page.wait_for_timeout(500)  # a rerun would have begun long before
    assert page.evaluate("window.states") == []


@pytest.fixture
def violations(page: Page) -> list[str]:
    """What the browser kept a page from doing, as it happens."""
    return forbidden(page)


def test_what_the_policy_forbids_is_noticed(server: Server, page: Page, violations: list[str]):
    """A picture from another port, as a report might smuggle it in. That every page gets by without such words is told
    by test_harmful_text.py, which walks through all of them."""
    page.goto(f"{server.url}/?lang=en")
    ready(page)
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
    page.wait_for_timeout(200)
    assert len(violations) == 1
    assert "img-src" in violations[0]


def test_the_theme_is_written_in_our_own_font(server: Server, page: Page):
    page.goto(server.url)
    ready(page)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith("Inter")
    assert page.evaluate(
        "[...document.fonts].some(face => face.family === 'Inter' && face.status === 'loaded')"
    )


@pytest.mark.parametrize("name", ["nothing", "overview", "initiative/1.5"])
def test_an_address_that_is_no_page_is_answered_with_a_page_of_ours_that_leads_home(
    server: Server, page: Page, name: str
):
    answer = page.goto(f"{server.url}/{name}?lang=en")
    assert answer is not None and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address.")
    expect(page.get_by_test_id("stApp")).to_have_count(0)
    expect(page.get_by_role("link", name="Indicators")).to_have_attribute("href", "/indicators?lang=en")
    page.get_by_role("link", name="Norsk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det finnes ingen side på denne adressen.")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Go to the front page").click()
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_server_is_found_where_the_page_lies_and_not_looked_for_below_it(server: Server, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{server.url}/indicators?lang=en")
    ready(page)
    assert "/_stcore/health" in asked
    assert [path for path in asked if path.startswith("/indicators/")] == []
