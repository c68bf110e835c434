"""Figures in Parquet files, read lazily: only the rows and columns that are asked for reach this program."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from monitor.errors import MonitorError, Unreadable
from monitor.measures.contents import Contents
from monitor.measures.editions import Edition
from monitor.measures.selection import ALL, MOST, Page, Selection, most_of, too_many
from monitor.storage.edition_files import EditionFiles, kept_contents
from monitor.storage.figures.engine import LentConnections
from monitor.storage.figures.query import IN_TIME, Query
from monitor.storage.figures.remembered import Remembered

_ENTRY: Final = 120  # bytes of a code or a period with its count, about
_BATCH: Final = 65_536
_AT_ONCE: Final = 200_000  # figures of a download in memory, about
_STRETCH: Final = 500_000  # rows of the file


class ParquetFigures:
    """`monitor.measures.selection.FigureReader` over the files of editions. Safe to share between threads.

    The engine may open files of this folder and nothing else, keeps no file of its own, and fetches nothing. Answers
    are kept by the digest of the figures, in some 64 MB.
    """

    def __init__(self, files: EditionFiles) -> None:
        self._files = files
        self._connections = LentConnections(files.folder)
        self._remembered = Remembered()

    def close(self) -> None:
        """Let the engine go, with its threads; who reads after that starts it anew."""
        self._connections.close()

    def contents(self, edition: Edition) -> Contents:
        """See `FigureReader.contents`."""

        def find() -> Contents:
            with _worded(edition):
                return kept_contents(self._files.figures(edition))

        def size(found: Contents) -> int:
            return _ENTRY * (len(found.periods) + sum(map(len, found.codes.values())))

        found: Contents = self._remembered.answer((edition.figures_digest, "contents"), find, size)
        return found

    def page(self, edition: Edition, selection: Selection = ALL) -> Page:
        """See `FigureReader.page`."""
        figures = self.read(edition, selection)
        cut_off = selection.limit is not None and figures.num_rows == selection.limit
        if cut_off or (selection.skip and not figures.num_rows):
            return Page(figures, self.count(edition, selection))
        return Page(figures, selection.skip + figures.num_rows)

    def read(self, edition: Edition, selection: Selection = ALL) -> pa.Table:
        """See `FigureReader.read`."""

        def find(query: Query) -> pa.Table:
            bounded = selection.limit is not None and selection.limit <= MOST
            # What surely fits is not counted first.
            fits = bounded or most_of(selection, self.contents(edition)) - selection.skip <= MOST
            if not fits and query.count() - selection.skip > MOST:
                raise too_many(edition)
            return query.figures()

        return self._asked(
            edition, selection, ("figures", _whole(selection)), find, lambda found: found.nbytes
        )

    def batches(self, edition: Edition, selection: Selection = ALL) -> Iterator[pa.RecordBatch]:
        """See `FigureReader.batches`."""
        if selection.order:
            raise ValueError("Batches come in the order they are kept in.")
        whole, chosen = self.contents(edition).figures, self.count(edition, selection)
        skip, left = selection.skip, selection.limit if selection.limit is not None else chosen
        # Each stretch of the file is a question of its own: who takes figures along slowly holds no connection.
        stretch = min(_STRETCH, max(1, whole * _AT_ONCE // max(1, chosen)))
        for first in range(0, whole, stretch):
            if left <= 0:
                return
            found = self._stretch(edition, selection, first, first + stretch)
            part = found.slice(skip, left)
            skip, left = max(0, skip - found.num_rows), left - part.num_rows
            yield from part.to_batches(max_chunksize=_BATCH)

    def _stretch(self, edition: Edition, selection: Selection, first: int, end: int) -> pa.Table:
        every = replace(selection, skip=0, limit=None)
        with self._query(edition, every) as query:
            return query.figures(within=(first, end)).unify_dictionaries().combine_chunks()

    def whole(self, edition: Edition) -> pa.Table:
        """See `FigureReader.whole`."""
        with _worded(edition):
            return pq.read_table(self._files.figures(edition)).replace_schema_metadata(None)

    def count(self, edition: Edition, selection: Selection = ALL) -> int:
        """See `FigureReader.count`."""
        if not _narrowing(selection):
            return self.contents(edition).figures
        asked = ("count", _which(selection))
        return int(self._asked(edition, selection, asked, Query.count, lambda _count: _ENTRY))

    def codes(self, edition: Edition, dimension: str, selection: Selection = ALL) -> Mapping[str | None, int]:
        """See `FigureReader.codes`."""
        if not _narrowing(selection) and dimension in self.contents(edition).codes:
            return self.contents(edition).codes[dimension]
        asked = ("codes", dimension, _which(selection))
        found: Mapping[str | None, int] = self._tally(
            edition, selection, asked, lambda query: query.tally([query.column(dimension)])
        )
        return found

    def periods(self, edition: Edition, selection: Selection = ALL) -> Mapping[str, int]:
        """See `FigureReader.periods`."""
        if not _narrowing(selection):
            return self.contents(edition).periods
        asked = ("periods", _which(selection))
        found: Mapping[str, int] = self._tally(edition, selection, asked, lambda query: query.tally(IN_TIME))
        return found

    def _tally(
        self, edition: Edition, selection: Selection, asked: Hashable, find: Callable[[Query], Any]
    ) -> Any:
        return self._asked(edition, selection, asked, find, lambda found: _ENTRY * (1 + len(found)))

    def _asked(
        self,
        edition: Edition,
        selection: Selection,
        asked: Hashable,
        find: Callable[[Query], Any],
        size: Callable[[Any], int],
    ) -> Any:
        """What is known already, or the answer of the engine."""

        def ask() -> Any:
            with self._query(edition, selection) as query:
                return find(query)

        return self._remembered.answer((edition.figures_digest, asked), ask, size)

    @contextmanager
    def _query(self, edition: Edition, selection: Selection) -> Iterator[Query]:
        with _worded(edition):
            path = self._files.figures(edition)
            schema = self._remembered.answer(
                (edition.figures_digest, "schema"),
                lambda: pq.read_schema(path).remove_metadata(),
                lambda found: _ENTRY * len(found),
            )
            with self._connections.lent() as connection:
                yield Query(connection, path, schema, edition, selection)


def _narrowing(selection: Selection) -> bool:
    return bool(selection.codes) or any(
        each is not None for each in (selection.first_day, selection.last_day, selection.periods)
    )


def _which(selection: Selection) -> Hashable:
    """What decides which figures a selection keeps, to be looked up by."""
    return (
        tuple(sorted((name, tuple(codes)) for name, codes in selection.codes.items())),
        selection.first_day,
        selection.last_day,
        None if selection.periods is None else tuple(selection.periods),
    )


def _whole(selection: Selection) -> Hashable:
    return _which(selection), selection.order, selection.skip, selection.limit


@contextmanager
def _worded(edition: Edition) -> Iterator[None]:
    """Word what goes wrong with a file that is what was written, as its digest says: the fault lies elsewhere."""
    try:
        yield
    except MonitorError:
        raise
    except Exception as error:
        if not isinstance(error, pa.ArrowException | OSError) and type(error).__module__ not in _ENGINE:
            raise
        raise Unreadable(
            "figures_unreadable",
            f"The figures of edition {edition.number} of {edition.indicator} cannot be read now "
            f"({type(error).__name__}); try again in a moment.",
            indicator=edition.indicator,
            number=edition.number,
        ) from error


_ENGINE: Final = frozenset(
    {"duckdb", "_duckdb"}
)  # known by name, because only who reads with it has loaded it
