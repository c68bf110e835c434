"""The files that ship, kept parsed between requests."""

import threading
from pathlib import Path

from monitor.errors import FaultyFiles
from monitor.sources.shipped import Fingerprint, Shipped, fingerprint, read_shipped


class Files:
    """The files that ship, parsed once and again only when one of them has changed. Safe between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._read: tuple[Fingerprint, Shipped] | None = None
        self._fault: tuple[Fingerprint, FaultyFiles] | None = None

    def shipped(self) -> Shipped:
        """What the files say; what they said before where a change has left one of them faulty.

        FaultyFiles where they have never been readable in this process.
        """
        stamp = fingerprint(self._root)
        with self._lock:
            if self._read is not None and self._read[0] == stamp:
                self._fault = None
                return self._read[1]
            if self._fault is None or self._fault[0] != stamp:
                try:
                    self._read, self._fault = (stamp, read_shipped(self._root)), None
                except FaultyFiles as error:
                    self._fault = (stamp, error)
            if self._read is not None:
                return self._read[1]
            assert self._fault is not None
            raise self._fault[1]

    def fault(self) -> FaultyFiles | None:
        """What is wrong with the files now, while `shipped` gives what they said before; None where nothing is."""
        with self._lock:
            return self._fault[1] if self._fault is not None else None
