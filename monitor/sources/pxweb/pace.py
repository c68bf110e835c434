"""How fast a source is asked, and how long one waits when it says no."""

import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from math import inf

_WINDOW = 60.0  # seconds
_FIRST_WAIT = 1.0
_LONGEST_BACK_OFF = 60.0


class Pace:
    """Keeps to a number of questions in any minute. One for a source and process; safe between threads.

    `now` tells the instant, `random` a number from 0 to 1 (1 excluded). `elapsed` is a clock that only goes forward,
    in seconds; `sleep` lets that much of it pass.
    """

    def __init__(
        self,
        per_minute: int,
        *,
        now: Callable[[], datetime],
        random: Callable[[], float],
        elapsed: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.now, self.elapsed = now, elapsed
        self._random, self._sleep = random, sleep
        self._per_minute = per_minute
        self._asked: deque[float] = deque()
        self._lock = threading.Lock()

    def no_faster_than(self, questions: int, seconds: int) -> None:
        """Slow down to what a source says of itself; never speeds up."""
        self._per_minute = max(1, min(self._per_minute, int(questions * _WINDOW / seconds)))

    def turn(self) -> None:
        """Wait until one more question may be asked."""
        with self._lock:
            while True:
                moment = self.elapsed()
                while self._asked and moment - self._asked[0] >= _WINDOW:
                    self._asked.popleft()
                if len(self._asked) < self._per_minute:
                    self._asked.append(moment)
                    return
                self._sleep(self._asked[0] + _WINDOW - moment)

    def wait(self, seconds: float) -> None:
        """Let time pass before a question is asked again."""
        self._sleep(seconds)

    def back_off(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row: twice as long each time, less by chance up to a half.

        Without chance, all who were sent away together would come back together.
        """
        longest: float = min(_LONGEST_BACK_OFF, _FIRST_WAIT * 2 ** (failures - 1))
        return longest * (1 - self._random() / 2)

    def asked_to_wait(self, retry_after: str | None) -> float | None:
        """Seconds that the header `Retry-After` asks for, as a number or a moment; None where it says nothing usable.

        Form: RFC 9110, section 10.2.3.
        """
        text = (retry_after or "").strip()
        if text.isascii() and text.isdigit():
            return float(text) if len(text) < 10 else inf
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
        if moment.tzinfo is None:  # the header has said a zone that nobody knows
            return None
        return max(0.0, (moment - self.now()).total_seconds())
