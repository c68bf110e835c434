"""What the explorer need not find out twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, TypeVar

_KEPT: Final = 4_000  # answers

T = TypeVar("T")


@dataclass
class Memory:
    """What editions said once, they say for good; the oldest answers are forgotten first."""

    kept: dict[tuple[object, ...], Any] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def get(self, key: tuple[object, ...], read: Callable[[], T]) -> T:
        """Return what is known under a key, or what `read` returns, which is kept."""
        with self.lock:
            if key in self.kept:
                return self.kept[key]  # type: ignore[no-any-return]
        found = read()
        with self.lock:
            self.kept[key] = found
            while len(self.kept) > _KEPT:
                del self.kept[next(iter(self.kept))]
        return found
