"""Every page for people who listen, enlarge, use a keyboard, or read in the dark (WCAG 2.2, levels A and AA)."""

from importlib.resources import files
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import ADDRESSES, at
from tests.browser.standing import ready
from tests.conftest import Server

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BACKGROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 24, 26)"}
SIZES = {1440: 900, 390: 844}

# Stops of the tabulator key that are Streamlit's own and show no ring, each with the reason.
WITHOUT_RING = {"MAIN": "the box that scrolls holds the whole page; the arrow keys move it"}


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands, each with its rule, its place and its markup.

    A page that has just changed its colours or its width may still be on its way; only what stays is a fault.
    """
    found: list[str] = []
    for wait in (0, 400, 1200):
        page.wait_for_timeout(wait)
        told = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
            RULES,
        )
        found = [
            f"{fault['id']}: {node['target']} {node['html'][:160]}"
            for fault in told["violations"]
            for node in fault["nodes"]
        ]
        if not found:
            break
    return found


def faults_by_state(page: Page, language: str) -> dict[str, list[str]]:
    """What axe finds in each light and size, where it finds anything.

    Colours and sizes are looked at in one language; the other has other words, and no other colours. Dark and narrow
    are looked at apart: together they have no colour and no width that they have not alone.
    """
    page.evaluate(AXE)
    found: dict[str, list[str]] = {}
    schemes, sizes = (
        (BACKGROUNDS, SIZES) if language == "nb" else ({"light": BACKGROUNDS["light"]}, {1440: 900})
    )
    for scheme, background in schemes.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", background)
        for width, height in sizes.items() if scheme == "light" else [(1440, 900)]:
            page.set_viewport_size({"width": width, "height": height})
            ready(page)
            if told := faults(page):
                found[f"{scheme}, {width} px"] = told
    return found


def gaps(page: Page) -> list[int]:
    """The levels of the headings, where one is skipped or the first is not the first level."""
    levels: list[int] = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "headings => headings.map(heading => Number(heading.tagName[1]))"
    )
    sound = levels[0] == 1 and all(later - earlier <= 1 for earlier, later in pairwise(levels))
    return [] if sound else levels


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_fault_in_any_light_or_size_and_reflows_at_320_pixels(
    server: Server, still_page: Page, address: str, language: str
):
    page = still_page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(at(server.url, address, lang=language))
    ready(page)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert gaps(page) == []
    assert faults_by_state(page, language) == {}

    page.set_viewport_size({"width": 320, "height": 700})
    ready(page)
    width = page.get_by_test_id("stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert width[0] <= width[1], "the page scrolls sideways"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_two_pages_have_the_same_title_in_the_browser(server: Server, still_page: Page):
    """In Norwegian, where one initiative and several are the same word."""
    pages = [
        address
        for address in ADDRESSES
        if address.split("?")[0] not in ("report", "indicators", "explore", "statement")
    ]
    pages += ["report", "indicators", "explore", "statement", "initiative?id=1.4", "responsibilities?body=JD"]
    titles = set()
    for address in pages:
        still_page.goto(at(server.url, address, lang="nb"))
        ready(still_page)
        expect(still_page.locator("h1")).to_have_text(still_page.title())
        titles.add(still_page.title())
    assert len(titles) == len(pages)


def tabbed(page: Page, limit: int = 200) -> list[dict[str, str]]:
    """Every stop of the tabulator key until it begins again, and whether a ring is seen there."""
    stops: list[dict[str, str]] = []
    for _step in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const focused = document.activeElement;
                if (!focused || focused === document.body) return null;
                let ringed = "";
                for (let part = focused; part && part !== document.body; part = part.parentElement) {
                    const style = getComputedStyle(part);
                    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) ringed = "yes";
                    if (part.matches("[data-testid=stMain], [data-testid=stSidebar]")) break;
                }
                const seen = (focused.getAttribute("aria-label") || focused.innerText || focused.id).trim();
                return {tag: focused.tagName, words: seen, href: focused.getAttribute("href") || "", ringed};
            }"""
        )
        if stop is None or (stops and stop == stops[0]):
            break
        stops.append(stop)
    return stops


def test_the_tabulator_key_reaches_navigation_filters_and_links_and_shows_where_it_is(
    server: Server, still_page: Page
):
    page = still_page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(at(server.url, "initiatives", lang="en"))
    ready(page)
    stops = tabbed(page)
    reached = " | ".join(stop["words"] for stop in stops)
    for word in ("Overview", "Timeline", "About and sources", "Today", "Area", "Responsible body", "Words"):
        assert word in reached, f"{word} is not reached: {reached}"
    assert {f"initiative?id={number}&lang=en" for number in ("1.1", "3.7")} <= {
        stop["href"] for stop in stops
    }
    assert [stop for stop in stops if not stop["ringed"] and stop["tag"] not in WITHOUT_RING] == []
