"""The cells that are hidden for what they say themselves, before anybody calculates."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from monitor.statistics.disclosure.rule import Rule
from monitor.statistics.disclosure.tables import Key, Tables


class Reason(StrEnum):
    """Why a cell is hidden. For those who made the tables: it tells an attacker which cells are small."""

    SMALL = "small"
    """The count is within the rule."""
    SMALL_COMPLEMENT = "small_complement"
    """What is missing to the denominator of a rate is within the rule."""
    NOBODY = "nobody"
    """A rate would be 0 %: nobody of a group."""
    EVERYBODY = "everybody"
    """A rate would be 100 %, or one part is the total: everybody of a group."""
    BEFORE = "before"
    """It was hidden before."""
    PROTECTS = "protects"
    """Another hidden cell could be worked out from it."""
    RATE = "rate"
    """A rate of a hidden count."""


@dataclass(frozen=True)
class Complement:
    """A count that nobody publishes and anybody can work out: what is missing to `whole` beside `part`."""

    whole: Key
    part: Key


@dataclass(frozen=True)
class Primary:
    """The cells the rule hides, each with the first reason that holds, and the complements it protects."""

    reasons: dict[Key, Reason]
    complements: tuple[Complement, ...]


def primary(tables: Tables, rule: Rule) -> Primary:
    """Apply the rule to tables that were checked."""
    reasons = {cell.key: Reason.SMALL for cell in tables.cells if rule.is_small(cell.count)}
    complements = []
    for key, reason, complement in _by_groups(tables, rule):
        reasons.setdefault(key, reason)
        if complement:
            complements.append(complement)
    for cell in tables.cells:
        if cell.stays:
            reasons.setdefault(cell.key, Reason.BEFORE)
    return Primary(reasons, tuple(dict.fromkeys(complements)))


def _by_groups(tables: Tables, rule: Rule) -> Iterator[tuple[Key, Reason, Complement | None]]:
    counts = {cell.key: cell.count for cell in tables.cells}
    for rate in tables.rates:
        numerator, denominator = counts[rate.numerator], counts[rate.denominator]
        complement = Complement(rate.denominator, rate.numerator)
        if rule.is_small(denominator - numerator):
            yield rate.numerator, Reason.SMALL_COMPLEMENT, complement
        if rate.group and rule.is_group(denominator):
            if numerator == 0:
                yield rate.numerator, Reason.NOBODY, None
            elif numerator == denominator:
                yield rate.numerator, Reason.EVERYBODY, complement
    for total in tables.totals:
        if total.group and len(total.parts) > 1 and rule.is_group(counts[total.key]):
            for part in total.parts:
                if counts[part] == counts[total.key]:
                    yield part, Reason.EVERYBODY, Complement(total.key, part)
