"""`make bench`: how long until a reader sees Overview, beside a blank Streamlit page served the same way.

How it is measured stands in bench/browser.py; the ratio is the median of the rounds' own ratios.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version

from playwright.sync_api import sync_playwright

from bench.browser import Measured, executable, interleaved, ratio, served
from bench.sections import write_section
from scripts.browser import ARGUMENTS

TARGET = 1.5  # issue: Overview within this many times a blank page


PAGES = [
    Measured("Blank Streamlit page", ("bench.blank",), "/", ("#ready",)),
    Measured(
        "Overview",
        ("monitor", "serve"),
        "/?lang=nb",
        ("h1", "[role=status]", ".m-card", "table tbody tr:nth-child(18)"),
    ),
]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Overview beside a blank Streamlit page."
    )
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as data:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        with served(PAGES[0], data) as blank, served(PAGES[1], data) as overview:
            taken = interleaved(browser, PAGES, [blank, overview], options.rounds)
        table = _table(taken, browser.version, load)
    write_section("Overview beside a blank Streamlit page", table)
    print("\n".join(table))
    return 0


def _table(taken: list[list[float]], browser: str, load: float) -> list[str]:
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} with `make bench`: {len(taken[0])} rounds, order turned each round, "
        f"fresh context each, warm servers on one machine with {os.cpu_count()} cores (load {load:.1f} before), "
        f"{platform.system()}, Python {platform.python_version()}, Streamlit {version('streamlit')}, "
        f"Chromium {browser}. What ready means stands in bench/browser.py.",
        "",
        "| Page | median ms | least | most |",
        "|---|---|---|---|",
    ]
    for page, samples in zip(PAGES, taken, strict=True):
        lines.append(
            f"| {page.name} | {statistics.median(samples):.0f} | {min(samples):.0f} | {max(samples):.0f} |"
        )
    middle, least, most = ratio(taken[1], taken[0])
    lines += [
        "",
        f"Overview ÷ blank: **{middle:.2f}** (rounds from {least:.2f} to {most:.2f}; "
        f"the aim is at most {TARGET}).",
    ]
    return lines


if __name__ == "__main__":
    sys.exit(main())
