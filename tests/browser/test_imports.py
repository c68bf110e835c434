"""Figures come in in a real browser: uploaded, looked at, accepted once however often one clicks; axe finds nothing."""

import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from monitor.settings import ROOT
from tests.browser.acts import hastily
from tests.browser.addresses import at
from tests.browser.standing import ready
from tests.browser.test_accessibility import AXE, faults
from tests.conftest import Server, start_server
from tests.sources.pxweb.bank import Bank, running
from tests.sources.pxweb.conftest import a_table

INDICATOR = "housing_before_prison"


@pytest.fixture(scope="module")
def bank() -> Iterator[Bank]:
    table = a_table()
    with running(Bank({table.id: table})) as bank:
        yield bank


@pytest.fixture(scope="module")
def imported_to(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> Iterator[Server]:
    server = start_server(tmp_path_factory.mktemp("imports"), DATA_HOSTS=bank.host)
    yield server
    server.stop()


def editions(server: Server, indicator: str) -> list[tuple[int, str]]:
    with sqlite3.connect(server.data_dir / "monitor.db") as database:
        query = "SELECT number, recorded_by FROM editions WHERE indicator = ? ORDER BY number"
        return database.execute(query, (indicator,)).fetchall()


def test_a_table_is_uploaded_looked_at_and_accepted_once(imported_to: Server, page: Page):
    text = (ROOT / "data" / f"{INDICATOR}.csv").read_text(encoding="utf-8")
    text = text.replace("inmates,22", "inmates,23", 1).replace("reference,74", "reference,q4", 1)
    page.goto(at(imported_to.url, "imports", lang="nb"))
    ready(page)
    page.locator("input[type=file]").set_input_files(
        {"name": f"{INDICATOR}.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Les filene").click()
    expect(page.get_by_role("heading", name="Endrede tall (1)")).to_be_visible()
    expect(page.get_by_text("«q4» er ikke et tall.")).to_be_visible()
    ready(page)
    page.evaluate(AXE)
    assert faults(page) == []
    with page.expect_download() as started:
        page.get_by_role("button", name="Last ned hele rapporten som CSV").click()
    assert started.value.suggested_filename.startswith("importrapport-")
    assert editions(imported_to, INDICATOR) == [(1, "program")]
    hastily(page.get_by_role("button", name="Godta 1 ny utgave"), clicks=4, pause=60)
    notice = page.get_by_text("Godtatt: utgave 2 av ")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("(den som bruker denne maskinen)")
    expect(notice).not_to_contain_text(INDICATOR)
    ready(page)
    assert editions(imported_to, INDICATOR) == [(1, "program"), (2, "local")]


def test_a_table_of_a_bank_is_asked_for_after_it_was_looked_at(imported_to: Server, bank: Bank, page: Page):
    page.goto(at(imported_to.url, "imports", lang="en"))
    ready(page)
    page.get_by_role("radio", name="A table of a statistics bank").or_(
        page.get_by_role("button", name="A table of a statistics bank")
    ).first.click()
    ready(page)
    page.get_by_label("Address of the bank").fill(bank.address)
    page.get_by_label("Language, as the bank calls it").fill("en")
    page.get_by_label("Number of the table").fill("10000")
    page.keyboard.press("Tab")
    ready(page)
    page.get_by_role("button", name="Look at the table").click()
    expect(page.get_by_role("heading", name="10000: Inmates, by sex, contents and year")).to_be_visible()
    ready(page)
    for place in range(3):
        page.get_by_text("All (", exact=False).nth(place).click()
        ready(page)
    page.evaluate(AXE)
    assert faults(page) == []
    page.get_by_role("button", name="Ask for 60 figures").click()
    expect(page.get_by_role("button", name="Accept 1 new edition")).to_be_visible(timeout=20_000)
    assert len(bank.questions) == 1
