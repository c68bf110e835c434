"""`make bench-indicators`: ten million figures, many indicators, and a million rows imported; sections of results.md.

The figures are made up from a seed (bench/many.py) and kept as an edition. Every measurement has a process of its own:
engines (bench/engines.py), pages on the server's side (bench/pages.py), imports (bench/importing.py), files taken along
(bench/streaming.py), a national set on the page (bench/national.py).
"""

import argparse
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import many, opening
from bench.engines import ENGINES, TIMES
from bench.sections import write_section
from bench.streaming import LEAVES_AFTER
from monitor.measures.editions import Counts, Edition, Kind

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("engines", "pages", "browser", "imports", "streams", "national")
ROUNDS = 2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.indicators", description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; without, all of them")
    parser.add_argument("--municipalities", type=int, default=357, help="fewer for a quick look")
    parser.add_argument(
        "--polars", type=Path, metavar="PYTHON", help="an interpreter that has Polars and pyarrow"
    )
    parser.add_argument(
        "--folder", type=Path, help="where the sets are, or are made; without, one that goes again"
    )
    parser.add_argument("--rounds", type=int, default=opening.ROUNDS, help="in the browser")
    options = parser.parse_args()
    parts = options.parts or PARTS
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        sets = the_sets(folder, options.municipalities)
        if "engines" in parts:
            path = folder / "large" / "editions" / f"{sets['large']['digest']}.parquet"
            pythons = {name: Path(sys.executable) for name in ENGINES if name != "polars"}
            if options.polars:
                pythons["polars"] = options.polars
            found = {name: asked(python, "bench.engines", name, path) for name, python in pythons.items()}
            figures = many.Size(municipality=options.municipalities).figures
            size = path.stat().st_size / 1_000_000
            said = (
                f"{figures:,} figures, {size:.0f} MB of Parquet, kept in {sets['large']['seconds']:.0f} s; medians of "
                f"{TIMES} after a first; pyarrow {version('pyarrow')}"
            )
            told("Ten million figures", said, [*table(found), "", *others(found)])
        if "pages" in parts:
            told("Pages with figures, on the server's side", PAGES_SAID, pages(folder))
        if "browser" in parts:
            browser, lines = opening.main(folder, options.rounds)
            said = BROWSER_SAID.format(rounds=options.rounds, browser=browser)
            told("Pages with figures, in a browser", said, lines)
        if "imports" in parts:
            told("A million rows of CSV imported", IMPORTS_SAID, imports())
        if "streams" in parts:
            told("Ten million figures taken along as one CSV", STREAMS_SAID, streams(folder))
        if "national" in parts:
            told("A national set imported on the page", NATIONAL_SAID, national())
    return 0


PAGES_SAID = (
    "the script of a page, run as the server runs it, without browser and network; medians of "
    f"{ROUNDS} processes. Beside the made-up indicators stands what ships"
)
BROWSER_SAID = (
    "{rounds} rounds, fresh context each, order turned each round, warm servers; what ready means stands in "
    "bench/browser.py; Chromium {browser}"
)
STREAMS_SAID = (
    "`/api/v1/indicators/many/observations.csv` of a real server, read without compression by a program beside it; the "
    "server's resident memory, looked at ten times a second"
)
NATIONAL_SAID = (
    "a ZIP of 240 indicators with every variety that was seen, uploaded, read and accepted in a browser; the server's "
    "resident memory, looked at ten times a second"
)
IMPORTS_SAID = f"medians of {ROUNDS} processes"


def yardstick() -> float:
    """Seconds for a million chained SHA-256: how fast the machine is now."""
    begun, digest = time.perf_counter(), b""
    for _each in range(1_000_000):
        digest = hashlib.sha256(digest).digest()
    return time.perf_counter() - begun


def told(title: str, said: str, lines: list[str]) -> None:
    """Write a section, and print it."""
    head = (
        f"Measured {datetime.now(UTC):%Y-%m-%d} with `make bench-indicators`, each in a process of its own: {said}; "
        f"{os.cpu_count()} cores (load {os.getloadavg()[0]:.1f} and a million chained "
        f"SHA-256 in {yardstick():.2f} s at the end), {platform.system()}, Python "
        f"{platform.python_version()}."
    )
    write_section(title, [head, "", *lines])
    print("\n".join([f"# {title}", head, "", *lines, ""]), flush=True)


def the_sets(folder: Path, municipalities: int) -> dict[str, Any]:
    """Make what is measured, unless it is there."""
    notes = folder / "sets.json"
    if not notes.exists():
        found = {
            name: asked(Path(sys.executable), "bench.sets", folder / name, kind, count)
            for name, kind, count in (
                ("large", "large", municipalities),
                ("few", "small", 20),
                ("many", "small", 200),
            )
        }
        notes.write_text(json.dumps(found), encoding="utf-8")
    sets: dict[str, Any] = json.loads(notes.read_text(encoding="utf-8"))
    return sets


