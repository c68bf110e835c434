"""Figures as CSV, for people and to be imported again, batch by batch."""

from collections.abc import Iterator
from typing import Final

from monitor.documents.figures.columns import Columns
from monitor.documents.figures.part import Parts
from monitor.documents.figures.texts import header, kept_back, lines, printed
from monitor.measures.citation import Wording

_MARK: Final = b"\xef\xbb\xbf"  # so that Excel reads the letters right
_ROWS: Final = 8_192  # written at once: with all its words a row takes some 500 bytes, several times over


def write(parts: Parts, _: Wording, *, demo: bool) -> Iterator[bytes]:
    """The file bit by bit. A row a figure; a colon stands where a value is kept back, and the words beside it."""
    columns = Columns(parts, _, demo=demo)
    yield _MARK + header(columns.names)
    for part in parts:
        for batch in part.batches():
            for first in range(0, batch.num_rows, _ROWS):
                found = columns.of(part, batch.slice(first, _ROWS))
                found["value"] = kept_back(printed(found["value"], found["decimals"]), found["missing"])
                yield lines(found, columns.names)
