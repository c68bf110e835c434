"""What counts as too small to show, and what whoever tries to work it out is taken to know."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.errors import Refused


class Attacker(StrEnum):
    """What a reader who tries to work out hidden counts knows, beside all that is visible and all totals."""

    ARITHMETIC = "arithmetic"
    """No count is below 0."""
    KNOWS_ZEROS = "knows_zeros"
    """Zeros are not hidden, so what is hidden is at least 1."""
    KNOWS_RULE = "knows_rule"
    """Besides, the rule and which cells it hid: those are within its bounds, and the others above them."""


@dataclass(frozen=True)
class Rule:
    """What to hide, and how well.

    Counts from 1 to `largest` are hidden, and rates whose numerator or complement is one; zeros are not. `width`: each
    hidden count must leave open at least this range, in persons from the least to the greatest whole number it
    could be. `group_up_to`: 0 % or 100 % of a group of at most so many persons is hidden where the tables say that
    it discloses something; None for groups of any size, 0 for none. `attackers`: all whom it has to withstand.
    KNOWS_RULE is owed a range of `largest` - 1 at most, and never more than he would be left with if everything were
    hidden: the rule itself tells the rest (a hidden total of three hidden parts is 3 or 4).
    """

    largest: int = 4
    width: int = 5
    group_up_to: int | None = None
    attackers: tuple[Attacker, ...] = (Attacker.ARITHMETIC,)

    def __post_init__(self) -> None:
        if not (1 <= self.largest <= 1000 and 1 <= self.width <= 1000 and self.attackers):
            raise Refused(
                "disclosure_rule",
                f"A rule hides counts up to a number from 1 to 1000, leaves a range from 1 to 1000, and names an "
                f"attacker; this one says {self.largest} and {self.width}.",
                largest=self.largest,
                width=self.width,
            )

    def is_small(self, count: int) -> bool:
        """Whether a count is hidden for being small."""
        return 1 <= count <= self.largest

    def is_group(self, size: int) -> bool:
        """Whether a group of `size` persons is one about which 0 % or 100 % would disclose something."""
        return size > 0 and (self.group_up_to is None or size <= self.group_up_to)
