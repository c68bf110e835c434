"""Words beside points in time, so that none lies over another word or over a point, on a narrow screen either."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from monitor.show.charts.exploring.placing import spread

_LETTER, _HEIGHT = 6.6, 15  # pixels: a letter of size 12, and a line of them
_POINT: Final = 12  # pixels: a point with its rim
_AWAY: Final = 14  # pixels between the middles of a point and of the words above or below it
_BESIDE: Final = 10  # pixels between a point and words beside it
_THIN: Final = 3  # pixels on both sides of a line
_STEPS: Final = 4  # so many lines away words may stand


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its words ("" for none): where it lies in pixels of a narrow chart, from the left and upwards.

    Points of one `period` are of several groups; the words of the first group stand above where there is room.
    `stretch` is from where to where a figure for several years is drawn, `whisker` from where to where its interval is.
    """

    x: float
    y: float
    words: str
    period: str
    above: bool = True
    stretch: tuple[float, float] | None = None
    whisker: tuple[float, float] | None = None

    @property
    def left(self) -> float:
        """Where words before it end at the latest."""
        return (self.stretch[0] if self.stretch else self.x) - _BESIDE

    @property
    def right(self) -> float:
        """Where words behind it begin at the earliest."""
        return (self.stretch[1] if self.stretch else self.x) + _BESIDE


class Place(NamedTuple):
    """Where words stand beside their point, as plotly says it."""

    xanchor: str
    xshift: float
    yshift: float

    def note(self) -> dict[str, Any]:
        """The same as part of an annotation."""
        return {"xanchor": self.xanchor, "yanchor": "middle", "xshift": self.xshift, "yshift": self.yshift}


class _Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: "_Box") -> bool:
        return (
            min(self.right, other.right) > max(self.left, other.left)
            and min(self.top, other.top) > max(self.bottom, other.bottom)
        )  # fmt: skip


def places(points: Sequence[Point], width: float, lines: Sequence[float] = ()) -> list[Place | None]:
    """Where the words of each point stand in a chart `width` pixels wide; None where they have no words or no room.

    `lines` are the places of upright lines, which no words may cross.

    Words of one period stand in a column beside their points, in the order of these; others, and those of a period
    that has no room for a column, above or below theirs.
    """
    marks = [box for at in points for box in _marks(at)]
    marks += [_Box(x - 1, x + 1, -math.inf, math.inf) for x in lines]
    found: list[Place | None] = [None] * len(points)
    taken: list[_Box] = []
    periods: dict[str, list[int]] = {}
    for number, at in enumerate(points):
        if at.words:
            periods.setdefault(at.period, []).append(number)
    waiting = sorted(periods.values(), key=len)
    while waiting:
        numbers = waiting.pop()
        group = [points[number] for number in numbers]
        for offered in _columns(group) if len(group) > 1 else _alone(group[0]):
            boxes = [_box(at, place) for at, place in zip(group, offered, strict=True)]
            inside = all(box.left >= 0 and box.right <= width for box in boxes)
            if inside and not any(box.meets(other) for box in boxes for other in (*taken, *marks)):
                for number, place in zip(numbers, offered, strict=True):
                    found[number] = place
                taken += boxes
                break
        else:  # no room for a column: each of them by itself
            waiting += [[number] for number in numbers] if len(numbers) > 1 else []
    return found


def _marks(at: Point) -> Iterator[_Box]:
    half = _POINT / 2
    yield _Box(at.x - half, at.x + half, at.y - half, at.y + half)
    if at.stretch is not None:
        yield _Box(*at.stretch, at.y - _THIN, at.y + _THIN)
    if at.whisker is not None:
        yield _Box(at.x - _THIN, at.x + _THIN, *at.whisker)


def _columns(group: Sequence[Point]) -> Iterator[list[Place]]:
    """A column behind all points of the group, else one before them."""
    moved = spread([at.y for at in group], _HEIGHT)
    right, left = max(at.right for at in group), min(at.left for at in group)
    yield [Place("left", right - at.x, up) for at, up in zip(group, moved, strict=True)]
    yield [Place("right", left - at.x, up) for at, up in zip(group, moved, strict=True)]


def _alone(at: Point) -> Iterator[list[Place]]:
    signs = (1, -1) if at.above else (-1, 1)
    for step in range(_STEPS):
        for sign in signs:
            for anchor in ("center", "left", "right"):
                yield [Place(anchor, 0, sign * (_AWAY + step * _HEIGHT))]
        if step == 0:
            yield [Place("left", at.right - at.x, 0)]
            yield [Place("right", at.left - at.x, 0)]


def _box(at: Point, place: Place) -> _Box:
    width = _LETTER * len(at.words)
    start = at.x + place.xshift - {"left": 0.0, "center": width / 2, "right": width}[place.xanchor]
    middle = at.y + place.yshift
    return _Box(start, start + width, middle - _HEIGHT / 2, middle + _HEIGHT / 2)
