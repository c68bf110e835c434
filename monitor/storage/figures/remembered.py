"""Answers about editions, which never change, kept in memory for as long as there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final

_ROOM: Final = 64_000_000  # bytes
_EACH: Final = 4_000_000
"""The most bytes of one answer that is kept: a larger one would put too many others out."""


class Remembered:
    """What was answered, without what was asked for longest ago. Safe to share between threads."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, find: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        """Return what is known, or what `find` returns, which is kept where its `size` in bytes allows.

        Two who ask the same at once may both look.
        """
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question][0]
        found = find()
        bytes_of_it = size(found)
        if bytes_of_it <= min(_EACH, self._room):
            with self._lock:
                if question not in self._kept:
                    self._kept[question] = (found, bytes_of_it)
                    self._taken += bytes_of_it
                while self._taken > self._room:
                    _question, (_answer, freed) = self._kept.popitem(last=False)
                    self._taken -= freed
        return found
