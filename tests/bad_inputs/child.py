"""`python -m tests.bad_inputs.child DOOR FILE FOLDER`: one input at one door, in a process of its own with limits.

Prints what became of it, the seconds it took, the most memory the process ever held, and how much of that came with
the input, as JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path

from monitor.errors import MonitorError
from tests.bad_inputs.doors import DOORS, opened

_ADDRESS_SPACE = (
    2 * 2**30
)  # bytes; far above what is allowed, so that a run-away ends and does not hurt the machine
_CPU = 30  # seconds


def held() -> float:
    """The most memory this process has held so far, in MB."""
    # The portable figure below also counts what the parent held before this program took its place.
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [
            line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")
        ]
        return int(line.split()[1]) / 2**10
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def main() -> None:
    door, file, folder = sys.argv[1:]
    with opened(Path(folder)) as services:
        given = Path(file).read_bytes()
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU))
        before, start = held(), time.perf_counter()
        try:
            DOORS[door](given, services)
            became = "taken in"
        except MonitorError as error:
            became = error.code
        seconds = time.perf_counter() - start
    sys.stdout.write(
        json.dumps({"became": became, "seconds": seconds, "held": held(), "grown": held() - before})
    )


if __name__ == "__main__":
    main()
