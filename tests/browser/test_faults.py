"""What a reader sees of a fault that nobody foresaw, and what the log keeps of it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from shutil import copytree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ready
from tests.conftest import ROOT, START_LIMIT, Server, free_port

APP = """
import streamlit as st
from monitor.show.adapter import session

st.session_state["language"] = st.query_params["lang"] if "lang" in st.query_params else "nb"
session.draw_styles()
st.title("Before")
if st.button("Go on") or "fault" in st.query_params:
    {"Kari Nordmann": 1}["no such person: Ola Nordmann"]
"""

SERVE = (
    "import sys; sys.path.insert(0, {root!r});"
    "from pathlib import Path; from dataclasses import replace; from monitor.settings import Settings;"
    "from monitor.web.server import serve; sys.exit(serve(replace(Settings.read(), root=Path.cwd())))"
)


@pytest.fixture(scope="module", params=["json", "text"])
def faulty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Our server around a page that fails."""
    folder, port = tmp_path_factory.mktemp("faulty"), free_port()
    (folder / "app.py").write_text(APP, encoding="utf-8")
    copytree(ROOT / ".streamlit", folder / ".streamlit")
    copytree(ROOT / "static", folder / "static")
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE.format(root=str(ROOT))],
            cwd=folder,
            env=os.environ
            | {
                "PORT": str(port),
                "DATA_DIR": str(folder / "data"),
                "LOG_FORMAT": request.param,
                "PUBLIC_URL": "",
            },
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + START_LIMIT
    while "is open at" not in log.read_text(encoding="utf-8") and time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    yield Server(f"http://127.0.0.1:{port}", folder, log, process)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=START_LIMIT)


SENTENCES = {
    "nb": r"Dette kunne ikke vises på grunn av en feil i løsningen\. .* nummeret ([0-9a-f]{8}) til den .*\.",
    "en": r"This could not be shown because of a fault in the dashboard\. .* the number ([0-9a-f]{8})\.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_fault_is_one_calm_sentence_with_a_number_that_the_log_knows(
    faulty: Server, page: Page, language: str
):
    page.goto(f"{faulty.url}/?fault=1&lang={language}")
    ready(page)
    notice = page.get_by_role("alert")
    expect(notice).to_have_count(1)
    told = re.fullmatch(SENTENCES[language], notice.inner_text().strip())
    assert told is not None
    expect(page.get_by_role("heading", name="Before")).to_be_visible()  # what was drawn before stays
    expect(page.get_by_test_id("stException")).to_have_count(0)
    body = page.locator("body").inner_text()
    assert "Traceback" not in body
    assert "Nordmann" not in body
    log = faulty.log.read_text(encoding="utf-8")
    assert log.count(f"A page met fault {told[1]}.") == 1
    assert "Uncaught" not in log


def test_a_fault_behind_a_button_is_told_the_same_way_and_the_page_goes_on(faulty: Server, page: Page):
    page.goto(f"{faulty.url}/?lang=en")
    ready(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("because of a fault in the dashboard")
    expect(page.get_by_role("button", name="Go on")).to_be_enabled()


def test_as_json_the_log_says_where_and_in_which_request_and_none_of_the_words(faulty: Server, page: Page):
    page.goto(f"{faulty.url}/?fault=1&lang=en")
    ready(page)
    log = faulty.log.read_text(encoding="utf-8")
    if not log.startswith("{"):
        assert "KeyError: 'no such person: Ola Nordmann'" in log  # at one's own machine one may read it
        return
    fault = [json.loads(line) for line in log.splitlines() if "script_fault" in line][-1]
    assert fault["error"] == "builtins.KeyError"
    assert fault["frames"][-1].startswith("app.py:9 ")
    assert "Nordmann" not in log
    page.close()
    time.sleep(1)
    sessions = [
        json.loads(line) for line in faulty.log.read_text("utf-8").splitlines() if '"session"' in line
    ]
    assert fault["request_id"] in [session["request_id"] for session in sessions]
