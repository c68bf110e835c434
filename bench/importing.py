"""`python -m bench.importing`: a million rows of CSV through the door, compared and kept as an edition; as JSON.

The first import is all new; the second has another value in every second row.
"""

import io
import json
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from bench import many
from bench.sets import SET, definition
from monitor import wiring
from monitor.access.access import LOCAL
from monitor.measures.editions import Kind
from monitor.measures.figures import DIMENSION
from monitor.settings import Settings
from monitor.sources.tidy_csv import read_tidy

ROWS = 1_000_000
SIZE = many.Size(municipality=36)


def as_csv(figures: pa.Table) -> bytes:
    """Figures as the tidy table that people edit."""
    names = [name for name in figures.column_names if name.startswith(DIMENSION)]
    reason = pc.if_else(pc.is_null(figures["value"]), "confidential", pa.scalar(None, pa.string()))
    table = figures.select(["period", *names, "value", "n"]).append_column("missing", reason)
    written = io.BytesIO()
    pyarrow.csv.write_csv(
        table.rename_columns([name.removeprefix(DIMENSION) for name in table.column_names]), written
    )
    return written.getvalue()


def main() -> int:
    figures = many.figures(SIZE).slice(0, ROWS)
    place = figures.column_names.index("value")
    every_second = pa.array([number % 2 == 0 for number in range(figures.num_rows)])
    other = figures.set_column(
        place, "value", pc.if_else(every_second, pc.add(figures["value"], 1), figures["value"])
    )
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        services = wiring.open_services(Settings(data_dir=Path(folder))).asked_by(LOCAL)
        importer = services.imports.importer
        for name, data in (("new", as_csv(figures)), ("changed", as_csv(other))):
            times = [time.perf_counter()]
            received = replace(read_tidy(data, definition(SIZE)), dataset=SET)
            times.append(time.perf_counter())
            proposals = importer.propose([received])
            times.append(time.perf_counter())
            importer.accept(proposals, kind=Kind.CSV, by="bench")
            times.append(time.perf_counter())
            counts = proposals[0].report.counts
            assert (counts.figures, counts.refused) == (ROWS, 0), counts
            found[name] = {
                "megabytes": len(data) / 1_000_000,
                "read": times[1] - times[0],
                "compared": times[2] - times[1],
                "kept": times[3] - times[2],
                "whole": times[3] - times[0],
                "changed": counts.changed,
            }
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # type: ignore[assignment]
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
