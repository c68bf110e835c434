"""What is read together: single figures that are compared."""

from dataclasses import dataclass
from datetime import date

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.text import LANGUAGES, LocalText
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Qualifier
from monitor.measures.periods import Period
from monitor.measures.quality import Flag
from monitor.measures.scales import Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the definition it stands under."""

    definition: Definition
    observation: Observation

    @property
    def unit(self) -> Unit | LocalText | None:
        """What the value counts."""
        return self.definition.unit_of(self.observation.group)

    @property
    def period(self) -> Period:
        """The period it is given for."""
        return self.observation.period

    @property
    def is_worded(self) -> bool:
        """Whether the source's words make it less exact than its digits."""
        exact = (None, Qualifier.PLANNED, Qualifier.TARGET)
        return Flag.ABOUT in self.observation.flags or self.observation.qualifier not in exact


def same_text(first: LocalText | None, second: LocalText | None) -> bool:
    """Whether two texts say the same in a language that both exist in; nothing is known of one that is not there."""
    if first is None or second is None:
        return False
    if first == second:
        return True
    pairs = [(getattr(first, language), getattr(second, language)) for language in LANGUAGES]
    both = [(one, other) for one, other in pairs if one and other]
    return bool(both) and all(one.casefold() == other.casefold() for one, other in both)


def same_unit(first: Unit | LocalText | None, second: Unit | LocalText | None) -> bool:
    """Whether values count the same; free words are the same where they are spelt alike."""
    if isinstance(first, LocalText) and isinstance(second, LocalText):
        return same_text(first, second)
    return first is not None and first == second


def form(period: Period) -> tuple[str, int]:
    """What sort of stretch a period is: only years stand beside years, days beside days.

    The number is that of years or months in a range, else 1.
    """
    if period.first_day is None or period.last_day is None:
        return ("undated", 1)
    if period.months is not None:
        return ("months", period.months)
    if ".." in period.text:
        return ("range", period.last_day.year - period.first_day.year + 1)
    if "/" in period.text:
        return ("split year", 1)
    if "-W" in period.text:
        return ("week", 1)
    return (PartialDate(period.text).precision.value, 1)


def overlap(first: Period, second: Period) -> bool:
    """Whether two periods share a day."""
    days: list[date] = []
    for period in (first, second):
        if period.first_day is None or period.last_day is None:
            return False
        days += [period.first_day, period.last_day]
    return days[0] <= days[3] and days[2] <= days[1]
