"""What an import would change, line by line: for each figure what the latest edition says and what came."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import pyarrow as pa

from monitor.errors import Fault
from monitor.measures.definitions import Definition
from monitor.measures.figures import DIMENSION
from monitor.measures.import_report import ImportReport


class Change(StrEnum):
    """What becomes of a figure."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator and what would change in it. `redefined` says that its definition would, `is_first` that it has no
    edition yet.
    """

    indicator: str
    definition: Definition
    report: ImportReport
    redefined: bool
    is_first: bool

    @property
    def changes(self) -> bool:
        """Whether anything would."""
        if self.report.is_empty:
            return False
        return self.is_first or self.redefined or not self.report.changes_nothing

    @property
    def has_to_be_told(self) -> bool:
        """Whether whoever accepts has to look at it: it changes, or something of it could not be read."""
        return self.changes or self.report.left_whole or bool(self.report.counts.refused)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its period, its codes by dimension (`None` is the total), its source where it is not the first.

    `before` and `now` hold what is said of it, by column, as far as the two differ; of a new or removed figure, what
    is there. `why` is the row that stood for a removed figure and was left out.
    """

    change: Change
    period: str
    group: Mapping[str, str | None]
    source: str | None
    before: Mapping[str, object]
    now: Mapping[str, object]
    why: Fault | None = None


_KEY: Final = frozenset({"period", "first_day", "last_day", "source"})
_BATCH: Final = 10_000


def lines(report: ImportReport, change: Change, *, most: int | None = None) -> Iterator[Line]:
    """The figures of a report of one kind, the first `most` of them, in the order of the report."""
    now = {Change.NEW: report.new, Change.CHANGED: report.changed}.get(change)
    before = {Change.CHANGED: report.before, Change.REMOVED: report.removed}.get(change)
    there = now if now is not None else before
    assert there is not None
    count = there.num_rows if most is None else min(most, there.num_rows)
    for start in range(0, count, _BATCH):
        length = min(_BATCH, count - start)
        both = zip(_rows(now, start, length), _rows(before, start, length), strict=True)
        for place, (new, old) in enumerate(both, start):
            why = report.why_removed.get(place) if change is Change.REMOVED else None
            yield replace(_line(change, new, old), why=why)


def _rows(table: pa.Table | None, start: int, length: int) -> list[dict[str, Any]]:
    return [{} for _ in range(length)] if table is None else table.slice(start, length).to_pylist()


def _line(change: Change, now: Mapping[str, Any], before: Mapping[str, Any]) -> Line:
    key = now or before
    names = [name for name in dict.fromkeys((*now, *before)) if not _is_key(name)]
    different = [name for name in names if now.get(name) != before.get(name)]
    return Line(
        change,
        period=str(key["period"]),
        group={
            name.removeprefix(DIMENSION): code for name, code in key.items() if name.startswith(DIMENSION)
        },
        source=key.get("source"),
        before={name: before.get(name) for name in different} if before else {},
        now={name: now.get(name) for name in different} if now else {},
    )


def _is_key(name: str) -> bool:
    return name in _KEY or name.startswith(DIMENSION)
