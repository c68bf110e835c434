"""What a source says of how good a figure is, in the words of its column of statuses.

The codes are those of the SDMX code list for the observation status (CL_OBS_STATUS), the words those that national
repositories write in their place.
"""

from collections.abc import Mapping
from typing import Final

from monitor.measures.quality import Flag, Missing

_NOTHING: Final = frozenset(
    ("", "a", "normal", "normal value", "undefined", "final", "official", "actual", "reported", "none", "-")
)
_FLAGS: Final[Mapping[str, Flag]] = {
    "p": Flag.PROVISIONAL,
    "provisional": Flag.PROVISIONAL,
    "provisional value": Flag.PROVISIONAL,
    "preliminary": Flag.PROVISIONAL,
    "e": Flag.ESTIMATED,
    "estimated": Flag.ESTIMATED,
    "estimated value": Flag.ESTIMATED,
    "estimate": Flag.ESTIMATED,
    "i": Flag.ESTIMATED,
    "imputed value": Flag.ESTIMATED,
    "imputed": Flag.ESTIMATED,
    "modelled": Flag.ESTIMATED,
    "b": Flag.BREAK,
    "break": Flag.BREAK,
    "break in series": Flag.BREAK,
    "time series break": Flag.BREAK,
    "series break": Flag.BREAK,
    "u": Flag.LOW_RELIABILITY,
    "low reliability": Flag.LOW_RELIABILITY,
    "unreliable": Flag.LOW_RELIABILITY,
    "r": Flag.REVISED,
    "revised": Flag.REVISED,
    "revised value": Flag.REVISED,
    "f": Flag.PLANNED,
    "forecast": Flag.PLANNED,
    "forecast value": Flag.PLANNED,
    "projection": Flag.PLANNED,
    "target": Flag.TARGET,
}
_MISSING: Final[Mapping[str, Missing]] = {
    "m": Missing.NOT_APPLICABLE,
    "missing value; data cannot exist": Missing.NOT_APPLICABLE,
    "not applicable": Missing.NOT_APPLICABLE,
    "o": Missing.NOT_STATED,
    "missing value": Missing.NOT_STATED,
    "l": Missing.NOT_AVAILABLE,
    "missing value; data exist but were not collected": Missing.NOT_AVAILABLE,
    "not available": Missing.NOT_AVAILABLE,
    "q": Missing.CONFIDENTIAL,
    "missing value; suppressed": Missing.CONFIDENTIAL,
    "suppressed": Missing.CONFIDENTIAL,
    "confidential": Missing.CONFIDENTIAL,
}


def status(said: str) -> tuple[Flag | None, Missing | None, str | None]:
    """The flag, the reason for a missing value, or, where neither is known, the words to keep as a note."""
    word = " ".join(said.casefold().split())
    if word in _NOTHING:
        return None, None, None
    if word in _FLAGS:
        return _FLAGS[word], None, None
    if word in _MISSING:
        return None, _MISSING[word], None
    return None, None, said
