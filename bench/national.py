"""`python -m bench.national`: a repository of 240 indicators imported on the page, in a real browser; as JSON.

The repository is the made-up one of the tests, which has every variety that was seen in national ones.
"""

import io
import json
import sys
import tempfile
import time
import zipfile
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bench.browser import Measured, executable, started
from bench.streaming import memory_watched
from scripts.browser import ARGUMENTS
from tests.sources.opensdg.national import repository

PAGE = Measured("Import figures", ("monitor", "serve"), "/imports?lang=en", ())
LIMIT = 600_000  # milliseconds
INDEX = 'a[href*="id=national_"]'


def main() -> int:
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        with started(PAGE, Path(data)) as (address, process):
            page = browser.new_page()
            expect.set_options(timeout=LIMIT)
            page.goto(address)
            expect(page.locator("input[type=file]")).to_be_attached()
            with memory_watched(process) as most:
                found = imported(page, address)
            print(json.dumps(found | {"before": most[0], "most": max(most)}))
        browser.close()
    return 0


def packed() -> bytes:
    """The repository as a ZIP."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in repository().items():
            archive.writestr(f"national-main/{name}", data)
    return into.getvalue()


def imported(page: Page, address: str) -> dict[str, float]:
    """Seconds until the report is there, until all of it is kept, and until the index shows it."""
    content = packed()
    page.locator("input[type=file]").set_input_files(
        {"name": "national.zip", "mimeType": "application/zip", "buffer": content}
    )
    read = page.get_by_role("button", name="Read the files")
    expect(read).to_be_enabled()
    times = [time.perf_counter()]
    read.click()
    accept = page.get_by_role("button", name="Accept 240 new editions")
    expect(accept).to_be_enabled()
    times.append(time.perf_counter())
    accept.click()
    expect(page.get_by_text("Accepted:").first).to_be_visible()
    times.append(time.perf_counter())
    page.goto(address.replace("/imports", "/indicators"))
    expect(page.locator(INDEX)).to_have_count(240)
    times.append(time.perf_counter())
    reading, keeping, index = (after - before for before, after in pairwise(times))
    return {"megabytes": len(content) / 1e6, "reading": reading, "keeping": keeping, "index": index}


if __name__ == "__main__":
    sys.exit(main())
