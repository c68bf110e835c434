"""Queries asked of the driver itself, in a transaction that SQLAlchemy began.

Where a query gives thousands of rows, making SQLAlchemy's rows of them took as long as reading them.
"""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.sql.compiler import SQLCompiler


class Asked:
    """A query for one of the two databases; it is compiled when it is first asked.

    Rows are as they are stored: SQLite keeps days as ISO text.
    """

    def __init__(self, query: Select[Any]) -> None:
        self._query = query
        self._compiled: SQLCompiler | None = None

    def __call__(self, connection: Connection, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows. Raises what the driver raises."""
        if self._compiled is None:
            self._compiled = self._query.compile(dialect=connection.dialect)
        given, places = self._compiled.construct_params(values), self._compiled.positiontup
        cursor: Any = connection.connection.cursor()
        cursor.execute(
            str(self._compiled), given if places is None else [_stored(given[name]) for name in places]
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
