"""Intervals in charts: whiskers, which are read without colour."""

from collections.abc import Sequence
from typing import Any, Final

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.uncertainty import Range, uncertainty

_NONE: Final = "NaN"
"""What plotly takes for no whisker: of null it makes 0, and draws one without length, as if all were known exactly."""


def range_of(entry: Observation, definition: Definition) -> Range | None:
    """The interval of a figure, where it has one."""
    found = uncertainty(entry, definition)
    return found if isinstance(found, Range) else None


def whiskers(values: Sequence[float | None], ranges: Sequence[Range | None], colour: str) -> dict[str, Any]:
    """Plotly's error bars from the lower to the upper bound; a figure without an interval bears none."""
    pairs = list(zip(values, ranges, strict=True))
    return {
        "type": "data",
        "symmetric": False,
        "array": [
            max(0.0, found.upper - value) if found and value is not None else _NONE for value, found in pairs
        ],
        "arrayminus": [
            max(0.0, value - found.lower) if found and value is not None else _NONE for value, found in pairs
        ],
        "color": colour,
        "thickness": 1.5,
        "width": 5,
    }
