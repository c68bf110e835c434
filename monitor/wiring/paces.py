"""How fast hosts are asked: one pace for each host in this process, whoever asks."""

import random
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from urllib.parse import urlsplit

from monitor.sources.pxweb.manners import Manners
from monitor.sources.pxweb.pace import Pace


class Paces:
    """Gives the pace of the host of an address. Safe between threads."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()
        self._paces: dict[str, Pace] = {}

    def __call__(self, address: str) -> Pace:
        """The pace of the host of an address, the same one each time."""
        try:
            host = urlsplit(address).netloc
        except ValueError:  # no address; whoever asks is told so
            host = ""
        with self._lock:
            if host not in self._paces:
                # Chance spreads out who comes back; nothing is secret about it.
                self._paces[host] = Pace(Manners.per_minute, now=self._now, random=random.random)
            return self._paces[host]
