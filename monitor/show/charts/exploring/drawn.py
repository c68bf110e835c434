"""What a chart of the explorer is: the figure, and in words what of the selection is not in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.review.exploring.groups import Grouped
from monitor.show.charts.style import safe
from monitor.show.words import Words

_LEGEND: Final = 32  # signs in a line


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of `shown`. `left_out` says what of the selection is not in it, `notes` what else is to be known.

    `figure` is what plotly draws, its `data` and `layout`, as plain values: plotly's own objects look at each of them
    several times, which took a third of the time of a page.
    """

    figure: dict[str, Any]
    shown: tuple[Observation, ...]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def label(course: Grouped, definition: Definition, dimensions: Sequence[str], _: Words) -> str:
    """What one course speaks of, in the dimensions that differ; the source where several speak of the same."""
    words = [
        _.plain(definition.labels[name][course.group[name]]) if name in course.group else _("total")
        for name in dimensions
    ]
    if course.source is not None:
        words.append(course.source.named(_.language))
    return " · ".join(words) or _("all figures")


def legend_name(name: str) -> str:
    """A name of a legend, broken into lines that a telephone holds."""
    return wrapped(safe(name), _LEGEND)


def legend_rows(names: Sequence[str]) -> int:
    """How many lines these names take, one below the other."""
    return sum(legend_name(name).count("<br>") + 1 for name in names)


def first_of(shown: int, all_: int, _: Words) -> str:
    """That not all groups are drawn."""
    return _("{shown} of {total} groups are drawn: the first of those chosen. The table holds all.").format(
        shown=_.number(shown), total=_.number(all_)
    )


def clear(colour: str, opacity: float) -> str:
    """A colour such as #12436D that lets through what lies below it."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def distinct(rows: Sequence[str]) -> list[str]:
    """Rows that read alike stay apart: an axis of words would lay them over each other."""
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        seen[row] = seen.get(row, 0) + 1
        found.append(row + "\N{ZERO WIDTH SPACE}" * (seen[row] - 1))
    return found


def wrapped(words: str, width: int = 34) -> str:
    """The words broken in lines, so that they leave room for the figures on a narrow screen."""
    rows = [""]
    for word in words.split(" "):
        if rows[-1] and len(rows[-1]) + len(word) + 1 > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return "<br>".join(rows)
