"""`python -m bench.streaming FOLDER`: figures taken along as one CSV from a real server, and what it costs; as JSON.

The server's memory is looked at ten times a second while the file comes. One more reader closes the connection in the
middle of the whole file; after that the server has to have the threads and open files it had before.
"""

import http.client
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.browser import Measured, started

FIGURES = "/api/v1/indicators/many/observations.csv"
SERVER = Measured("The server", ("monitor", "serve"), "", ())
ASKED = (
    ("a tenth of the years", "?from=2004&to=2005"),
    ("three tenths of the years", "?from=2004&to=2009"),
    ("the whole", ""),
)
BIT = 1 << 20
LEAVES_AFTER = 20  # MB of the whole file
GOES_AFTER = 30  # seconds, at most, in which nothing is left of a reader who is gone


def main() -> int:
    with started(SERVER, Path(sys.argv[1])) as (address, process):
        get(address, "?from=2004&to=2004")  # the engine is started by the first question
        time.sleep(1)
        before = memory(process)
        files = [
            {"name": name} | watched(process, lambda query=query: get(address, query))
            for name, query in ASKED
        ]
        print(json.dumps({"before": before, "files": files, "left": left(address, process)}))
    return 0


def get(address: str, query: str, *, most: int | None = None) -> tuple[int, int]:
    """Lines and bytes of the file; `most` bytes are read, then the connection is closed."""
    with connected(address) as connection:
        connection.request("GET", FIGURES + query)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        lines = size = 0
        while bit := answer.read(BIT):
            lines, size = lines + bit.count(b"\n"), size + len(bit)
            if most is not None and size >= most:
                break
    return lines, size


@contextmanager
def connected(address: str) -> Iterator[http.client.HTTPConnection]:
    """A connection to the server, closed at the end however much is left unread."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=600)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def memory_watched(process: int) -> Iterator[list[float]]:
    """The memory of a process while something goes on, ten times a second, beginning with what it is before."""
    found, over = [memory(process)], threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            found.append(memory(process))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield found
    finally:
        over.set()
        watching.join()


def watched(process: int, ask: Any) -> dict[str, float]:
    """How long it takes, how much comes, and the most memory the server has meanwhile."""
    with memory_watched(process) as found:
        begun = time.perf_counter()
        lines, size = ask()
        seconds = time.perf_counter() - begun
    return {"figures": lines - 1, "megabytes": size / 1e6, "seconds": seconds, "most": max(found)}


def left(address: str, process: int) -> dict[str, Any]:
    """Threads and open files before and after a reader who leaves, and within how many seconds it is idle."""
    before = threads(process), files(process)
    get(address, "", most=LEAVES_AFTER * 1_000_000)
    gone, seconds = time.perf_counter(), 0.0
    while time.perf_counter() - gone < GOES_AFTER:
        worked, now = processor(process), time.perf_counter()
        time.sleep(1)
        if processor(process) - worked < 0.1:
            seconds = now + 1 - gone
            break
    else:
        seconds = float(GOES_AFTER)
    return {
        "threads": [before[0], threads(process)],
        "files": [before[1], files(process)],
        "seconds": seconds,
        "memory": memory(process),
    }


def memory(process: int) -> float:
    """Resident megabytes of the server."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise ProcessLookupError(process)


def threads(process: int) -> int:
    return sum(1 for _each in Path(f"/proc/{process}/task").iterdir())


def files(process: int) -> int:
    return sum(1 for _each in Path(f"/proc/{process}/fd").iterdir())


def processor(process: int) -> float:
    """Seconds of the processors that the server has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
