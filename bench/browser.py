"""How long until a reader sees a page, in a real browser.

Servers are warm (each page is opened once before anything is measured). Each sample is a fresh browser context: no
cache, no session. The clock runs inside the page, from the start of navigation to the first frame in which Streamlit
is connected, its script has run, no placeholder is left and every part named is there.
"""

import os
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 60_000  # milliseconds


@dataclass(frozen=True)
class Measured:
    """A page to open: its name in the table, the module that serves it, its address, and what must be on it."""

    name: str
    module: tuple[str, ...]
    address: str
    parts: tuple[str, ...]


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


def executable() -> str:
    """The browser that measures."""
    found = subprocess.run(
        [sys.executable, ROOT / "scripts" / "browser.py"], stdout=subprocess.PIPE, text=True, check=False
    )
    if found.returncode != 0:
        sys.exit(found.returncode)
    return found.stdout.strip()


@contextmanager
def served(page: Measured, data: str | Path) -> Iterator[str]:
    """Serve a page over a data folder; give its address."""
    with started(page, data) as (address, _process):
        yield address


@contextmanager
def started(page: Measured, data: str | Path) -> Iterator[tuple[str, int]]:
    """The same, with the number of the server's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *page.module],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        if "http://localhost" not in process.stdout.readline():
            sys.exit(f"{page.name} could not be served; the lines above say why.")
        yield f"http://127.0.0.1:{port}{page.address}", process.pid
    finally:
        process.terminate()
        process.wait()


def ready(browser: Browser, page: Measured, url: str) -> float:
    """Milliseconds until the page is ready, in a context that has seen nothing."""
    context = browser.new_context(locale="nb-NO")
    opened = context.new_page()
    opened.add_init_script(WATCH % repr(list(page.parts)))
    opened.goto(url)
    opened.wait_for_selector("html[data-ready-after]", state="attached", timeout=LIMIT)
    milliseconds = float(opened.locator("html").get_attribute("data-ready-after") or "nan")
    context.close()
    return milliseconds


def interleaved(
    browser: Browser, pages: Sequence[Measured], addresses: Sequence[str], rounds: int
) -> list[list[float]]:
    """Milliseconds of each page in each round; the order turns, so that a disturbance meets each of them in turn."""
    for page, url in zip(pages, addresses, strict=True):
        ready(browser, page, url)
    taken: list[list[float]] = [[] for _page in pages]
    for number in range(rounds):
        order = list(range(len(pages)))
        for place in order if number % 2 == 0 else reversed(order):
            taken[place].append(ready(browser, pages[place], addresses[place]))
    return taken


def ratio(over: Sequence[float], under: Sequence[float]) -> tuple[float, float, float]:
    """The median of the rounds' own ratios, the least and the most of them."""
    each = [one / other for one, other in zip(over, under, strict=True)]
    return statistics.median(each), min(each), max(each)
