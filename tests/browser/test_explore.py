"""The explorer in a browser: its choices survive reload, a link and the back button; pictures and files are real."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import pick
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.conftest import Server

SWEDEN = "explore?id=sweden_new_sanction"


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def opened(page: Page, server: Server, address: str) -> Page:
    page.goto(at(server.url, address, lang="en"))
    ready(page)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    return page


def test_a_choice_survives_reload_and_the_back_button_takes_it_back(server: Server, page: Page):
    opened(page, server, SWEDEN)
    whole = page.locator("h3").first.inner_text()
    pick(page, "From", "2005")
    expect(page.locator("h3").first).to_contain_text("2005–2016")
    assert asked(page)["from"] == ["2005"]
    page.reload()
    ready(page)
    expect(page.locator("h3").first).to_contain_text("2005–2016")
    page.go_back()
    expect(page.locator("h3").first).to_have_text(whole)


def test_a_picture_is_made_in_the_browser_and_can_be_understood_alone(
    server: Server, page: Page, tmp_path: Path
):
    opened(page, server, SWEDEN)
    with page.expect_download() as download:
        page.get_by_role("button", name="Chart as SVG").click()
    assert re.fullmatch(r"sweden_new_sanction-edition-\d+\.svg", download.value.suggested_filename)
    download.value.save_as(tmp_path / "chart.svg")
    text = " ".join(ElementTree.parse(tmp_path / "chart.svg").getroot().itertext())
    for told in (
        "Sweden: 30 per cent of clients",
        "1994–2016",
        "Source: Kriminalvården",
        "Edition 1, kept",
        "All clients",
    ):
        assert told in text, told
    with page.expect_download() as download:
        page.get_by_role("button", name="Chart as PNG").click()
    download.value.save_as(tmp_path / "chart.png")
    content = (tmp_path / "chart.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 2000  # pixels of width
    assert len(content) > 20_000
    expect(page.locator(".js-plotly-plot .gtitle")).to_have_count(0)  # the chart on the page stays as it was


@pytest.mark.parametrize(
    ("button", "begins"),
    [("Download as CSV", b""), ("Download as Parquet", b"PAR1"), ("Download as JSON-stat", b"{")],
)
def test_the_selection_comes_along_as_a_file(
    server: Server, page: Page, tmp_path: Path, button: str, begins: bytes
):
    opened(page, server, f"{SWEDEN}&from=2005")
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(tmp_path / "file")
    content = (tmp_path / "file").read_bytes()
    assert content.startswith(begins)
    assert len(content) > 200
    if not begins:
        told = content.decode("utf-8-sig")
        assert "2005" in told
        assert "1999" not in told


def test_the_permanent_link_leads_to_the_same_figures(server: Server, page: Page):
    opened(page, server, f"{SWEDEN}&from=2005&by[group]=released")
    heading = page.locator("h3").first.inner_text()
    rows = page.locator("tbody tr").count()
    link = page.get_by_role("link", name=re.compile("^http")).get_attribute("href")
    assert link is not None
    assert link.startswith(server.url)
    assert "edition=1" in link
    page.goto(link)
    ready(page)
    expect(page.locator("h3").first).to_have_text(heading)
    assert page.locator("tbody tr").count() == rows


def test_the_buttons_for_pictures_are_reached_by_the_keyboard(server: Server, page: Page):
    opened(page, server, SWEDEN)
    button = page.get_by_role("button", name="Chart as SVG")
    button.focus()
    with page.expect_download():
        page.keyboard.press("Enter")
