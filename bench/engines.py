"""`python -m bench.engines ENGINE FILE`: the same questions put to one engine in a process of its own, as JSON.

The engines are asked plainly, as their manuals do it; `monitor` is the program's own reader over the same file.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import files, version
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

Codes = Mapping[str, Sequence[str | None]]
TIMES = 5

ONE: dict[str, str | None] = {"municipality": "0301", "theme": "theme-00", "age": None, "sex": None}
SEVERAL = ["0301", "0318", "0335", "0352", "0369"]
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "first figures of a page: five municipalities, one theme, totals": (
        "rows",
        {name: [code] for name, code in ONE.items()} | {"municipality": SEVERAL},
    ),
    "one series of 20 years": ("rows", {name: [code] for name, code in ONE.items()}),
    "filter: one theme, totals, all municipalities": (
        "rows",
        {"theme": ["theme-23"], "age": [None], "sex": [None]},
    ),
    "filter: one municipality, all else": ("rows", {"municipality": ["3004"]}),
    "filter: one year, totals, all themes and municipalities": (
        "year",
        {"age": [None], "sex": [None]},
    ),
    "filter and group: municipalities of one theme": ("tally", {"theme": ["theme-23"]}),
    "distinct codes of municipality, all figures": ("tally", {}),
}


class Engine(Protocol):
    def rows(self, chosen: Codes, year: int | None = None) -> pa.Table: ...

    def tally(self, name: str, chosen: Codes) -> int: ...


class DuckDB:
    def __init__(self, path: Path) -> None:
        import duckdb

        self._engine, self._path = duckdb.connect(), str(path)

    def _where(self, chosen: Codes, year: int | None) -> tuple[str, list[object]]:
        said, values = ["true"], list[object]([self._path])
        for name, codes in chosen.items():
            named = [code for code in codes if code is not None]
            either = [f'"by:{name}" IN ({", ".join("?" * len(named))})'] if named else []
            either += [f'"by:{name}" IS NULL'] if None in codes else []
            said.append(f"({' OR '.join(either)})")
            values += named
        if year is not None:
            said.append("first_day >= ? AND last_day <= ?")
            values += [date(year, 1, 1), date(year, 12, 31)]
        return f"FROM read_parquet(?) WHERE {' AND '.join(said)}", values

    def rows(self, chosen: Codes, year: int | None = None) -> pa.Table:
        where, values = self._where(chosen, year)
        return self._engine.sql(f"SELECT * {where}", params=values).to_arrow_table()

    def tally(self, name: str, chosen: Codes) -> int:
        where, values = self._where(chosen, None)
        return len(
            self._engine.execute(f'SELECT "by:{name}", count(*) {where} GROUP BY 1', values).fetchall()
        )


class Polars:
    def __init__(self, path: Path) -> None:
        import polars

        self._polars, self._path = polars, path

    def _chosen(self, chosen: Codes, year: int | None) -> Any:
        column, found = self._polars.col, self._polars.scan_parquet(self._path)
        for name, codes in chosen.items():
            named = self._polars.Series(
                [code for code in codes if code is not None], dtype=self._polars.String
            )
            kept = column(f"by:{name}").cast(self._polars.String).is_in(named.implode())
            found = found.filter(kept | column(f"by:{name}").is_null() if None in codes else kept)
        if year is not None:
            found = found.filter(column("first_day") >= date(year, 1, 1))
            found = found.filter(column("last_day") <= date(year, 12, 31))
        return found

    def rows(self, chosen: Codes, year: int | None = None) -> pa.Table:
        return self._chosen(chosen, year).collect().to_arrow()

    def tally(self, name: str, chosen: Codes) -> int:
        return int(self._chosen(chosen, None).group_by(f"by:{name}").len().collect().height)


class Arrow:
    def __init__(self, path: Path) -> None:
        import pyarrow.dataset

        self._module, self._data = pyarrow.dataset, pyarrow.dataset.dataset(path)

    def _filter(self, chosen: Codes, year: int | None) -> Any:
        field, found = self._module.field, self._module.scalar(True)
        for name, codes in chosen.items():
            kept = field(f"by:{name}").isin(
                pa.array([code for code in codes if code is not None], pa.string())
            )
            found = found & (kept | field(f"by:{name}").is_null() if None in codes else kept)
        if year is not None:
            found = (
                found & (field("first_day") >= date(year, 1, 1)) & (field("last_day") <= date(year, 12, 31))
            )
        return found

    def rows(self, chosen: Codes, year: int | None = None) -> pa.Table:
        return self._data.to_table(filter=self._filter(chosen, year))

    def tally(self, name: str, chosen: Codes) -> int:
        column = f"by:{name}"
        found = self._data.to_table(columns=[column], filter=self._filter(chosen, None))
        return int(found.unify_dictionaries().group_by(column).aggregate([([], "count_all")]).num_rows)


class Monitor:
    def __init__(self, path: Path) -> None:
        from bench.indicators import edition_of
        from monitor.storage.edition_files import EditionFiles
        from monitor.storage.engine import open_engine
        from monitor.storage.figures.parquet import ParquetFigures
        from monitor.storage.figures.remembered import Remembered

        self._edition = edition_of(path)
        engine = open_engine(f"sqlite:///{path.parents[1] / 'monitor.db'}")
        self._reader = ParquetFigures(EditionFiles(path.parent, engine))
        # What it was asked once it knows; here it has to look each time, as the others do.
        self._reader._remembered = Remembered(room=0)

    def rows(self, chosen: Codes, year: int | None = None) -> pa.Table:
        from monitor.measures.selection import Selection

        first, last = (date(year, 1, 1), date(year, 12, 31)) if year is not None else (None, None)
        return self._reader.read(self._edition, Selection(chosen, first_day=first, last_day=last))

    def tally(self, name: str, chosen: Codes) -> int:
        from monitor.measures.selection import Selection

        return len(self._reader.codes(self._edition, name, Selection(chosen)))


ENGINES: dict[str, tuple[type[Engine], list[str]]] = {
    "duckdb": (DuckDB, ["duckdb"]),
    "polars": (Polars, ["polars", "polars-runtime-32"]),
    "pyarrow": (Arrow, ["pyarrow"]),
    "monitor": (Monitor, []),
}


def asked(engine: Engine, kind: str, chosen: Codes) -> Callable[[], int]:
    if kind == "tally":
        return lambda: engine.tally("municipality", chosen)
    return lambda: engine.rows(chosen, 2015 if kind == "year" else None).num_rows


def main() -> int:
    name, path = sys.argv[1], Path(sys.argv[2])
    make, packages = ENGINES[name]
    begun = time.perf_counter()
    for package in packages[:1]:
        __import__(package)
    imported = time.perf_counter() - begun
    engine = make(path)
    answers = []
    for question, (kind, chosen) in QUESTIONS.items():
        ask = asked(engine, kind, chosen)
        first, count = timed(ask)[0], ask()
        walls, processor = zip(*(timed(ask) for _ in range(TIMES)), strict=True)
        answers.append(
            {
                "question": question,
                "answer": count,
                "first": first,
                "wall": statistics.median(walls),
                "processor": statistics.median(processor),
            }
        )
    print(
        json.dumps(
            {
                "import": imported,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "size": sum(size(package) for package in packages),
                "version": version(packages[0]) if packages else "",
                "answers": answers,
            }
        ),
        flush=True,
    )
    return 0


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processors."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - processor


def size(package: str) -> float:
    """Megabytes that a package takes up once it is installed."""
    return sum(file.size or 0 for file in files(package) or []) / 1_000_000


if __name__ == "__main__":
    sys.exit(main())
