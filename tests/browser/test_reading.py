"""What a reader does in a browser: filter, go back, print, follow the day; and what the pages ask the server for."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.acts import follow, pick
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.conftest import Server


def sheets(pdf: bytes) -> int:
    """How many sheets a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("body", ["JD", "ASD", "HOD", "KMD", "KD"])
def test_the_page_of_a_responsible_body_prints_on_one_sheet(
    server: Server, still_page: Page, body: str, language: str
):
    still_page.goto(at(server.url, f"responsibilities?body={body}", lang=language))
    ready(still_page)
    still_page.emulate_media(media="print")
    printed = still_page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    still_page.emulate_media(media="screen")
    assert sheets(printed) == 1


def test_a_long_page_prints_beyond_the_first_screen(server: Server, still_page: Page):
    """So that one sheet above means that all of it is on the sheet."""
    still_page.goto(at(server.url, "about", lang="nb"))
    ready(still_page)
    still_page.emulate_media(media="print")
    assert sheets(still_page.pdf(format="A4", prefer_css_page_size=True)) > 2
    still_page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("address", "loads_plotly"), [("", False), ("initiatives", False), ("timeline", True)]
)
def test_overview_is_read_without_the_library_for_charts(
    new_context: Callable[..., BrowserContext], server: Server, address: str, loads_plotly: bool
):
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = new_context().new_page()
    page.on("request", note)
    page.goto(at(server.url, address, lang="nb"))
    ready(page)
    page.wait_for_load_state("networkidle")
    assert any("plotly" in url.lower() for url in asked) is loads_plotly


def test_a_filter_is_in_the_address_and_the_way_back_takes_it_out(server: Server, page: Page):
    page.goto(at(server.url, "initiatives", lang="en"))
    ready(page)
    pick(page, "Deadline", "2020")
    expect(page.get_by_text("Showing 2 of 18 initiatives")).to_be_visible()
    expect(page).to_have_url(re.compile("deadline=2020"))
    page.reload()
    ready(page)
    expect(page.get_by_text("Showing 2 of 18 initiatives")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Showing 18 of 18 initiatives")).to_be_visible()
    expect(page).not_to_have_url(re.compile("deadline="))


def test_one_click_on_a_day_re_reads_this_page_and_the_next(server: Server, page: Page):
    page.goto(at(server.url, "", lang="en"))
    ready(page)
    page.get_by_test_id("stSidebar").get_by_text("2018", exact=True).click()
    expect(page.get_by_text("As of 31 December 2018 · 0 of 18 reported")).to_be_visible()
    expect(page).to_have_url(re.compile("as_of=2018-12-31"))
    follow(page, "Timeline")
    expect(page.get_by_text("As of 31 December 2018", exact=True)).to_be_visible()
    page.get_by_role("link", name="1.5 Duty to notify").click()
    expect(page.get_by_role("heading", level=1, name="1.5 Duty to notify")).to_be_visible()
    expect(page).to_have_url(re.compile("as_of=2018-12-31"))


@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(17, 20, 23)"), ("dark", "rgb(236, 236, 236)")])
def test_charts_are_drawn_in_the_colours_of_the_theme(
    new_context: Callable[..., BrowserContext], server: Server, scheme: str, ink: str
):
    page = new_context(color_scheme=scheme).new_page()
    for address in ("timeline", "indicators?theme=housing", "initiative?id=3.4"):
        page.goto(at(server.url, address, lang="nb"))
        ready(page)
        expect(page.locator(".js-plotly-plot .xtick text").first).to_have_css("fill", ink)


def test_a_chart_has_words_for_those_who_cannot_see_it(server: Server, page: Page):
    page.goto(at(server.url, "indicators?id=housing_at_release", lang="en"))
    ready(page)
    chart = page.get_by_role("figure", name=re.compile("In 2014, 24 per cent of inmates had not clarified"))
    expect(chart.first).to_be_attached()


@pytest.mark.parametrize(
    "address",
    [
        "initiative?id=9.9",
        "responsibilities?body=NOBODY",
        "indicators?id=nothing&theme=nothing",
        "?as_of=2018-02-30",
        "?as_of=2999-01-01",
        "initiatives?area=9&status=x",
        "report?for=NOBODY&id=9.9",
        "timeline?lang=xx",
        "initiative?id=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_a_wrong_address_is_answered_calmly_and_the_page_can_be_used(
    server: Server, still_page: Page, address: str
):
    still_page.goto(f"{server.url}/{address}")
    ready(still_page)
    expect(still_page.locator("h1")).to_have_count(1)
    assert still_page.get_by_test_id("stException").count() == 0
    assert "Traceback" not in still_page.content()
    expect(still_page.get_by_test_id("stSidebarNavLink").first).to_be_visible()


def test_a_figure_is_downloaded_as_a_file(server: Server, page: Page):
    page.goto(at(server.url, "indicators?id=housing_at_release", lang="en"))
    ready(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").first.click()
    assert waiting.value.suggested_filename == "housing_at_release.csv"
    rows = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 4
    assert "demonstration" not in rows[0]


@pytest.mark.parametrize(("scheme", "inverted"), [("dark", True), ("light", False)])
def test_a_chart_of_the_dark_theme_is_turned_light_on_paper(
    new_context: Callable[..., BrowserContext], server: Server, scheme: str, inverted: bool
):
    page = new_context(color_scheme=scheme).new_page()
    page.goto(at(server.url, "indicators", theme="substance_use", lang="nb"))
    ready(page)
    drawn = page.locator("[data-testid=stPlotlyChart]").first
    expect(drawn).to_have_css("filter", "none")
    page.emulate_media(media="print", color_scheme=scheme)
    expect(drawn).to_have_css("filter", "invert(1) hue-rotate(180deg)" if inverted else "none")
