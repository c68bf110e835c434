"""A round as a person works with it: on every light and size, with hasty fingers, and down to the file."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import hastily
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.browser.test_accessibility import faults_by_state, gaps
from tests.conftest import Server, start_server
from tests.documents.pdf_text import pages


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a round that runs, so that every part of its page is there."""
    running = start_server(tmp_path_factory.mktemp("rounds"), DEMO="1", ANSWERS="1")
    yield running
    running.stop()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_round_has_no_fault_in_any_light_or_size_and_reflows_at_320_pixels(
    demonstration: Server, still_page: Page, language: str
):
    page = still_page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(at(demonstration.url, "rounds?id=demonstration", lang=language))
    ready(page)
    assert gaps(page) == []
    assert faults_by_state(page, language) == {}
    page.set_viewport_size({"width": 320, "height": 700})
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_files_for_the_archive_come_down_whole_and_marked(
    demonstration: Server, page: Page, tmp_path: Path
):
    page.goto(at(demonstration.url, "rounds?id=demonstration", lang="en"))
    ready(page)
    for label, ending in (("Download as PDF/A", "pdf"), ("Download as CSV", "csv")):
        with page.expect_download() as downloading:
            page.get_by_role("button", name=label).click()
        assert downloading.value.suggested_filename == f"demonstration-round-demonstration.{ending}"
        downloading.value.save_as(tmp_path / f"round.{ending}")
    notice = "Demonstration: every report shown here is invented."
    assert all(read.startswith(notice) for read in pages((tmp_path / "round.pdf").read_bytes()))
    raw = (tmp_path / "round.csv").read_bytes().decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(raw)))[0] == notice


def test_five_hasty_clicks_remind_each_body_once(demonstration: Server, page: Page):
    page.goto(at(demonstration.url, "rounds?id=demonstration", lang="en"))
    ready(page)
    hastily(page.get_by_role("button", name="Record that 5 bodies were reminded"), clicks=5, pause=60)
    expect(page.get_by_text("✓ 5 bodies are recorded as reminded.")).to_be_visible()
    ready(page)
    with sqlite3.connect(demonstration.data_dir / "demo.db") as database:
        steps = database.execute("SELECT body FROM round_steps WHERE recorded_by = 'local'").fetchall()
    assert sorted(body for (body,) in steps) == ["ASD", "HOD", "JD", "KD", "KMD"]
