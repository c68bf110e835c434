"""`make bench-indicators`: ten million figures read by the program and by plain engines; a section of bench/results.md.

The figures are made up from a seed (bench/many.py) and kept as an edition. Each engine is asked in a process of its
own (bench/engines.py). DuckDB is there because the program uses it; Polars is measured where it is installed.
"""

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import many
from bench.engines import ENGINES, TIMES
from bench.sections import write_section
from monitor.measures.editions import Counts, Edition, Kind
from monitor.measures.import_report import compare
from monitor.measures.keys import Keyed
from monitor.storage.edition_files import EditionFiles

ROOT = Path(__file__).resolve().parents[1]
TITLE = "Ten million figures"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.indicators", description="Reading ten million figures."
    )
    parser.add_argument("--municipalities", type=int, default=357, help="fewer for a quick look")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        path, kept = keep(many.Size(municipality=options.municipalities), Path(folder))
        there = [name for name in ENGINES if name == "monitor" or importlib.util.find_spec(name)]
        found = {name: measure(name, path) for name in there}
    compared = report_of_a_million()
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} with `make bench-indicators`: {kept}; medians of {TIMES} after a "
        f"first, each engine in a process of its own; {os.cpu_count()} cores (load {load:.1f} before), "
        f"{platform.system()}, Python {platform.python_version()}, pyarrow {version('pyarrow')}.",
        "",
        *table(found),
        "",
        *others(found),
        "",
        f"The report of an import of a million figures, half of them changed: {compared:.1f} s.",
    ]
    write_section(TITLE, lines)
    print("\n".join(lines))
    return 0


def keep(size: many.Size, folder: Path) -> tuple[Path, str]:
    """Write the figures as an edition, and say how that went."""
    figures = many.figures(size)
    files = EditionFiles(folder / "editions")
    begun = time.perf_counter()
    with files.room() as room:
        prepared = files.prepare(room, "many", figures, "{}")
        files.place([prepared], {"many": 1})
    seconds = time.perf_counter() - begun
    path = folder / "editions" / "many" / "1.parquet"
    (path.parent / "digest").write_text(prepared.figures_digest)
    megabytes = path.stat().st_size / 1_000_000
    return path, f"{figures.num_rows:,} figures, {megabytes:.0f} MB of Parquet, written in {seconds:.0f} s"


def edition_of(path: Path) -> Edition:
    """The edition that `keep` wrote."""
    digest = (path.parent / "digest").read_text()
    return Edition(
        "many", 1, "", digest, digest, Kind.CSV, digest, {}, "bench", datetime.now(UTC), "", Counts()
    )


def measure(name: str, path: Path) -> dict[str, Any]:
    print(f"{name} …", file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", "bench.engines", name, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


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


def report_of_a_million() -> float:
    """Seconds of the report on a million figures, every second of which has another value."""
    import pyarrow as pa
    import pyarrow.compute as pc

    before = many.figures(many.Size(municipality=36)).slice(0, 1_000_000)
    place = before.column_names.index("value")
    every_second = pa.array([number % 2 == 0 for number in range(before.num_rows)])
    came = before.set_column(
        place, "value", pc.if_else(every_second, pc.add(before["value"], 1), before["value"])
    )
    begun = time.perf_counter()
    compare(Keyed(came, ""), Keyed(before, ""))
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
