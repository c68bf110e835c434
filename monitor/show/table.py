"""The one function that makes tables: real ones, with caption and scopes, every cell escaped unless Markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.show.text import EMPTY, join

Cell = Markup | str


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether it names the row, and whether it holds numbers (set to the right)."""

    heading: Cell
    names_the_row: bool = False
    numbers: bool = False


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, hide_caption: bool = True
) -> Markup:
    """A table that scrolls by itself on a narrow screen. `caption` names it to those who listen.

    The cells of a row stand in the order of the columns; ValueError where their number differs.
    """
    head = join(
        Markup('<th scope="col"{}>{}</th>').format(_css(column), column.heading) for column in columns
    )
    body = join(Markup("<tr>{}</tr>").format(_row(columns, row)) for row in rows)
    hidden = Markup(' class="sr-only"') if hide_caption else EMPTY
    return Markup(
        '<div class="m-scroll" tabindex="0" role="region" aria-label="{caption}">'
        '<table class="m-table"><caption{hidden}>{caption}</caption><thead><tr>{head}</tr></thead>'
        "<tbody>{body}</tbody></table></div>"
    ).format(caption=caption, hidden=hidden, head=head, body=body)


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> Markup:
    return join(
        (Markup('<th scope="row"{}>{}</th>') if column.names_the_row else Markup("<td{}>{}</td>")).format(
            _css(column), cell
        )
        for column, cell in zip(columns, row, strict=True)
    )


def _css(column: Column) -> Markup:
    return Markup(' class="m-number"') if column.numbers else EMPTY
