"""`make bench`: how long until a reader sees Overview, beside a blank Streamlit page served the same way.

Both servers are warm (each page is opened once before anything is measured). Each sample is a fresh browser context:
no cache, no session. The clock runs inside the page, from the start of navigation to the first frame in which Streamlit
is connected, its script has run, no placeholder is left and every part named in PAGES is there. The order turns from
round to round, so that a disturbance does not always fall on the same page; the ratio is the median of the rounds' own
ratios.
"""

import argparse
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.sections import write_section
from scripts.browser import ARGUMENTS

ROOT = Path(__file__).resolve().parents[1]

LIMIT = 60_000  # milliseconds
TARGET = 1.5  # issue: Overview within this many times a blank page


@dataclass(frozen=True)
class Measured:
    """A page to open: its name in the table, the module that serves it, its address, and what must be on it."""

    name: str
    module: list[str]
    address: str
    parts: list[str]


PAGES = [
    Measured("Blank Streamlit page", ["bench.blank"], "/", ["#ready"]),
    Measured(
        "Overview",
        ["monitor", "serve"],
        "/?lang=nb",
        ["h1", "[role=status]", ".m-card", "table tbody tr:nth-child(18)"],
    ),
]

# Runs in the page before anything else; a frame is drawn after the callback in which all parts are found.
WATCH = """
(() => {
  const parts = %s;
  const look = () => {
    const app = document.querySelector("[data-testid=stApp]");
    const ready = app
      && app.dataset.testConnectionState === "CONNECTED"
      && app.dataset.testScriptState === "notRunning"
      && !document.querySelector("[data-testid=stSkeleton]")
      && parts.every((part) => document.querySelector(part));
    if (ready) requestAnimationFrame(() => { document.documentElement.dataset.readyAfter = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Overview beside a blank Streamlit page."
    )
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as data:
        browser = playwright.chromium.launch(executable_path=_executable(), args=ARGUMENTS)
        with _served(PAGES[0], data) as blank, _served(PAGES[1], data) as overview:
            addresses = [blank, overview]
            for page, url in zip(PAGES, addresses, strict=True):
                _open(browser, page, url)
            rounds = []
            for number in range(options.rounds):
                order = [0, 1] if number % 2 == 0 else [1, 0]
                taken = {i: _open(browser, PAGES[i], addresses[i]) for i in order}
                rounds.append((taken[0], taken[1]))
        table = _table(rounds, browser.version, load)
    write_section("Overview beside a blank Streamlit page", table)
    print("\n".join(table))
    return 0


def _executable() -> str:
    found = subprocess.run(
        [sys.executable, ROOT / "scripts" / "browser.py"], stdout=subprocess.PIPE, text=True, check=False
    )
    if found.returncode != 0:
        sys.exit(found.returncode)
    return found.stdout.strip()


@contextmanager
def _served(page: Measured, data: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *page.module],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "DATA_DIR": data},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        if "http://localhost" not in process.stdout.readline():
            sys.exit(f"{page.name} could not be served; the lines above say why.")
        yield f"http://127.0.0.1:{port}{page.address}"
    finally:
        process.terminate()
        process.wait()


def _open(browser: Browser, page: Measured, url: str) -> float:
    """Milliseconds until the page is ready, in a context that has seen nothing."""
    context = browser.new_context(locale="nb-NO")
    opened = context.new_page()
    opened.add_init_script(WATCH % repr(page.parts))
    opened.goto(url)
    opened.wait_for_selector("html[data-ready-after]", state="attached", timeout=LIMIT)
    milliseconds = float(opened.locator("html").get_attribute("data-ready-after") or "nan")
    context.close()
    return milliseconds


def _table(rounds: list[tuple[float, float]], browser: str, load: float) -> list[str]:
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} with `make bench`: {len(rounds)} rounds, order turned each round, "
        f"fresh context each, warm servers on one machine with {os.cpu_count()} cores (load {load:.1f} before), "
        f"{platform.system()}, Python {platform.python_version()}, Streamlit {version('streamlit')}, "
        f"Chromium {browser}. What ready means stands in bench/__main__.py.",
        "",
        "| Page | median ms | least | most |",
        "|---|---|---|---|",
    ]
    for page, samples in zip(PAGES, zip(*rounds, strict=True), strict=True):
        lines.append(
            f"| {page.name} | {statistics.median(samples):.0f} | {min(samples):.0f} | {max(samples):.0f} |"
        )
    ratios = [overview / blank for blank, overview in rounds]
    lines += [
        "",
        f"Overview ÷ blank: **{statistics.median(ratios):.2f}** (rounds from {min(ratios):.2f} to {max(ratios):.2f}; "
        f"the aim is at most {TARGET}).",
    ]
    return lines


if __name__ == "__main__":
    sys.exit(main())
