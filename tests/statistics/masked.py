"""What readers see of a table, masks that do not hold, and what an attacker gets out of either."""

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction

from monitor.statistics.disclosure.tables import Key, Tables
from tests.statistics import attack

WIDTH = 5


def visible(table: Tables, hidden: Iterable[Key]) -> dict[Key, int]:
    out = set(hidden)
    return {cell.key: cell.count for cell in table.cells if cell.key not in out}


def known_sums(table: Tables) -> list[attack.Sum]:
    """What the attacker finds by himself and what the table says of itself: neither has to be believed alone."""
    found = attack.margins(cell.key for cell in table.cells)
    counts = {cell.key: cell.count for cell in table.cells}
    assert all(counts[whole] == sum(counts[part] for part in parts) for whole, parts in found)  # type: ignore[index]
    return [*found, *((total.key, total.parts) for total in table.totals)]


def recovered(table: Tables, hidden: Iterable[Key]) -> dict[Key, Fraction]:
    """The hidden counts that can be worked out."""
    return attack.worked_out(visible(table, hidden), known_sums(table))


def narrowest(
    table: Tables,
    hidden: Iterable[Key],
    of: Callable[[Sequence[attack.Name]], Collection[attack.Name]] | None = None,
) -> float:
    """The narrowest range that an attacker finds for any hidden count; endless where nothing is hidden."""
    found = attack.ranges(visible(table, hidden), known_sums(table), of=of)
    return min((most - least for least, most in found.values()), default=float("inf"))


def narrowed(table: Tables, hidden: Iterable[Key], *, whole: bool = False) -> dict[Key, tuple[float, float]]:
    """The hidden counts of which an attacker knows more than he may."""
    found = attack.ranges(visible(table, hidden), known_sums(table), whole=whole)
    return {key: ends for key, ends in found.items() if ends[1] - ends[0] < WIDTH - 1e-6}


def to_who_knows_the_rule(table: Tables, hidden: Iterable[Key]) -> dict[Key, tuple[float, float]]:
    """What the small counts can be for somebody who was told which they are, and that the rule is 1 to 4."""
    small, out = small_alone(table), set(hidden)
    presumed: dict[attack.Name, tuple[int, int | None]] = {
        cell.key: (1, 4) if cell.key in small else (5 if cell.count else 0, None)
        for cell in table.cells
        if cell.key in out
    }
    found = attack.ranges(visible(table, hidden), known_sums(table), presumed=presumed)
    return {key: ends for key, ends in found.items() if key in small}


def small_alone(table: Tables) -> set[Key]:
    """No mask but for the counts that are small themselves."""
    return {cell.key for cell in table.cells if 1 <= cell.count <= 4}


def and_next_smallest(table: Tables) -> set[Key]:
    """A simple rule: a sum with one hidden part hides its next smallest part too, until there is no such sum."""
    counts = {cell.key: cell.count for cell in table.cells}
    out = small_alone(table)
    grown = True
    while grown:
        grown = False
        for total in table.totals:
            alone = [part for part in total.parts if part in out]
            shown = [part for part in total.parts if part not in out and counts[part]]
            if len(alone) == 1 and total.key not in out and shown:
                out.add(min(shown, key=lambda part: counts[part]))
                grown = True
    return out
