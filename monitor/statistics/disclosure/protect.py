"""The mask: for each cell and rate, whether it is shown, and for those who made the tables why not.

Zeros are shown. They are hidden only where 0 % or 100 % of a group discloses something, or where nothing else can
protect a count. A rate is hidden where either of its counts is. What is served to readers is `hidden` alone: the
reasons, the ranges and what is exposed say which cells are small.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from monitor.statistics.disclosure.checks import check
from monitor.statistics.disclosure.defence import Defence, defend
from monitor.statistics.disclosure.primary import Primary, Reason, primary
from monitor.statistics.disclosure.rule import Rule
from monitor.statistics.disclosure.system import Situation, situation
from monitor.statistics.disclosure.tables import Key, Tables


class Visibility(StrEnum):
    """What becomes of a cell: shown, hidden for what it says itself, or hidden to protect another one."""

    VISIBLE = "visible"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True)
class Decision:
    """One cell or rate with what becomes of it; `reason` is None where it is shown."""

    key: Key
    visibility: Visibility
    reason: Reason | None


class Loss(StrEnum):
    """Why it is too late for a cell."""

    SHOWN_BEFORE = "shown_before"
    """An earlier edition shows the same count."""
    FOLLOWS = "follows"
    """It can be worked out, or nearly, from what earlier editions or other lost cells show."""
    EARLIER_EDITION = "earlier_edition"
    """It is hidden in an earlier edition only, and can be worked out, or nearly, whatever is hidden now."""


@dataclass(frozen=True)
class Exposed:
    """A cell that the rule hides and nothing can protect any more. It is hidden none the less."""

    key: Key
    loss: Loss


@dataclass(frozen=True)
class Range:
    """What a hidden count was proven to be able to be, at least, in the eyes of the attacker who gets closest."""

    key: Key
    least: int
    most: int

    @property
    def width(self) -> int:
        """How far apart the ends are, in persons."""
        return self.most - self.least


@dataclass(frozen=True)
class Audit:
    """What was shown about a mask: a proven range for each hidden cell, and the cells it is too late for.

    Each end of a range belongs to a whole table without negative counts that agrees with everything visible.
    """

    rule: Rule
    ranges: tuple[Range, ...]
    exposed: tuple[Exposed, ...]

    @property
    def narrowest(self) -> int | None:
        """Width of the narrowest range, exposed cells apart; None where nothing is hidden."""
        return min((each.width for each in self.ranges), default=None)


@dataclass(frozen=True)
class Protected:
    """A decision for every cell and rate, in the order of the tables, and the audit of them all."""

    cells: tuple[Decision, ...]
    rates: tuple[Decision, ...]
    audit: Audit

    @property
    def hidden(self) -> frozenset[Key]:
        """The cells that are not shown."""
        return frozenset(each.key for each in self.cells if each.visibility is not Visibility.VISIBLE)

    @property
    def hidden_rates(self) -> frozenset[Key]:
        """The rates that are not shown."""
        return frozenset(each.key for each in self.rates if each.visibility is not Visibility.VISIBLE)


def protect(tables: Tables, rule: Rule | None = None) -> Protected:
    """Hide what the rule hides, and as few cells more as keep it hidden.

    Afterwards every hidden count, complements of hidden rates and what earlier editions hid included, leaves open a
    range of at least `rule.width` to every attacker of the rule. What cannot be protected any more is in
    `audit.exposed`. The same tables in the same order give the same mask. Raises Refused for tables that contradict
    themselves (codes in `checks.check`) or are too large (`too_large_to_protect`).
    """
    rule = rule or Rule()
    check(tables)
    found = primary(tables, rule)
    state = situation(tables, found)
    defences = [defend(part, rule) for part in state.system.components()]
    hidden = {number for defence in defences for number in defence.hidden.tolist()}
    hidden.update(state.numbers[key] for key in state.too_late)
    cells = tuple(
        _decision(cell.key, found.reasons.get(cell.key), number in hidden)
        for number, cell in enumerate(tables.cells)
    )
    return Protected(cells, tuple(_rates(tables, found, cells)), _audit(rule, state, defences, tables))


def _decision(key: Key, reason: Reason | None, hidden: bool) -> Decision:
    if reason:
        return Decision(key, Visibility.PRIMARY, reason)
    if hidden:
        return Decision(key, Visibility.SECONDARY, Reason.PROTECTS)
    return Decision(key, Visibility.VISIBLE, None)


def _rates(tables: Tables, found: Primary, cells: tuple[Decision, ...]) -> Iterator[Decision]:
    """A visible rate beside one visible count would tell the other one."""
    hidden = {each.key for each in cells if each.visibility is not Visibility.VISIBLE}
    for rate in tables.rates:
        if rate.numerator in found.reasons:
            yield Decision(rate.key, Visibility.PRIMARY, found.reasons[rate.numerator])
        elif rate.numerator in hidden or rate.denominator in hidden:
            yield Decision(rate.key, Visibility.SECONDARY, Reason.RATE)
        else:
            yield Decision(rate.key, Visibility.VISIBLE, None)


def _audit(rule: Rule, state: Situation, defences: list[Defence], tables: Tables) -> Audit:
    keys: Mapping[int, Key] = {number: cell.key for number, cell in enumerate(tables.cells)}
    counts = state.system.counts
    ranges, exposed = [], [Exposed(key, Loss.SHOWN_BEFORE) for key in state.too_late]
    for defence in defences:
        for number, low, high in zip(
            defence.proven.tolist(), defence.low.tolist(), defence.high.tolist(), strict=True
        ):
            if number in keys:
                count = int(counts[number])
                ranges.append(Range(keys[number], count + low, count + high))
        for number in defence.exposed.tolist():
            if number in state.earlier:
                exposed.append(Exposed(state.earlier[number], Loss.EARLIER_EDITION))
            else:
                exposed.append(Exposed(keys.get(number, state.complements.get(number, ())), Loss.FOLLOWS))
    order = {cell.key: place for place, cell in enumerate(tables.cells)}
    ranges.sort(key=lambda each: order[each.key])
    return Audit(rule, tuple(ranges), tuple(dict.fromkeys(exposed)))
