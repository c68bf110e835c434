"""What an import would change: the figures that came beside those of the latest edition, before they are accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.measures.editions import Counts
from monitor.measures.figures import DIMENSION
from monitor.measures.keys import Keyed, Ranks, ranks
from monitor.measures.received import LeftOut

MOST_TOLD: Final = 1_000
"""The most rows that are refused one by one in words; all are counted."""

_KEY: Final = frozenset({"period", "first_day", "last_day", "source"})


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came, sorted by what it would do to the latest edition.

    `figures` are those that would be kept, and `new` and `changed` are parts of them. `before` holds, row by row
    beside `changed`, what the edition says now; `removed` what it says and what came does not. A figure is the same one
    where period, codes and source are. `refused` tells rows that were left out, as far as they were told; `why_removed`
    names for a figure, by its place in `removed`, the row that was left out though it stood for it; those are first.
    `left_whole` says that nothing of the edition is taken, because of what came no figure could be read.
    """

    figures: pa.Table
    new: pa.Table
    changed: pa.Table
    before: pa.Table
    removed: pa.Table
    refused: tuple[Fault, ...]
    counts: Counts
    why_removed: Mapping[int, Fault] = field(default_factory=dict)
    left_whole: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing that came could be read as a figure: a wrong file, as a rule, and never an edition."""
        return not self.figures.num_rows

    @property
    def changes_nothing(self) -> bool:
        """Whether the figures are those of the latest edition, all of them and no other."""
        return not (self.counts.new or self.counts.changed or self.counts.removed)

    def leaving_whole(self) -> "ImportReport":
        """Return the report with the figures of the edition left as they are."""
        counts = replace(self.counts, removed=0, unchanged=self.counts.removed)
        return replace(self, removed=self.removed.slice(0, 0), counts=counts, why_removed={}, left_whole=True)


def compare(
    came: Keyed,
    latest: Keyed | None,
    *,
    refused: Sequence[Fault] = (),
    untold: int = 0,
    left_out: Sequence[LeftOut] = (),
    file: str = "",
) -> ImportReport:
    """Return what figures would change in the latest edition (`None`: there is none yet).

    Of rows with the same key the first is kept, and the others are refused; `file` is what their refusal names.
    `refused` are rows that the door has refused already, `untold` how many more it has, and `left_out` those of them
    that are known to stand for a figure.
    """
    old = came.figures.slice(0, 0) if latest is None else latest.figures
    numbers, there = ranks([came, latest or Keyed(old, "")])
    figures = came.figures
    kept, doubled = _first_of_each(numbers)
    told = _doubles(figures.take(pa.array(doubled[:MOST_TOLD])), doubled, file)
    if len(doubled):
        figures, numbers = figures.take(pa.array(kept)), numbers[kept]
    known, counterpart = _matched(numbers, there)
    differ = _differ(figures, known, old, counterpart)
    changed, before = known[differ], counterpart[differ]
    new, gone = _others(known, len(numbers)), _others(counterpart, len(there))
    removed = old.take(pa.array(gone))
    why = _why(removed, left_out, came.first_source)
    order = [*why, *_others(np.array(list(why), dtype=np.int64), len(gone)).tolist()]
    return ImportReport(
        figures=figures,
        new=figures if len(known) == 0 else figures.take(pa.array(new)),
        changed=figures.take(pa.array(changed)),
        before=old.take(pa.array(before)),
        removed=removed.take(pa.array(order, pa.int64())),
        refused=(*refused, *told)[:MOST_TOLD],
        counts=Counts(
            new=len(new),
            changed=len(changed),
            removed=len(gone),
            unchanged=len(known) - len(changed),
            refused=len(refused) + untold + len(doubled),
        ),
        why_removed=dict(enumerate(why.values())),
    )


def _why(removed: pa.Table, left_out: Sequence[LeftOut], first_source: str) -> dict[int, Fault]:
    """Find the rows that were left out and would have kept a figure that is removed."""
    if not left_out:
        return {}
    faults = {(each.period, each.group, each.source or first_source): each.fault for each in left_out}
    names = [
        name for name in removed.column_names if name in ("period", "source") or name.startswith(DIMENSION)
    ]
    why = {}
    for place, row in enumerate(removed.select(names).to_pylist()):
        period, source = row.pop("period"), row.pop("source") or first_source
        group = frozenset(
            (name.removeprefix(DIMENSION), code) for name, code in row.items() if code is not None
        )
        if (period, group, source) in faults:
            why[place] = faults[period, group, source]
    return why


def _first_of_each(numbers: Ranks) -> tuple[Ranks, Ranks]:
    """Return the places of the first row of each key, and those of all others, both in the order of the rows."""
    order = np.argsort(numbers, kind="stable")
    again = np.zeros(len(numbers), dtype=bool)
    again[1:] = numbers[order][1:] == numbers[order][:-1]
    return np.sort(order[~again]), np.sort(order[again])


def _matched(numbers: Ranks, there: Ranks) -> tuple[Ranks, Ranks]:
    """Return the places of the rows that both sides have, on either side. On the first side no key stands twice."""
    ours, theirs = np.argsort(numbers, kind="stable"), np.argsort(there, kind="stable")
    place = np.searchsorted(there[theirs], numbers[ours])  # searching in order is what makes it quick
    inside = place < len(there)
    ours, place = ours[inside], place[inside]
    same = there[theirs[place]] == numbers[ours]
    return ours[same], theirs[place[same]]


def _others(places: Ranks, count: int) -> Ranks:
    """Return the places below `count` that are not among those given."""
    left = np.ones(count, dtype=bool)
    left[places] = False
    return np.flatnonzero(left)


def _differ(figures: pa.Table, places: Ranks, old: pa.Table, counterpart: Ranks) -> Any:
    """Say for each pair of rows whether anything but the key differs."""
    differ = np.zeros(len(places), dtype=bool)
    for name in figures.column_names:
        new_column, old_column = figures[name], old[name] if name in old.column_names else None
        if name in _KEY or name.startswith(DIMENSION) or old_column is None:
            continue
        if new_column.null_count == len(new_column) and old_column.null_count == len(old_column):
            continue
        new, before = new_column.take(pa.array(places)), old_column.take(pa.array(counterpart))
        # Null where one of the two is: then they differ unless both are.
        unequal = pc.fill_null(pc.not_equal(new, before), pc.xor(pc.is_null(new), pc.is_null(before)))
        differ |= unequal.to_numpy()
    return differ


def _doubles(rows: pa.Table, places: Ranks, file: str) -> list[Fault]:
    faults = []
    for row, place in zip(rows.to_pylist(), places[:MOST_TOLD].tolist(), strict=True):
        codes = [str(code) for name, code in row.items() if name.startswith(DIMENSION) and code is not None]
        entry = " / ".join([row["period"], *codes])
        problem = f"The figure for {entry} stands twice; the first is kept."
        accepted = "one figure for each period, group and source."
        faults.append(Fault(file, 0, f"figure {place + 1}", problem, accepted))
    return faults
