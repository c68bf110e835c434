"""Copying the rows of a file of SQLite into a PostgreSQL server, and making sure that they arrived.

The rows go over as the lines of COPY, and come back as such: the two ends are compared by a digest of their lines.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, String, Table, Text, cast, literal_column, select

from monitor.storage.tables import metadata

_AT_ONCE: Final = 1 << 16  # bytes handed to the server in one go

_ESCAPES: Final = str.maketrans(
    {"\\": r"\\", "\b": r"\b", "\t": r"\t", "\n": r"\n", "\v": r"\v", "\f": r"\f", "\r": r"\r"}
)
_ESCAPED: Final = "".join(map(chr, _ESCAPES)).encode("ascii")


def copy_to_server(old: Connection, new: Connection) -> bool:
    """Copy every row of a file to a server, and say whether the server then holds those very rows.

    To walk the chain there once more would find less, since it guards the log alone, and takes three times as long.
    """
    tables = metadata.sorted_tables
    sent = [_send(table, old, new) for table in tables]
    return sent == [_held(table, new) for table in tables]


def _send(table: Table, old: Connection, new: Connection) -> bytes:
    """Copy all rows of a table, in the order of its key, and return the digest of their lines."""
    digest, part, size = hashlib.sha256(), list[bytes](), 0
    cursor: Any = new.connection.cursor()
    with cursor, cursor.copy(f"COPY {table.name} ({_names(table)}) FROM STDIN") as copy:

        def hand_over() -> None:
            lines = b"".join(part)
            digest.update(lines)
            copy.write(lines)

        for row in _rows_as_text(table, old):
            part.append(line := _line(row))
            size += len(line)
            if size >= _AT_ONCE:
                hand_over()
                part, size = [], 0
        hand_over()
    return digest.digest()


def _held(table: Table, new: Connection) -> bytes:
    """Return the digest of the lines of a table on a server, in the order of its key."""
    # By the bytes, as SQLite orders texts.
    key = ", ".join(
        f'"{column.name}"' + (' COLLATE "C"' if isinstance(column.type, String) else "")
        for column in table.primary_key.columns
    )
    query = f"COPY (SELECT {_names(table)} FROM {table.name} ORDER BY {key}) TO STDOUT"  # noqa: S608 - names of our own tables
    digest = hashlib.sha256()
    cursor: Any = new.connection.cursor()
    with cursor, cursor.copy(query) as copy:
        for lines in copy:
            digest.update(lines)
    return digest.digest()


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _line(row: Sequence[str | None]) -> bytes:
    """Write a row as a server writes it in COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html."""
    # Most rows have nothing to escape, and so no more of such signs than stand between and for their values.
    line = "\t".join(["\\N" if value is None else value for value in row]).encode("utf-8")
    if len(line) - len(line.translate(None, _ESCAPED)) != len(row) - 1 + row.count(None):
        escaped = ["\\N" if value is None else value.translate(_ESCAPES) for value in row]
        line = "\t".join(escaped).encode("utf-8")
    return line + b"\n"


def _rows_as_text(table: Table, old: Connection) -> Iterator[tuple[str | None, ...]]:
    """Give the rows of a file with every value as text; each is a number, a day, a text or bytes.

    From the driver itself: to make SQLAlchemy's rows of so many took as long as to read them.
    """
    columns = [
        literal_column(f"'\\x' || lower(hex({column.name}))")
        if isinstance(column.type, LargeBinary)
        else cast(column, Text)
        for column in table.columns
    ]
    query = select(*columns).select_from(table).order_by(*table.primary_key.columns)
    cursor: Any = old.connection.cursor()
    with closing(cursor):
        yield from cursor.execute(str(query.compile(dialect=old.dialect)))
