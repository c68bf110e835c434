"""Questions to the engine about one file, with everything that was asked as a parameter."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from monitor.measures.editions import Edition
from monitor.measures.figures import DIMENSION
from monitor.measures.selection import PERIOD, VALUE, By, Selection, unknown_dimension

if TYPE_CHECKING:
    import duckdb

IN_TIME: Final = ("first_day", "last_day", "period")
"""The columns that put periods in the order of time."""


class Query:
    """One question to the engine about one file.

    The engine tells names apart without regard to their case, and ids of dimensions may differ in nothing else. So the
    columns of dimensions have names of their own here; what stands in the file is never part of a statement.
    """

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        path: Path,
        schema: pa.Schema,
        edition: Edition,
        selection: Selection,
    ) -> None:
        self._connection, self._edition, self._selection = connection, edition, selection
        self._schema = schema
        self._named = {
            name: f"d{place}" if name.startswith(DIMENSION) else name
            for place, name in enumerate(self._schema.names)
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

    def figures(self, within: tuple[int, int] | None = None) -> pa.Table:
        """The figures themselves, in the columns of the file; `within` two places of its rows, the second left out."""
        selection, values = self._selection, self._values
        # Without an order they come as they lie in the file, which needs no sorting and can stop early.
        order = ", ".join([*(self._order(by) for by in selection.order), "place"] if selection.order else [])
        statement = f"SELECT {', '.join(self._named.values())} {self._from}"
        if within is not None:
            statement += " AND place >= ? AND place < ?"
            values = [*values, *within]
        if order:
            statement += f" ORDER BY {order}"
        if selection.limit is not None:
            statement += f" LIMIT {int(selection.limit)}"
        if selection.skip:
            statement += f" OFFSET {int(selection.skip)}"
        found = self._connection.sql(statement, params=values).to_arrow_table()
        return found.rename_columns(self._schema.names).cast(self._schema)

    def count(self) -> int:
        """How many there are."""
        return int(self._rows(f"SELECT count(*) {self._from}")[0][0])

    def tally(self, columns: Sequence[str]) -> dict[Any, int]:
        """How many there are for each value of the last of `columns`, in the order of all of them."""
        names = ", ".join(columns)
        order = ", ".join(f"{name} NULLS FIRST" for name in columns)
        found = self._rows(f"SELECT {names}, count(*) {self._from} GROUP BY {names} ORDER BY {order}")
        return {row[-2]: row[-1] for row in found}

    def _rows(self, statement: str) -> list[Any]:
        return self._connection.execute(statement, self._values).fetchall()

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
        names = IN_TIME if by.column == PERIOD else (self.column(by.column.removeprefix(DIMENSION)),)
        return ", ".join(f"{name} {direction} NULLS FIRST" for name in names)
