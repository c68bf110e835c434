"""How much is drawn at most: a chart that nobody can read, and a browser that stands still, help no analyst."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Final

MOST_MARKS: Final = 1_500
"""Figures that are read for a chart."""

MOST_LINES: Final = 12
"""Lines in one chart, or in one panel of small multiples half as many."""

MOST_ROWS: Final = 40
"""Rows of a dot plot, and bars of parts."""

MOST_PANELS: Final = 12
PER_PAGE: Final = 50
"""Rows of the table on one page."""

Codes = Mapping[str, tuple[str | None, ...]]


def fewer(codes: Codes, most: int, *, keep: Sequence[str] = ()) -> dict[str, tuple[str | None, ...]]:
    """The first codes of each dimension, so that there are no more than `most` groups; what has most gives first.

    The dimensions in `keep` stay as they are while others can still give.
    """
    kept = dict(codes)
    while prod(len(each) for each in kept.values()) > most:
        able = [name for name, each in kept.items() if len(each) > 1]
        giving = max([name for name in able if name not in keep] or able, key=lambda name: len(kept[name]))
        others = prod(len(each) for name, each in kept.items() if name != giving)
        room = max(1, most // others)
        kept[giving] = kept[giving][: min(room, len(kept[giving]) - 1)]
    return kept
