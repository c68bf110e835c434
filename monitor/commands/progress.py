"""How far long work has come, on one line of a terminal that is written over; nothing where there is no terminal."""

from types import TracebackType
from typing import Final, Self, TextIO

from monitor.wiring.imports import Stage

_WORDS: Final = {Stage.READING: "Read", Stage.ASKING: "Asked", Stage.COMPARING: "Compared"}
_WIDTH: Final = 30


class Progress:
    """Called with the stage, how much of it is done, and of how much; clears its line at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = ""

    def __enter__(self) -> Self:
        return self

    def __call__(self, stage: Stage, done: float, total: int) -> None:
        """Write how far it has come."""
        if not self._stream.isatty() or not total:
            return
        filled = int(_WIDTH * done / total)
        far = f"{int(100 * done)} %" if total == 1 else f"{int(done):,} of {total:,}"
        shown = f"{_WORDS[stage]} {far} [{'#' * filled}{'.' * (_WIDTH - filled)}]"
        if shown != self._shown:
            self._stream.write(f"\r{shown:<79}")
            self._stream.flush()
            self._shown = shown

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._stream.write(f"\r{'':<79}\r")
            self._stream.flush()
