"""What readers may have kept: how linked tables stood together after each edition of any of them."""

from collections.abc import Iterator, Mapping, Sequence

from monitor.measures.protecting.filling import Label, label
from monitor.measures.protecting.layout import Layouts
from monitor.measures.protecting.rows import Row
from monitor.measures.protecting.splits import Splits
from monitor.measures.protecting.told import leaves_some, rest_of, told_sums
from monitor.statistics.disclosure.earlier import supposed
from monitor.statistics.disclosure.tables import Edition, Key, Shown, Total

State = Sequence[Sequence[Row]]
"""The figures of each linked table at one time, those that came last first."""


def states(earlier: Sequence[tuple[str, Sequence[Row]]]) -> list[State]:
    """Return how the tables stood after each edition, given in order, each with the id of its indicator."""
    newest: dict[str, Sequence[Row]] = {}
    found: list[State] = []
    for indicator, rows in earlier:
        newest.pop(indicator, None)
        newest[indicator] = rows
        found.append(list(reversed(newest.values())))
    return found


def seen(state: State, laid: Layouts) -> tuple[dict[Key, int], list[Key]]:
    """Return the cells that were visible, with their counts, and those that were hidden.

    Where two tables show another count of the same cell, that of the newer one holds.
    """
    visible: dict[Key, int] = {}
    hidden: dict[Key, None] = {}
    for rows in state:
        for row in sorted(rows, key=lambda each: (each.period, each.codes)):
            count, base = laid.cells(row)
            if row.count is None:
                hidden |= {key: None for key in (count, base) if key is not None}
                continue
            visible.setdefault(count, row.count)
            if base is not None and row.base is not None:
                visible.setdefault(base, row.base)
    return visible, [key for key in hidden if key not in visible]


def editions(
    then: Sequence[State],
    laid: Layouts,
    splits: Mapping[int, Splits],
    now: Mapping[Key, int],
    exact: set[Label],
) -> Iterator[Edition]:
    """Give what readers may have kept; two in a row that showed the same are one. `exact` sums have no rest."""
    before: tuple[dict[Key, int], list[Key]] | None = None
    for number, state in enumerate(then, start=1):
        found = seen(state, laid)
        if found == before or not any(found):
            continue
        before = found
        edition = _edition(str(number), *found, laid, splits, now, exact)
        if edition is not None:
            yield edition
            continue
        # Figures of different days that fit together in no way: then each table by itself.
        for place, rows in enumerate(state):
            alone = seen([rows], laid)
            name = f"{number}.{place}"
            shown = Edition(name, tuple(Shown(key, count, hidden=False) for key, count in alone[0].items()))
            yield _edition(name, *alone, laid, splits, now, exact) or shown


def _edition(
    name: str,
    visible: dict[Key, int],
    hidden: list[Key],
    laid: Layouts,
    splits: Mapping[int, Splits],
    now: Mapping[Key, int],
    exact: set[Label],
) -> Edition | None:
    unknown = set(hidden)
    told = [
        (each, whole)
        for each, whole in told_sums({**visible, **dict.fromkeys(hidden)}, laid, splits)
        if unknown & {whole, *each.parts}
        # what was revised since may not add up any more
        and (whole in unknown or sum(visible.get(part, 0) for part in each.parts) <= visible[whole])
    ]
    for without_rest in (exact, set[Label]()):
        rests = {
            rest_of(each): None for each, _ in told if leaves_some(each) or label(each) not in without_rest
        }
        totals = [
            Total(whole, (*each.parts, rest) if (rest := rest_of(each)) in rests else each.parts)
            for each, whole in told
        ]
        found = supposed(visible, [*hidden, *rests], totals, now)
        if found is not None:
            shown = [Shown(key, count, hidden=False) for key, count in visible.items()]
            covered = [Shown(key, count, hidden=True) for key, count in found.items()]
            return Edition(name, (*shown, *covered), tuple(totals))
    return None
