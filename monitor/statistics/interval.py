"""The stretch within which a figure lies with a stated confidence."""

from dataclasses import dataclass
from math import isfinite

USUAL_LEVEL = 0.95
"""The confidence that published intervals nearly always bear."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval, in the unit of the figure it belongs to; both bounds are part of it.

    `level` is a share: 0.95 for 95 per cent. Raises ValueError for bounds that are no finite numbers or stand the wrong
    way round, and for a level that is not between 0 and 1.
    """

    low: float
    high: float
    level: float = USUAL_LEVEL

    def __post_init__(self) -> None:
        if not (isfinite(self.low) and isfinite(self.high)):
            raise ValueError(f"The bounds {self.low} and {self.high} are not both finite numbers.")
        if self.low > self.high:
            raise ValueError(f"The lower bound {self.low} lies above the upper bound {self.high}.")
        check_level(self.level)

    def covers(self, value: float) -> bool:
        """Whether the value lies within the interval or on one of its bounds."""
        return self.low <= value <= self.high


def check_level(level: float) -> None:
    """Raises ValueError unless the level is a share between 0 and 1, such as 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"A level of confidence lies between 0 and 1, such as 0.95; {level} does not.")
