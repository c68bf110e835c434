"""The one function that makes tables: real ones, with caption and scopes, every cell escaped unless Markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.show.text import join

Cell = Markup | str

_ROW, _ROW_ENDS = Markup('<tr role="row">'), Markup("</tr>")


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether it names the row, and whether it holds numbers (set to the right)."""

    heading: Cell
    names_the_row: bool = False
    numbers: bool = False


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, stacks: bool = True
) -> Markup:
    """A table named by its caption. The cells of a row stand in the order of the columns.

    On a narrow screen the cells of a row stand below each other, each under its heading; with `stacks=False` (a
    matrix, which is read across) the table scrolls by itself instead. The roles are written out because a table
    that is laid out as blocks is otherwise no table to those who listen. ValueError where a row has other than one
    cell a column.
    """
    head = join(
        Markup('<th scope="col" role="columnheader"{}>{}</th>').format(_css(column), column.heading)
        for column in columns
    )
    around = [_around(column) for column in columns]
    # Joined, which escapes as `format` does and takes a fifth of the time: a page of figures has hundreds of cells.
    body = join(
        part
        for row in rows
        for part in (
            _ROW,
            *(
                part
                for (begins, ends), cell in zip(around, row, strict=True)
                for part in (begins, cell, ends)
            ),
            _ROW_ENDS,
        )
    )
    return Markup(
        '<div class="m-scroll {css}" tabindex="0" role="region" aria-label="{caption}">'
        '<table class="m-table" role="table"><caption class="sr-only">{caption}</caption>'
        '<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    ).format(css="m-stack" if stacks else "m-across", caption=caption, head=head, body=body)


def _around(column: Column) -> tuple[Markup, Markup]:
    """What stands before and behind the content of a cell."""
    if column.names_the_row:
        return Markup('<th scope="row" role="rowheader"{}>').format(_css(column)), Markup("</th>")
    label = column.heading.striptags() if isinstance(column.heading, Markup) else column.heading
    return Markup('<td role="cell" data-label="{}"{}><div>').format(label, _css(column)), Markup(
        "</div></td>"
    )


def _css(column: Column) -> Markup:
    return Markup(' class="m-number"') if column.numbers else Markup("")
