"""When a page of Streamlit stands still, so that what is found on it is what the last run of the script drew.

While the script runs, what the run before drew stands beside what is new: one label may name two fields. Between an
act and the first answer of the server nothing on the page tells that a run is coming; only its websocket does.
"""

import time
from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Page, WebSocket

LIMIT = 60_000  # milliseconds; after it a page is given up, and nothing is measured by it
CALM = 0.15  # seconds without a word on the websocket; React takes some before it hands over what was typed
UNANSWERED = 3.0  # seconds after which a word to the server is taken for one that has no answer

APP = "[data-testid=stApp]"
RUNNING = f"{APP}:is([data-test-script-state=running], [data-test-script-state=rerunRequested])"
STANDING = (
    f"{APP}[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
    ":not(:has([data-testid=stSkeleton], [data-stale=true], [data-retained=true]))"
)


class Wire:
    """When a page last spoke to its server, and when it last heard from it, in seconds of the monotonic clock."""

    def __init__(self, page: Page) -> None:
        self.said = self.heard = 0.0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda _: setattr(self, "said", time.monotonic()))
        socket.on("framereceived", lambda _: setattr(self, "heard", time.monotonic()))

    @property
    def is_calm(self) -> bool:
        """Whether nothing is on its way: the last word was the server's, and it was a while ago."""
        now = time.monotonic()
        answered = self.heard > self.said or now - self.said > UNANSWERED
        return answered and now - max(self.said, self.heard) > CALM


_wires: WeakKeyDictionary[Page, Wire] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """Listens to a new page, and makes each click, fill and expectation on it wait for a run that is under way.

    What goes by the mouse or the keyboard of the page itself does not wait: that is how hasty fingers are played.
    """
    _wires[page] = Wire(page)
    page.add_locator_handler(page.locator(RUNNING), lambda: None)


def ready(page: Page) -> Page:
    """Waits until Streamlit is connected, no run is under way or called for, and nothing of an earlier one is left.

    AssertionError after LIMIT milliseconds.
    """
    wire = _wires[page]
    deadline = time.monotonic() + LIMIT / 1000
    while time.monotonic() < deadline:
        # A selector, not a function: the page's policy forbids the browser to run text as a script.
        page.wait_for_selector(STANDING, timeout=LIMIT)
        page.wait_for_timeout(50)  # in which the browser tells of its websocket
        if wire.is_calm and page.locator(STANDING).count():
            return page
    raise AssertionError(f"The page does not come to rest: {page.url}")


def forbidden(page: Page) -> list[str]:
    """What the browser says it kept a page from doing, from now on, as it happens."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Permissions-Policy" in message.text:
            found.append(f"{page.url}: {message.text}")

    page.on("console", note)
    return found
