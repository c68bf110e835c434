"""A light drawing of counts as one strip of squares, one for each initiative: nothing to load, nothing to hover."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.reporting.status import Status
from monitor.show.text import join
from monitor.show.vocabulary import STATUS_SIGNS, status_word
from monitor.show.words import Words

_ORDER = (Status.COMPLETED, Status.IN_PROGRESS, Status.NOT_STARTED, Status.DISCONTINUED, None)


@dataclass(frozen=True)
class Part:
    """So many initiatives with the same mark; `css` is the mark's class, `sign` stands in each square."""

    count: int
    word: str
    sign: str
    css: str


def status_parts(counts: Mapping[Status | None, int], _: Words) -> list[Part]:
    """So many initiatives by reported status, those furthest on first and "not reported" last."""
    return [
        Part(
            counts.get(status, 0),
            status_word(status, _),
            STATUS_SIGNS[status],
            f"m-status m-{status or 'not_reported'}",
        )
        for status in _ORDER
    ]


def strip(title: str, parts: Sequence[Part]) -> Markup:
    """The squares in the order of the parts, and a legend with sign, word and count below.

    Those who listen hear title, words and counts once; the squares themselves are one picture.
    """
    told = "; ".join(f"{part.word}: {part.count}" for part in parts if part.count)
    squares = join(
        Markup('<span class="m-mark {}"><span class="m-sign">{}</span></span>').format(part.css, part.sign)
        for part in parts
        for _place in range(part.count)
    )
    legend = join(
        Markup(
            '<li><span class="m-mark {css}"><span class="m-sign" aria-hidden="true">{sign}</span> '
            "<b>{count}</b> {word}</span></li>"
        ).format(css=part.css, sign=part.sign, count=part.count, word=part.word)
        for part in parts
        if part.count
    )
    return Markup(
        '<div class="m-strip" role="img" aria-label="{title}. {told}">{squares}</div><ul class="m-legend">{legend}</ul>'
    ).format(title=title, told=told, squares=squares, legend=legend)
