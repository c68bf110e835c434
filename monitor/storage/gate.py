"""The gate in front of the writers of one process: one at a time, and none once it is closed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock

from monitor.errors import Refused


class Gate:
    """Counts who is writing or waits to, so that a process can end without breaking off a write."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._changed = Condition()
        self._inside = 0
        self._entered = 0
        self._closed = False

    @property
    def inside(self) -> int:
        """How many write or wait to."""
        return self._inside

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn to write. Raises `Refused("stopping")` once the gate is closed."""
        with self._changed:
            if self._closed:
                raise Refused(
                    "stopping", "The dashboard is being stopped; nothing was recorded. Try again in a minute."
                )
            self._inside += 1
            self._entered += 1
            self._changed.notify_all()
        try:
            with self._turn:
                yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def close(self, *, within: float, quiet: float) -> bool:
        """Close the gate when nobody has written for `quiet` seconds, at the latest after `within` seconds.

        The quiet lets a page go on from its first write to its second, such as from a report to its draft.
        Returns whether all who had entered are done; who is not is broken off when the process ends, and the
        database takes the transaction back. Closing again is harmless.
        """
        deadline = time.monotonic() + within
        with self._changed:
            while not self._closed:
                self._changed.wait_for(lambda: not self._inside, timeout=deadline - time.monotonic())
                seen = self._entered
                left = min(quiet, deadline - time.monotonic())
                if not self._changed.wait_for(lambda: self._entered != seen, timeout=left):  # noqa: B023
                    self._closed = True
            return not self._inside
