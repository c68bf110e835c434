"""A text with an image, HTML, a script and links in every field: no view, chart or file makes anything of it."""

import csv
import io
import re
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.addresses import ADDRESSES, at
from tests.browser.conftest import contexts
from tests.browser.harmful import CONTROL, EVIDENCE, NOTE, SHORT, TRAP, Watched, shows_the_note, write
from tests.browser.standing import ready
from tests.conftest import Server, free_port, start_server
from tests.documents.pdf_text import links, text

SHOWN_ON = (
    "initiative?id=1.1",
    "rounds",
    "rounds?id=harm",
    "report?for=JD&id=1.3",
    "changes?since=2017-01-01",
)
"""Pages on which somebody's words are to be read."""


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[int]]]:
    """A server on a log full of harmful texts, and the numbers of its entries."""
    data = tmp_path_factory.mktemp("harmed")
    numbers = write(data)
    running = start_server(data, ANSWERS="1")
    yield running, numbers
    running.stop()


def addresses(numbers: list[int]) -> list[str]:
    """Every kind of page, every entry, and addresses that hold the note themselves."""
    said = quote(NOTE)
    return [
        *ADDRESSES,
        *SHOWN_ON,
        *(f"entry?no={number}" for number in numbers),
        f"statement?corrects={numbers[2]}&for=JD",
        f"report?corrects={numbers[0]}&for=JD",
        "answers?for=KD",
        "answers?for=HOD",
        f"initiatives?text={said}",
        *(f"initiative?{name}={said}" for name in ("id", "as_of", "lang")),
        f"history?person={said}&recorded_from={said}&id={said}&page={said}",
        f"indicators?theme={said}&id={said}",
        f"responsibilities?body={said}",
        f"rounds?id={said}",
        f"entry?no={said}",
    ]


@dataclass(frozen=True)
class Walk:
    """What was seen on the way through all pages: by whom it was watched, and where the words of the note stood."""

    watched: Watched
    shown: set[str]


@pytest.fixture(scope="module")
def walk(harmed: tuple[Server, list[int]], browser: Browser) -> Iterator[Walk]:
    """One walk through every kind of page for all that is asserted of all of them. At its end it is asserted that
    nothing outside this machine was asked for."""
    server, numbers = harmed
    with contexts(browser) as make:
        walk = Walk(Watched(make(reduced_motion="reduce")), set())
        page = walk.watched.page
        for address in addresses(numbers):
            page.goto(at(server.url, address))
            ready(page)
            walk.watched.look()
            if shows_the_note(page):
                walk.shown.add(address)
        yield walk


def test_no_view_makes_anything_of_a_harmful_text(walk: Walk):
    assert (walk.watched.asked, walk.watched.live, walk.watched.forbidden) == ([], [], [])


def test_the_harmful_text_was_there_to_be_seen_as_it_was_typed(walk: Walk, harmed: tuple[Server, list[int]]):
    _server, numbers = harmed
    assert walk.shown >= {*SHOWN_ON, *(f"entry?no={number}" for number in numbers)}


def test_the_policy_forbids_nothing_a_page_needs(walk: Walk):
    """The control stands in test_shell.py."""
    assert walk.watched.told == []


def test_a_harmful_workbook_and_its_name_are_shown_as_text(
    harmed: tuple[Server, list[int]], new_context: Callable[..., BrowserContext]
):
    server, _numbers = harmed
    watched = Watched(new_context(reduced_motion="reduce", accept_downloads=True))
    page = watched.page
    page.goto(at(server.url, "workbook?for=JD", lang="nb"))
    ready(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Last ned arbeidsboken").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(started.value.path()).read_bytes()))
    sheet = book.worksheets[0]
    (row,) = [cell.row for cell in sheet["A"] if cell.value == "1.1"]
    for column, value in zip("EFGHIJKLM", ("Fullført", *[NOTE.lstrip("=")] * 8), strict=True):
        sheet[f"{column}{row}"] = value
    buffer = io.BytesIO()
    book.save(buffer)
    name = f"![](http:{TRAP}) <img src=x onerror=alert(1)> [l](http:{TRAP}).xlsx"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": buffer.getvalue()}
    )
    expect(page.get_by_text("<script>alert(1)</script>").first).to_be_visible()
    ready(page)
    watched.look()
    assert (watched.asked, watched.live, watched.forbidden) == ([], [], [])


def downloads(page: Page, address: str) -> dict[str, bytes]:
    """Every file that a page offers, by name."""
    page.goto(address)
    ready(page)
    found = {}
    buttons = page.get_by_test_id("stDownloadButton").get_by_role("button")
    for place in range(buttons.count()):
        with page.expect_download() as started:
            buttons.nth(place).click()
        found[started.value.suggested_filename] = Path(started.value.path()).read_bytes()
    return found


def test_no_file_holds_a_formula_or_a_link_made_of_a_text(
    harmed: tuple[Server, list[int]], new_context: Callable[..., BrowserContext]
):
    server, _numbers = harmed
    page = new_context(accept_downloads=True).new_page()
    files: dict[str, bytes] = {}
    for address in ("history", "changes?since=2017-01-01", "rounds?id=harm"):
        files |= downloads(page, at(server.url, address, lang="en"))
    endings = sorted(name.rpartition(".")[2] for name in files)
    assert endings == ["csv", "csv", "csv", "pdf", "xlsx", "xlsx"]
    for name, content in files.items():
        if name.endswith(".csv"):
            cells = [
                cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row if cell
            ]
            assert any(NOTE[:40] in cell or SHORT in cell for cell in cells), name
            assert not [cell for cell in cells if re.match(r"\s*[=+@\uff1d\uff0b\uff0d\uff20]|-\D", cell)]
        elif name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = {part: archive.read(part) for part in archive.namelist()}
            assert any(b"alert(1)" in part for part in parts.values()), name
            assert not [
                part
                for part, held in parts.items()
                if re.search(rb"<f[ >]|<hyperlink|TargetMode=.External|<!DOCTYPE", held)
            ]
        else:
            assert "alert(1)" in text(content)
            assert links(content) <= {EVIDENCE}


def test_the_same_note_as_markdown_is_a_request_and_a_link(
    tmp_path: Path, new_context: Callable[..., BrowserContext]
):
    """The control: what the tests above look for is seen where it is."""
    script = tmp_path / "page.py"
    script.write_text(f"import streamlit as st\nst.markdown({NOTE!r})\nst.html({NOTE!r})\n", encoding="utf-8")
    port = free_port()
    running = subprocess.Popen(
        [*CONTROL, f"--server.port={port}", str(script)],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        watched = Watched(new_context())
        for _try in range(100):
            try:
                watched.page.goto(f"http://127.0.0.1:{port}/")
                break
            except Exception:  # noqa: BLE001 - it has not started yet
                time.sleep(0.3)
        ready(watched.page)
        watched.page.wait_for_selector(f'a[href*="{TRAP}"]')
        watched.look()
        assert f"http://{TRAP}/x" in watched.asked
        assert any("A href=" in told for told in watched.live)
        assert any("IMG src=" in told for told in watched.live)
    finally:
        running.terminate()
        running.wait()
