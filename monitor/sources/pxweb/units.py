"""What a source calls its units, as the units that are known here; any other stays in the source's words."""

from collections.abc import Mapping
from typing import Final

from monitor.measures.scales import Unit

_WORDS: Final[Mapping[str, Unit]] = {
    "%": Unit.PERCENT,
    "percent": Unit.PERCENT,
    "per cent": Unit.PERCENT,
    "prosent": Unit.PERCENT,
    "percentage points": Unit.PERCENTAGE_POINTS,
    "prosentpoeng": Unit.PERCENTAGE_POINTS,
    "persons": Unit.PERSONS,
    "personer": Unit.PERSONS,
    "days": Unit.DAYS,
    "dager": Unit.DAYS,
    "months": Unit.MONTHS,
    "måneder": Unit.MONTHS,
    "years": Unit.YEARS,
    "år": Unit.YEARS,
    "nok": Unit.NOK,
    "kr": Unit.NOK,
    "kroner": Unit.NOK,
    "nok million": Unit.NOK_MILLION,
    "mill. kr": Unit.NOK_MILLION,
    "per 1 000": Unit.PER_1000,
    "per 1000": Unit.PER_1000,
    "per 100 000": Unit.PER_100000,
    "per 100000": Unit.PER_100000,
}


def unit(words: str) -> Unit | None:
    """The unit that a source's words mean, None for one that is not known here."""
    return _WORDS.get(" ".join(words.lower().split()))
