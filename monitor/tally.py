"""What this process has recorded and refused since it started, for whoever watches over it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

from monitor.errors import MonitorError


class Tally:
    """Counts by kind of entry and by code of error. Safe between threads; holds nothing of any person."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._recorded: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()

    def recorded(self, kind: str) -> None:
        """Count one thing recorded. A form that is sent twice counts twice."""
        with self._lock:
            self._recorded[kind] += 1

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Count what is raised inside, and let it go on."""
        try:
            yield
        except MonitorError as error:
            with self._lock:
                self._refused[error.code] += 1
            raise

    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Return what was recorded, by kind, and what was refused, by code."""
        with self._lock:
            return dict(self._recorded), dict(self._refused)
