"""How long until a reader sees the explorer on ten million figures, and the index of few and of many indicators."""

import statistics
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.browser import Measured, executable, interleaved, ratio, served
from scripts.browser import ARGUMENTS

ROUNDS = 7
CHART = ".js-plotly-plot .scatterlayer .trace"

ONE_CHART = Measured("Streamlit page with one small plotly chart", ("bench.chart",), "/", ("h1", CHART))
EXPLORER = Measured(
    "Explorer, ten million figures",
    ("monitor", "serve"),
    "/explore?id=many&lang=nb",
    ("h1", CHART, "table tbody tr:nth-child(20)", "[data-picture=svg]", "[data-testid=stDownloadButton]"),
)
SMALL = Measured(
    "Explorer, 29 figures",
    ("monitor", "serve"),
    "/explore?id=sweden_new_sanction&lang=nb",
    ("h1", CHART, "table tbody tr:nth-child(20)", "[data-picture=svg]", "[data-testid=stDownloadButton]"),
)
FEW = Measured(
    "Index, 20 indicators besides what ships",
    ("monitor", "serve"),
    "/indicators?lang=nb",
    ("h1", 'a[href*="id=many_19&"]'),
)
MANY = Measured(
    "Index, 200 indicators besides what ships",
    ("monitor", "serve"),
    "/indicators?lang=nb",
    ("h1", 'a[href*="id=many_199&"]'),
)
TOGETHER = ((ONE_CHART, EXPLORER, SMALL), (FEW, MANY))
"""Pages that are measured in turn."""

RATIOS = (
    (EXPLORER, ONE_CHART, "the aim is at most 1.3"),
    (EXPLORER, SMALL, "what the size costs"),
    (MANY, FEW, "the aim is at most 1.2"),
)


def main(folder: Path, rounds: int) -> tuple[str, list[str]]:
    """The browser, and a table of what was measured."""
    pages = {ONE_CHART: "large", EXPLORER: "large", SMALL: "large", FEW: "few", MANY: "many"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        taken: dict[Measured, list[float]] = {}
        for some in TOGETHER:
            with ExitStack() as servers:
                addresses = [servers.enter_context(served(page, folder / pages[page])) for page in some]
                taken |= dict(zip(some, interleaved(browser, some, addresses, rounds), strict=True))
        version = browser.version
    lines = ["| Page | median ms | least | most |", "|---|---|---|---|"]
    lines += [
        f"| {page.name} | {statistics.median(found):.0f} | {min(found):.0f} | {max(found):.0f} |"
        for page, found in taken.items()
    ]
    for over, under, aim in RATIOS:
        middle, low, high = ratio(taken[over], taken[under])
        told = f"{over.name} ÷ {under.name}: **{middle:.2f}**"
        lines += ["", f"{told} (rounds from {low:.2f} to {high:.2f}; {aim})."]
    return version, lines
