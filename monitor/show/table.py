"""The one function that makes tables: real ones, with caption and scopes, every cell escaped unless Markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.show.text import join

Cell = Markup | str


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
    body = join(Markup('<tr role="row">{}</tr>').format(_row(columns, row)) for row in rows)
    return Markup(
        '<div class="m-scroll {css}" tabindex="0" role="region" aria-label="{caption}">'
        '<table class="m-table" role="table"><caption class="sr-only">{caption}</caption>'
        '<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    ).format(css="m-stack" if stacks else "m-across", caption=caption, head=head, body=body)


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> Markup:
    return join(_cell(column, cell) for column, cell in zip(columns, row, strict=True))


def _cell(column: Column, cell: Cell) -> Markup:
    if column.names_the_row:
        return Markup('<th scope="row" role="rowheader"{}>{}</th>').format(_css(column), cell)
    label = column.heading.striptags() if isinstance(column.heading, Markup) else column.heading
    return Markup('<td role="cell" data-label="{}"{}><div>{}</div></td>').format(label, _css(column), cell)


def _css(column: Column) -> Markup:
    return Markup(' class="m-number"') if column.numbers else Markup("")
