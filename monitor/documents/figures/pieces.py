"""A place to write to that gives away what was written, for writers that want a file."""

import io
from typing import Any


class Pieces(io.RawIOBase):
    """Takes bytes and hands them on; holds only what was not taken yet. It can be written to once, from the start."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes."""
        piece = bytes(data)
        self._held.append(piece)
        self._written += len(piece)
        return len(piece)

    def tell(self) -> int:
        """How many bytes were written."""
        return self._written

    def take(self) -> bytes:
        """What was written since the last time."""
        held, self._held = b"".join(self._held), []
        return held
