"""Where words stand beside marks, so that none lies over another."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from monitor.review.exploring.groups import Grouped
from monitor.show.charts.style import Paint, safe

_DIRECT: Final = 5  # lines that bear their names at their ends, where there is room for them
_LONGEST: Final = 26  # signs of such a name
_APART: Final = 0.07  # of the height of the chart between two names


def spread(heights: Sequence[float], apart: float) -> list[float]:
    """How far each word is moved up, so that all are `apart` at least; heights and answer in pixels.

    Words keep the order of their marks, move as little as that needs, and as a group neither up nor down.
    """
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    # Words that touch are a block about the middle of their marks; a block that touches the one below joins it.
    blocks: list[list[int]] = []
    for place in order:
        blocks.append([place])
        while (
            len(blocks) > 1 and _bottom(blocks[-1], heights, apart) < _top(blocks[-2], heights, apart) + apart
        ):
            joined = blocks.pop()
            blocks[-1] += joined
    moved = [0.0] * len(heights)
    for block in blocks:
        for step, place in enumerate(block):
            moved[place] = _bottom(block, heights, apart) + step * apart - heights[place]
    return moved


def _bottom(block: Sequence[int], heights: Sequence[float], apart: float) -> float:
    middle = sum(heights[place] for place in block) / len(block)
    return middle - (len(block) - 1) * apart / 2


def _top(block: Sequence[int], heights: Sequence[float], apart: float) -> float:
    return _bottom(block, heights, apart) + (len(block) - 1) * apart


def names_at_the_ends(courses: Sequence[Grouped], names: Sequence[str], paint: Paint) -> list[dict[str, Any]]:
    """The names at the ends of their lines, where all end together and none would cover another; else none."""
    if not 1 < len(courses) <= _DIRECT or max(map(len, names)) > _LONGEST:
        return []
    last = [[each for each in course.figures if each.value is not None][-1] for course in courses]
    if len({each.period for each in last}) > 1:
        return []
    values = [float(each.value) for course in courses for each in course.figures if each.value is not None]
    height = max(*values, 0.0) - min(*values, 0.0)
    ends = sorted(float(each.value) for each in last if each.value is not None)
    if not height or any(later - earlier < _APART * height for earlier, later in pairwise(ends)):
        return []
    return [
        {"x": each.period.midpoint, "y": float(each.value or 0), "text": safe(name), "xanchor": "left"}
        | {"xshift": 8, "showarrow": False, "font": {"color": paint.text}}
        for each, name in zip(last, names, strict=True)
    ]
