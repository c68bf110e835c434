"""The Excel round trip in a real browser: download, fill in elsewhere, upload, record."""

import io
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import hastily
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.browser.test_accessibility import AXE, faults
from tests.conftest import Server, start_server
from tests.workbooks import filled


@pytest.fixture(scope="module")
def written_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_server(tmp_path_factory.mktemp("workbook"))
    yield running
    running.stop()


def recorded(server: Server) -> list[tuple[str, str, str]]:
    with sqlite3.connect(server.data_dir / "monitor.db") as database:
        return database.execute(
            "SELECT initiative, status, acting_for FROM events ORDER BY sequence"
        ).fetchall()


def download(page: Page, server: Server, body: str) -> bytes:
    page.goto(at(server.url, f"workbook?for={body}", lang="nb"))
    ready(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Last ned arbeidsboken").click()
    assert re.fullmatch(rf"rapportskjema-{body}-\d{{4}}-\d\d-\d\d\.xlsx", started.value.suggested_filename)
    return Path(started.value.path()).read_bytes()


def upload(page: Page, data: bytes, name: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def row_of(data: bytes, initiative: str) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    (row,) = [cell.row for cell in sheet["A"] if cell.value == initiative]
    return int(row)


def test_a_workbook_is_downloaded_filled_in_read_and_recorded_once(written_on: Server, page: Page):
    data = download(page, written_on, "JD")
    one, two, three = (row_of(data, initiative) for initiative in ("1.1", "1.2", "1.3"))
    data = filled(
        data,
        {f"E{one}": "Fullført", f"E{two}": "I gang", f"K{two}": "Høringen tok tid.", f"E{three}": "I gang"},
    )
    upload(page, data, "svar.xlsx")
    expect(page.get_by_text("2 nye · 1 med feil · 12 ikke fylt ut")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text=f"K{three}: Tiltak 1.3: ")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Registrer 1.2")).to_be_checked()
    page.evaluate(AXE)
    assert faults(page) == []
    # The keyboard alone takes a row out, puts it back in and records.
    page.get_by_role("checkbox", name="Registrer 1.1").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Registrer 1 rapport")).to_be_visible()
    ready(page)
    page.keyboard.press("Space")
    hastily(page.get_by_role("button", name="Registrer 2 rapporter"), clicks=5, pause=80)
    expect(page.get_by_text("✓ 2 rapporter registrert")).to_be_visible()
    ready(page)
    assert recorded(written_on) == [("1.1", "completed", "JD"), ("1.2", "in_progress", "JD")]
    # The same file once more, in a new visit.
    page.goto(at(written_on.url, "workbook", lang="nb"))
    ready(page)
    upload(page, data, "svar.xlsx")
    expect(page.get_by_text("0 nye · 1 med feil · 2 registrert fra før · 12 ikke fylt ut")).to_be_visible()
    expect(page.get_by_role("button", name="Registrer 0 rapporter")).to_be_disabled()
    assert len(recorded(written_on)) == 2


def test_a_file_that_is_no_workbook_is_refused_in_words(written_on: Server, page: Page):
    page.goto(at(written_on.url, "workbook", lang="nb"))
    ready(page)
    upload(page, b"\x89PNG\r\n\x1a\n" + bytes(1000), "bilde.xlsx")
    expect(page.get_by_role("alert").filter(has_text="Dette er ikke en Excel-arbeidsbok.")).to_be_visible()
    page.get_by_role("button", name="Legg bort denne arbeidsboken").click()
    expect(page.get_by_role("alert")).to_have_count(0)