def asked(python: Path, module: str, *arguments: object) -> dict[str, Any]:
    """What a module of this folder prints in a process of its own."""
    print(module, *arguments, "…", file=sys.stderr)
    done = subprocess.run(
        [python, "-m", module, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def pages(folder: Path) -> list[str]:
    """The explorer on ten million figures, and the index of few and of many indicators."""
    python = Path(sys.executable)
    runs = [asked(python, "bench.pages", "explorer", folder / "large") for _round in range(ROUNDS)]
    few, lots = [], []
    for turn in range(ROUNDS):  # the order turns, so that neither always comes first
        for name in ("few", "many") if turn % 2 else ("many", "few"):
            (few if name == "few" else lots).append(asked(python, "bench.pages", "index", folder / name))
    lines = ["| The explorer, ten million figures | ms | aim |", "|---|---|---|"]
    lines += [
        f"| first visit after the start, chart and table | {_ms(run['first'] for run in runs)} | ≤ 300 |"
    ]
    lines += [f"| visit again | {_ms(run['again'] for run in runs)} | ≤ 300 |"]
    lines += [
        f"| filter, never asked before: {name} | {_ms(run['filters'][name] for run in runs)} | ≤ 300 |"
        for name in runs[0]["filters"]
    ]
    most = max(run["most"] for run in runs)
    lines += [f"| most memory of the process, MB (before: {runs[0]['before']:.0f}) | {most:.0f} | < 1,000 |"]
    lines += ["", "| The index of indicators | 20 | 200 | ratio | aim |", "|---|---|---|---|---|"]
    for name, key in (("first visit after the start", "first"), ("visit again", "again")):
        small, large = (statistics.median(run[key] for run in each) for each in (few, lots))
        lines.append(
            f"| {name}, ms | {1000 * small:.0f} | {1000 * large:.0f} | {large / small:.2f} | ≤ 1.2 |"
        )
    return lines


def imports() -> list[str]:
    """A million rows that are all new, and a million of which every second is changed."""
    runs = [asked(Path(sys.executable), "bench.importing") for _round in range(ROUNDS)]
    lines = ["| Seconds | all new | every second changed | aim |", "|---|---|---|---|"]
    for name, key in (
        ("read and checked", "read"),
        ("compared with the edition before", "compared"),
        ("edition written and kept", "kept"),
        ("all of it", "whole"),
    ):
        new, changed = (statistics.median(run[kind][key] for run in runs) for kind in ("new", "changed"))
        lines.append(f"| {name} | {new:.1f} | {changed:.1f} | {'≤ 20' if key == 'whole' else ''} |")
    most = max(run["memory"] for run in runs)
    return [*lines, "", f"{runs[0]['new']['megabytes']:.0f} MB of CSV; most memory {most:.0f} MB."]


def streams(folder: Path) -> list[str]:
    """What files of different length cost the server, and what a reader leaves who goes in the middle of one."""
    found = asked(Path(sys.executable), "bench.streaming", folder / "large")
    lines = ["| One file | figures | MB | seconds | most memory, MB | aim |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {file['name']} | {file['figures']:,} | {file['megabytes']:.0f} | {file['seconds']:.0f} "
        f"| {file['most']:.0f} | < 1,000 |"
        for file in found["files"]
    ]
    left = found["left"]
    return [
        *lines,
        "",
        f"Memory before: {found['before']:.0f} MB. A reader who closes the connection after {LEAVES_AFTER} MB of the "
        f"whole: the server is idle within {left['seconds']:.0f} s; threads before and after: {left['threads'][0]} and "
        f"{left['threads'][1]}; open files: {left['files'][0]} and {left['files'][1]}; memory after: "
        f"{left['memory']:.0f} MB.",
    ]


def national() -> list[str]:
    """Reading, keeping and showing 240 indicators."""
    runs = [asked(Path(sys.executable), "bench.national") for _round in range(ROUNDS)]
    lines = ["| 240 indicators | seconds |", "|---|---|"]
    for name, key in (
        ("from the button to the report", "reading"),
        ("from the button to all of them kept", "keeping"),
        ("the index that shows them", "index"),
    ):
        lines.append(f"| {name} | {statistics.median(run[key] for run in runs):.1f} |")
    most, before = max(run["most"] for run in runs), max(run["before"] for run in runs)
    return [*lines, "", f"Most memory of the server: {most:.0f} MB (before: {before:.0f})."]


def _ms(seconds: Any) -> str:
    return f"{1000 * statistics.median(seconds):.0f}"


def edition_of(path: Path) -> Edition:
    """The edition whose figures a file holds."""
    digest = path.stem
    return Edition(
        "many", 1, "", digest, digest, Kind.CSV, digest, {}, "bench", datetime.now(UTC), "", Counts()
    )


def table(found: dict[str, dict[str, Any]]) -> list[str]:
    """For every question the milliseconds of each engine, and the program's own beside plain DuckDB."""
    lines = [
        f"| Milliseconds (of the processors) | {' | '.join(found)} | monitor ÷ duckdb |",
        f"|---|{'---|' * len(found)}---|",
    ]
    for place, answer in enumerate(found["monitor"]["answers"]):
        each = {name: figures["answers"][place] for name, figures in found.items()}
        counts = {said["answer"] for said in each.values()}
        assert len(counts) == 1, f"the engines disagree: {counts}"
        cells = " | ".join(
            f"{1000 * said['wall']:.0f} ({1000 * said['processor']:.0f})" for said in each.values()
        )
        ratio = f"{each['monitor']['wall'] / each['duckdb']['wall']:.2f}" if "duckdb" in each else ""
        lines.append(f"| {answer['question']} ({answer['answer']:,}) | {cells} | {ratio} |")
    return lines


def others(found: dict[str, dict[str, Any]]) -> list[str]:
    lines = [
        "| Engine | import, ms | first answer, ms | most memory, MB | installed, MB |",
        "|---|---|---|---|---|",
    ]
    for name, figures in found.items():
        first = 1000 * figures["answers"][0]["first"]
        # The program's own reader looks at the digest of the whole file first.
        size = f"{figures['size']:.0f}" if figures["size"] else ""
        imported = f"{1000 * figures['import']:.0f}" if figures["size"] else ""
        lines.append(
            f"| {name} {figures['version']} | {imported} | {first:.0f} | {figures['memory']:.0f} | {size} |"
        )
    return lines


if __name__ == "__main__":
    sys.exit(main())
