"""A light drawing of counts as one strip of squares, one for each initiative: nothing to load, nothing to hover."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.show.text import join

_SIDE, _GAP, _A_ROW = 26, 4, 18


@dataclass(frozen=True)
class Part:
    """So many initiatives with the same mark; `css` is the mark's class, `sign` stands in each square."""

    count: int
    word: str
    sign: str
    css: str
    round: bool = False


def strip(title: str, parts: Sequence[Part]) -> Markup:
    """The squares in the order of the parts and a legend with sign, word and count below."""
    squares = [part for part in parts for _ in range(part.count)]
    rows = -(-len(squares) // _A_ROW) or 1
    width, height = _A_ROW * (_SIDE + _GAP) - _GAP, rows * (_SIDE + _GAP) - _GAP
    drawn = join(_square(part, *divmod(place, _A_ROW)) for place, part in enumerate(squares))
    legend = join(
        Markup(
            '<li><span class="m-mark {css}"><span class="m-sign" aria-hidden="true">{sign}</span> '
            "<b>{count}</b> {word}</span></li>"
        ).format(css=part.css, sign=part.sign, count=part.count, word=part.word)
        for part in parts
        if part.count
    )
    return Markup(
        '<svg class="m-strip" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">{drawn}</svg>'
        '<ul class="m-legend">{legend}</ul>'
    ).format(width=width, height=height, title=title, drawn=drawn, legend=legend)


def _square(part: Part, row: int, column: int) -> Markup:
    left, top = column * (_SIDE + _GAP), row * (_SIDE + _GAP)
    return Markup(
        '<g class="m-square {css}"><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}"></rect>'
        '<text x="{cx}" y="{cy}">{sign}</text></g>'
    ).format(
        css=part.css,
        x=left + 1,
        y=top + 1,
        w=_SIDE - 2,
        h=_SIDE - 2,
        r=_SIDE // 2 if part.round else 3,
        cx=left + _SIDE // 2,
        cy=top + _SIDE // 2,
        sign=part.sign,
    )
