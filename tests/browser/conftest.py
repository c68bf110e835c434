"""A real browser before the running dashboard. Every request it makes is recorded, and none may leave this machine."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scripts.browser import ARGUMENTS
from tests.browser.standing import LIMIT, ready, watch

__all__ = ["ready"]

expect.set_options(timeout=LIMIT)  # five seconds are short where other work has the processors

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome; a machine without one fails here with the sentence of scripts/browser.py."""
    found = subprocess.run(
        [sys.executable, ROOT / "scripts" / "browser.py"], capture_output=True, text=True, check=False
    )
    if found.returncode != 0:
        pytest.fail(found.stderr.strip(), pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found.stdout.strip(), args=ARGUMENTS)
        yield running
        running.close()


@contextmanager
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts and, at the end, asserts that nothing any of them asked for lies outside this machine."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def note(url: str) -> None:
        local = (
            "http://127.0.0.1:",
            "http://localhost:",
            "ws://127.0.0.1:",
            "ws://localhost:",
            "data:",
            "blob:",
        )
        if not url.startswith(local):
            outside.append(url)

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**({"locale": "nb-NO"} | options))  # type: ignore[arg-type]
        context.set_default_timeout(LIMIT)
        context.on("request", lambda request: note(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: note(socket.url)))
        context.on("page", watch)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not outside, f"The browser was sent outside this machine: {outside}"


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts for one test: `new_context(locale="nb-NO", color_scheme="dark")`. None may ask for
    anything outside this machine.
    """
    with contexts(browser) as make:
        yield make


@pytest.fixture(scope="module")
def still_page(browser: Browser) -> Iterator[Page]:
    """One page for all tests of a module that only look: what it loaded once it need not load again, and nothing
    moves while it is looked at.
    """
    with contexts(browser) as make:
        yield make(reduced_motion="reduce").new_page()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A fresh page of a Norwegian browser."""
    return new_context().new_page()
