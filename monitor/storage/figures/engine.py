"""DuckDB as this program uses it: one engine, a few connections that are lent out, and one folder that it may open."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # Loaded when somebody reads for the first time: to start, and to keep what ships, no engine is needed.
    import duckdb

_MEMORY: Final = "512MB"  # of the engine; what it hands over comes on top
_THREADS: Final = 2
"""For each question. More make no question on sorted figures quicker, and the engine's memory grows with them."""

_CONNECTIONS: Final = 4
"""Questions at once. Others wait for one of them: of many at once each is slower, and none is done sooner."""

_PATIENCE: Final = 60  # seconds that others wait


class LentConnections:
    """Connections to an engine that reads files of one folder. Safe to share between threads.

    No connection is used by two threads at once, and none is left with an answer half read: who borrows one reads the
    answer whole before it goes back. A connection that met a fault is closed and replaced.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._engine: duckdb.DuckDBPyConnection | None = None
        self._free: LifoQueue[duckdb.DuckDBPyConnection | None] = LifoQueue()
        for _each in range(_CONNECTIONS):
            self._free.put(None)  # one that is made when it is needed

    @contextmanager
    def lent(self) -> Iterator["duckdb.DuckDBPyConnection"]:
        """Give a connection; wait for one where all are lent out. Raises TimeoutError where none comes back."""
        try:
            connection = self._free.get(timeout=_PATIENCE)
        except Empty:
            raise TimeoutError("Nobody gave a connection back.") from None
        sound = False
        try:
            if connection is None:
                connection = self._started().cursor()
            yield connection
            sound = True
        finally:
            if not sound and connection is not None:
                connection.close()
                connection = None
            self._free.put(connection)

    def close(self) -> None:
        """Let the engine go, with its threads, once nobody reads; who reads after that starts it anew."""
        for connection in [self._free.get() for _each in range(_CONNECTIONS)]:
            if connection is not None:
                connection.close()
        with self._lock:
            if self._engine is not None:
                self._engine.close()
            self._engine = None
        for _each in range(_CONNECTIONS):
            self._free.put(None)

    def _started(self) -> "duckdb.DuckDBPyConnection":
        with self._lock:
            if self._engine is None:
                self._engine = _start(self._folder)
            return self._engine


@cache
def _without_farewell() -> None:
    """Let nothing be heard of what DuckDB's binding says when the interpreter ends: a page about its own types.

    Whatever has to be said of a process is said before that.
    """
    atexit.register(lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), 2))


def _start(folder: Path) -> "duckdb.DuckDBPyConnection":
    import duckdb

    _without_farewell()
    engine = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": _MEMORY,
            "threads": _THREADS,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    engine.execute("LOAD parquet")  # which is part of the engine; its settings are there from now on
    quoted = str(folder.absolute()).replace("'", "''")
    for setting in (
        # What a file says of itself is read once: no file of ours ever changes. Otherwise it took half of a question.
        "GLOBAL parquet_metadata_cache = true",
        f"allowed_directories = ['{quoted}']",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        engine.execute(f"SET {setting}")
    return engine
