"""Choosing among the figures of an edition, and the port through which they are read, however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

import pyarrow as pa

from monitor.errors import Refused
from monitor.measures.contents import Contents
from monitor.measures.editions import Edition
from monitor.measures.periods import Period

MOST: Final = 500_000
"""The most figures that are read into memory at once; more come in batches."""

PERIOD: Final = "period"
VALUE: Final = "value"


@dataclass(frozen=True, slots=True)
class By:
    """A column of `figures.schema` to order by: `PERIOD`, `VALUE`, or that of a dimension (`by:sex`)."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures, in which order, and how many.

    `codes` gives for a dimension the codes to keep, `None` among them for the total; a dimension that is not named
    keeps all. A period is kept where it lies between `first_day` and `last_day`, both included; undated ones only
    where neither is given. `periods` keeps those periods and no other, as they are written; `None` keeps all.

    Figures that `order` leaves equal, and all where it is empty, stand in the order they are kept in: that of the
    dimensions, those with few codes first, then of periods, then of sources. Codes are ordered as text, by code point.
    Whether an order rises or falls, a total stands before the codes, an undated period before the dated, a missing
    value after all others. `skip` figures are left out from the beginning, and `limit` are kept, `None` for all.
    """

    codes: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    periods: Sequence[str] | None = None
    order: tuple[By, ...] = ()
    skip: int = 0
    limit: int | None = None


ALL: Final = Selection()


@dataclass(frozen=True, slots=True)
class Page:
    """Figures of a selection, and how many it has without regard to its `skip` and `limit`."""

    figures: pa.Table
    total: int


class FigureReader(Protocol):
    """The port to the figures of editions, however many an edition has: nothing but what is asked for is read.

    A page that lets people choose asks in this order. `contents` offers codes and periods and reads no figure.
    `page` gives what was chosen, as many rows as the screen holds, and how many there are. `codes` and `periods` with
    a selection tell what is left to choose within it. `batches` is for a file to take along. What was asked once is
    kept for as long as there is room: an edition never changes, so pages need to keep nothing of it themselves. All
    of it is safe to share between threads. Tables and mappings that come back may be those of another reader: do not
    change them.

    Every method raises `Refused("unknown_dimension")` for a dimension that the edition has not, and `Unreadable`:
    `edition_missing` or `edition_damaged`, where its file is not what was written.
    """

    def contents(self, edition: Edition) -> Contents:
        """Return what the edition covers: codes of every dimension and periods, each with how many, and the days.

        It was counted when the edition was kept, so it takes as long for ten million figures as for ten.
        """
        ...

    def page(self, edition: Edition, selection: Selection = ALL) -> Page:
        """Return the figures that `read` returns, and how many there are beyond `limit`. Raises what `read` raises."""
        ...

    def read(self, edition: Edition, selection: Selection = ALL) -> pa.Table:
        """Return the figures in the columns of `figures.schema`.

        Raises `Refused("too_many_figures")` where that would be more than `MOST`; narrow the selection, set a limit,
        or read batches.
        """
        ...

    def batches(self, edition: Edition, selection: Selection = ALL) -> Iterator[pa.RecordBatch]:
        """Give the figures bit by bit, in memory that does not grow with them, in the order they are kept in.

        Read them to the end, or close the iterator. Nothing is asked before the first batch is: then it raises.
        That is the order of a selection without `order`; one with an order is refused with ValueError.
        """
        ...

    def whole(self, edition: Edition) -> pa.Table:
        """Return all figures, however many, in memory that grows with them: to compare them with what came."""
        ...

    def count(self, edition: Edition, selection: Selection = ALL) -> int:
        """Return how many figures there are, without regard to `skip` and `limit`."""
        ...

    def codes(self, edition: Edition, dimension: str, selection: Selection = ALL) -> Mapping[str | None, int]:
        """Return the codes of a dimension that figures exist for and how many, the total (`None`) first.

        `order`, `skip` and `limit` do not matter.
        """
        ...

    def periods(self, edition: Edition, selection: Selection = ALL) -> Mapping[str, int]:
        """Return the periods that figures exist for and how many, in the order of time."""
        ...


def periods_of(selection: Selection, contents: Contents) -> list[str]:
    """The periods of an edition that a selection keeps, as they are written."""
    first, last = selection.first_day, selection.last_day
    kept = list(contents.periods)
    if selection.periods is not None:
        kept = [text for text in kept if text in selection.periods]
    if first is None and last is None:
        return kept
    return [
        period.text
        for period in map(Period, kept)
        if period.first_day is not None
        and period.last_day is not None
        and (first is None or period.first_day >= first)
        and (last is None or period.last_day <= last)
    ]


def most_of(selection: Selection, contents: Contents) -> int:
    """Return how many figures a selection has at most, told without reading any; `skip` and `limit` do not matter.

    It has no more than there are in its periods, or of the codes chosen of any one dimension.
    """
    periods = sum(contents.periods[text] for text in periods_of(selection, contents))
    chosen = [
        sum(contents.codes[name].get(code, 0) for code in set(codes))
        for name, codes in selection.codes.items()
        if name in contents.codes
    ]
    return min(periods, *chosen) if chosen else periods


def too_many(edition: Edition) -> Refused:
    """What is said where more than `MOST` figures are asked for at once."""
    return Refused(
        "too_many_figures",
        f"More than {MOST:,} figures of {edition.indicator} were asked for at once; narrow the selection, or take "
        "them along as a file.",
        indicator=edition.indicator,
        most=MOST,
    )


def unknown_dimension(edition: Edition, name: str, known: Sequence[str]) -> Refused:
    """What is said where a selection names a dimension that the figures have not."""
    return Refused(
        "unknown_dimension",
        f"The figures of {edition.indicator} have no dimension {name!r}; they have {', '.join(known) or 'none'}.",
        indicator=edition.indicator,
        dimension=name,
    )
