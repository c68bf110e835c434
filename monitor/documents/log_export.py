"""The whole status log as CSV and as JSON lines: every event as it is stored, digests included, oldest first.

JSON lines holds every text exactly. CSV is for spreadsheet programs: what would be read as a formula gets an
apostrophe before it, so what is read back from it need not match the digests.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from monitor.documents.cells import harmless

Row = Mapping[str, object]


def as_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Give one JSON object a line. A redacted text is null, and a field nobody filled in is "" ."""
    for row in rows:
        yield json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False) + "\n"


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Give the lines of a CSV file, a heading first. What is absent is an empty cell.

    The file begins with a byte order mark, so that Excel reads the letters right.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    headed = False
    for row in rows:
        if not headed:
            writer.writerow(row)
            headed = True
        writer.writerow([_cell(value) for value in row.values()])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: object) -> object:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else _plain(value)
