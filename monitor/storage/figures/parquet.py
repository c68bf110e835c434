"""Figures in Parquet files, read lazily: only the rows and columns that are asked for reach this program."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from monitor.errors import Unreadable
from monitor.measures.contents import Contents
from monitor.measures.editions import Edition
from monitor.measures.figures import DIMENSION
from monitor.measures.selection import (
    ALL,
    MOST,
    PERIOD,
    VALUE,
    By,
    Page,
    Selection,
    too_many,
    unknown_dimension,
)
from monitor.storage.edition_files import EditionFiles, kept_contents

if TYPE_CHECKING:
    # Loaded when somebody reads for the first time: to start, and to keep what ships, no engine is needed.
    import duckdb

_BATCH: Final = 65_536
_MEMORY: Final = "512MB"  # of the engine; what it hands over comes on top
_IN_TIME: Final = ("first_day", "last_day", "period")


class ParquetFigures:
    """`monitor.measures.selection.FigureReader` over the files of editions. Safe to share between threads.

    The engine may open files of this folder and nothing else, keeps no file of its own, and fetches nothing.
    """

    def __init__(self, files: EditionFiles) -> None:
        self._files = files
        self._lock = Lock()
        self._started: duckdb.DuckDBPyConnection | None = None

    def _engine(self) -> "duckdb.DuckDBPyConnection":
        """The engine, started with its threads when somebody reads for the first time."""
        with self._lock:
            if self._started is None:
                self._started = _start(self._files.folder)
            return self._started

    def close(self) -> None:
        """Let the engine go, with its threads; who reads after that starts it anew."""
        with self._lock:
            if self._started is not None:
                self._started.close()
            self._started = None

    def contents(self, edition: Edition) -> Contents:
        """See `FigureReader.contents`."""
        return kept_contents(self._files.figures(edition))

    def page(self, edition: Edition, selection: Selection = ALL) -> Page:
        """See `FigureReader.page`."""
        figures = self.read(edition, selection)
        cut_off = selection.limit is not None and figures.num_rows == selection.limit
        if cut_off or (selection.skip and not figures.num_rows):
            return Page(figures, self.count(edition, selection))
        return Page(figures, selection.skip + figures.num_rows)

    def read(self, edition: Edition, selection: Selection = ALL) -> pa.Table:
        """See `FigureReader.read`."""
        with self._asked(edition, selection) as query:
            if (selection.limit is None or selection.limit > MOST) and query.count() - selection.skip > MOST:
                raise too_many(edition)
            return query.figures().to_arrow_table().rename_columns(query.schema.names).cast(query.schema)

    def batches(self, edition: Edition, selection: Selection = ALL) -> Iterator[pa.RecordBatch]:
        """See `FigureReader.batches`."""
        if selection.order:
            raise ValueError("Batches come in the order they are kept in.")
        with self._asked(edition, selection) as query:
            for batch in query.figures().to_arrow_reader(_BATCH):
                columns = [
                    column.cast(field.type) for column, field in zip(batch.columns, query.schema, strict=True)
                ]
                yield pa.RecordBatch.from_arrays(columns, schema=query.schema)

    def whole(self, edition: Edition) -> pa.Table:
        """See `FigureReader.whole`."""
        return pq.read_table(self._files.figures(edition)).replace_schema_metadata(None)

    def count(self, edition: Edition, selection: Selection = ALL) -> int:
        """See `FigureReader.count`."""
        with self._asked(edition, selection) as query:
            return query.count()

    def codes(self, edition: Edition, dimension: str, selection: Selection = ALL) -> Mapping[str | None, int]:
        """See `FigureReader.codes`."""
        with self._asked(edition, selection) as query:
            return query.tally([query.column(dimension)])

    def periods(self, edition: Edition, selection: Selection = ALL) -> Mapping[str, int]:
        """See `FigureReader.periods`."""
        with self._asked(edition, selection) as query:
            return query.tally(_IN_TIME)

    @contextmanager
    def _asked(self, edition: Edition, selection: Selection) -> Iterator["_Query"]:
        import duckdb

        path = self._files.figures(edition)
        try:
            with self._engine().cursor() as cursor:
                yield _Query(cursor, path, edition, selection)
        except (duckdb.Error, pa.ArrowInvalid, OSError) as error:
            # The file is what was written, as its digest says: the fault lies elsewhere.
            raise Unreadable(
                "figures_unreadable",
                f"The figures of edition {edition.number} of {edition.indicator} cannot be read now "
                f"({type(error).__name__}); try again in a moment.",
                indicator=edition.indicator,
                number=edition.number,
            ) from error


def _start(folder: Path) -> "duckdb.DuckDBPyConnection":
    import duckdb

    engine = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": _MEMORY,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    quoted = str(folder.absolute()).replace("'", "''")
    for setting in (
        f"allowed_directories = ['{quoted}']",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        engine.execute(f"SET {setting}")
    return engine


class _Query:
    """One question to the engine about one file.

    The engine tells names apart without regard to their case, and ids of dimensions may differ in nothing else. So the
    columns of dimensions have names of their own here; what stands in the file is never part of a statement.
    """

    def __init__(
        self, cursor: "duckdb.DuckDBPyConnection", path: Path, edition: Edition, selection: Selection
    ) -> None:
        self._cursor, self._edition, self._selection = cursor, edition, selection
        self.schema: pa.Schema = pq.read_schema(path).remove_metadata()
        self._named = {
            name: f"d{place}" if name.startswith(DIMENSION) else name
            for place, name in enumerate(self.schema.names)
        }
        self._values: list[object] = [str(path)]
        columns = ", ".join([*self._named.values(), "place"])
        source = f"read_parquet(?, file_row_number = true) AS figures({columns})"
        self._from = f"FROM {source} WHERE {self._condition()}"

    def column(self, dimension: str) -> str:
        """What the column of a dimension is called here. Raises `Refused("unknown_dimension")`."""
        name = f"{DIMENSION}{dimension}"
        if name not in self._named:
            known = [each.removeprefix(DIMENSION) for each in self._named if each.startswith(DIMENSION)]
            raise unknown_dimension(self._edition, dimension, known)
        return self._named[name]

    def figures(self) -> Any:
        """The figures themselves."""
        selection = self._selection
        # Without an order they come as they lie in the file, which needs no sorting and can stop early.
        order = ", ".join([*(self._order(by) for by in selection.order), "place"] if selection.order else [])
        statement = f"SELECT {', '.join(self._named.values())} {self._from}"
        if order:
            statement += f" ORDER BY {order}"
        if selection.limit is not None:
            statement += f" LIMIT {int(selection.limit)}"
        if selection.skip:
            statement += f" OFFSET {int(selection.skip)}"
        return self._run(statement)

    def count(self) -> int:
        """How many there are."""
        return int(self._run(f"SELECT count(*) {self._from}").fetchall()[0][0])

    def tally(self, columns: Sequence[str]) -> dict[Any, int]:
        """How many there are for each value of the last of `columns`, in the order of all of them."""
        names = ", ".join(columns)
        order = ", ".join(f"{name} NULLS FIRST" for name in columns)
        found = self._run(f"SELECT {names}, count(*) {self._from} GROUP BY {names} ORDER BY {order}")
        return {row[-2]: row[-1] for row in found.fetchall()}

    def _run(self, statement: str) -> Any:
        return self._cursor.sql(statement, params=self._values)

    def _condition(self) -> str:
        selection, conditions = self._selection, ["true"]
        for dimension, codes in selection.codes.items():
            name, named = self.column(dimension), [code for code in codes if code is not None]
            either = [f"{name} IN ({', '.join('?' * len(named))})"] if named else []
            either += [f"{name} IS NULL"] if None in codes else []
            self._values.extend(named)
            conditions.append(f"({' OR '.join(either)})" if either else "false")
        if selection.periods is not None:
            conditions.append(
                f"period IN ({', '.join('?' * len(selection.periods))})" if selection.periods else "false"
            )
            self._values.extend(selection.periods)
        for name, sign, day in (
            ("first_day", ">=", selection.first_day),
            ("last_day", "<=", selection.last_day),
        ):
            if day is not None:
                conditions.append(f"{name} {sign} ?")
                self._values.append(day)
        return " AND ".join(conditions)

    def _order(self, by: By) -> str:
        direction = "DESC" if by.descending else "ASC"
        if by.column == VALUE:
            return f"value {direction} NULLS LAST"
        names = _IN_TIME if by.column == PERIOD else (self.column(by.column.removeprefix(DIMENSION)),)
        return ", ".join(f"{name} {direction} NULLS FIRST" for name in names)
