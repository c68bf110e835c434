"""Prints the path of a Chromium or Chrome that starts; the browser tests and the benchmark use it.

    python scripts/browser.py            one that is installed, or exit 1 with one sentence
    python scripts/browser.py --install  where none starts, installs one first

Looked for, in this order: the path in CHROME, the names in PATH, the applications folder of macOS, Playwright's own.
A browser counts only when it starts: on Ubuntu, `chromium-browser` may be a notice that says to install it.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

ARGUMENTS = [
    "--no-sandbox",  # the tests run as root in a container, too
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",  # without one, drawing for it takes more of the processor than drawing
]
# The shell has no window to draw, and takes two thirds of the processor that the whole browser takes.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def main() -> int:
    """Prints the path, or one sentence; returns the exit code."""
    parser = argparse.ArgumentParser(description="Print the path of a browser that starts.")
    parser.add_argument("--install", action="store_true", help="install one where none starts")
    options = parser.parse_args()
    named = os.environ.get("CHROME")
    with sync_playwright() as playwright:
        found, reason = _first_that_starts(playwright, [named] if named else list(_installed(playwright)))
        if not found and not named and options.install:
            print("No browser was found; installing one (once, a few minutes) ...", file=sys.stderr)
            reason = _install() or reason
            found, reason = _first_that_starts(playwright, list(_installed(playwright)), reason)
    if found:
        print(found)
        return 0
    if named:
        print(f"The browser named in CHROME does not start: {named}: {reason}", file=sys.stderr)
    else:
        print(
            f"The browser tests need Chromium or Chrome, and none starts ({reason}): install the package chromium, "
            "or set CHROME to the path of one.",
            file=sys.stderr,
        )
    return 1


def _installed(playwright: Playwright) -> Iterator[str]:
    for name in _NAMES:
        if path := shutil.which(name):
            yield path
    for path in (*_MACOS, playwright.chromium.executable_path):
        if Path(path).is_file():
            yield path


def _first_that_starts(
    playwright: Playwright, paths: list[str], reason: str = "none is installed"
) -> tuple[str | None, str]:
    """The first path that starts, else why the last one did not."""
    for path in paths:
        try:
            playwright.chromium.launch(executable_path=path, args=ARGUMENTS).close()
        except Error as error:
            reason = _essence(error)
        else:
            return path, ""
    return None, reason


def _essence(error: Error) -> str:
    """The line of a browser's log that tells a person what is missing."""
    lines = [line.strip(" -╔═╗║╚╝") for line in str(error).splitlines()]
    telling = [line for line in lines if "error while loading" in line or "Host system is missing" in line]
    return (telling or lines)[0][:200]


def _install() -> str:
    """Installs a browser; returns why that failed, or nothing."""
    apt = shutil.which("apt-get") if os.geteuid() == 0 else None
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if apt and "debian" in _system():
        install = [apt, "install", "-y", "-qq", "--no-install-recommends"]
        steps = [[apt, "update", "-qq"], [*install, "chromium-headless-shell"]]
    elif apt:  # Ubuntu's package chromium needs snap, which a container has not
        steps = [[*own, "--with-deps"]]
    else:
        steps = [own]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in steps:
        done = subprocess.run(step, stdout=sys.stderr, env=quiet, check=False)  # stdout is for the path alone
        if done.returncode != 0:
            return f"{Path(step[0]).name} ended with {done.returncode}"
    return ""


def _system() -> str:
    """The distribution's own name, such as `debian` or `ubuntu`; empty on macOS."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line[3:].strip('"') for line in lines if line.startswith("ID=")), "")


if __name__ == "__main__":
    sys.exit(main())
