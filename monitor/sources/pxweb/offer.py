"""What a source says of itself: how much it gives at a time, how often, and under which licence."""

from dataclasses import dataclass
from typing import Final

from monitor.catalogue.signs import first_forbidden
from monitor.sources.json_door import Json, read_json

USUAL_CELLS: Final = 800_000
"""What Statistics Norway gives at a time; taken for a source that does not say."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`most_cells` is the limit for one answer. `per_window` is how many questions in how many seconds, where that is
    said. `licence` is the source's own text or address, None where it names none.
    """

    most_cells: int = USUAL_CELLS
    per_window: tuple[int, int] | None = None
    licence: str | None = None


def read_offer(content: bytes) -> Offer:
    """What stands in the answer to `/config`; Refused as of `read_json`. What is missing there is taken as usual."""
    told = read_json(content)
    if not isinstance(told, dict):
        return Offer()
    calls, seconds = (
        _above_zero(told.get("maxCallsPerTimeWindow")),
        _above_zero(told.get("timeWindow")),
    )
    licence = told.get("license")
    usable = isinstance(licence, str) and 0 < len(licence.strip()) <= 500 and first_forbidden(licence) is None
    return Offer(
        most_cells=_above_zero(told.get("maxDataCells")) or USUAL_CELLS,
        # Zero means that the limit is told elsewhere, not that there is none.
        per_window=(calls, seconds) if calls and seconds else None,
        licence=licence.strip() if isinstance(licence, str) and usable else None,
    )


def _above_zero(said: Json) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else None
