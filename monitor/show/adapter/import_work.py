"""Long work beside the script: it goes on while the page is drawn, and while its reader looks at another one.

What is done here writes nothing. Two pieces of work are done at a time in this process; others wait their turn.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotDone
from threading import Event
from typing import Final, Generic, TypeVar

import streamlit as st

from monitor.errors import MonitorError
from monitor.wiring.imports import Stage

_AT_A_TIME: Final = 2
_AT_ONCE: Final = 0.4  # seconds: what is done sooner is shown without a bar

Result = TypeVar("Result")
Tell = Callable[[Stage, float, int], None]


class _PutAway(Exception):
    """Nobody waits for it any more."""


class Work(Generic[Result]):
    """A piece of work: how far it is, and what came of it."""

    def __init__(self, what: Callable[[Tell], Result]) -> None:
        self._what = what
        self._stopped = Event()
        self.stage: Stage | None = None
        self.done, self.total = 0.0, 0
        self._future: Future[Result] = _workers().submit(self._run)

    def _run(self) -> Result:
        return self._what(self._tell)

    def _tell(self, stage: Stage, done: float, total: int) -> None:
        if self._stopped.is_set():
            raise _PutAway
        self.stage, self.done, self.total = stage, done, total

    def ended(self) -> bool:
        """Whether it is over. Waits a moment for what takes no longer."""
        try:
            self._future.exception(timeout=_AT_ONCE)
        except NotDone:
            return False
        return True

    def result(self) -> Result | MonitorError:
        """What came of it, or what stood against it. Raises what nobody foresaw."""
        try:
            return self._future.result()
        except MonitorError as error:
            return error

    def stop(self) -> None:
        """Let go of it: it ends the next time it says how far it is."""
        self._stopped.set()
        self._future.cancel()


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=_AT_A_TIME, thread_name_prefix="import")
