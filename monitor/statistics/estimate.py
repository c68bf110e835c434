"""A figure together with what is known of its uncertainty."""

from dataclasses import dataclass
from math import isfinite

from monitor.statistics.interval import Interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, in any unit, that stands in one of three ways:

    - with an `interval`, computed or published, in the same unit;
    - `exact`: everybody was counted, so that there is no error of sampling;
    - with neither: it comes from some, and how far it may be off is not known.

    Raises ValueError for a value that is no finite number, for an exact figure with an interval, and for an interval
    that does not hold the value.
    """

    value: float
    interval: Interval | None = None
    exact: bool = False

    def __post_init__(self) -> None:
        if not isfinite(self.value):
            raise ValueError(f"The value {self.value} is not a finite number.")
        if self.interval is None:
            return
        if self.exact:
            raise ValueError("A figure that is exact has no interval; leave out one of the two.")
        if not self.interval.covers(self.value):
            raise ValueError(
                f"The value {self.value} lies outside its interval, {self.interval.low} to {self.interval.high}."
            )

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The lowest and highest value it may stand for, twice the value where it is exact; None where not known."""
        if self.exact:
            return self.value, self.value
        return None if self.interval is None else (self.interval.low, self.interval.high)
