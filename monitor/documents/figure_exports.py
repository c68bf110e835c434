"""Figures of a selection as a file, in any of the forms of `Format`, bit by bit.

`Downloads.figures` is what pages and the interface for programs ask; it reads the figures and checks who asks.
"""

from collections.abc import Iterator, Sequence
from math import prod

from monitor.documents.figures.part import Parts
from monitor.errors import Refused
from monitor.measures.citation import Wording
from monitor.measures.editions import Editions
from monitor.measures.exports import MOST_ON_A_SHEET, Format, Wanted
from monitor.measures.selection import FigureReader


def write(form: Format, parts: Parts, _: Wording, *, demo: bool) -> Iterator[bytes]:
    """The file bit by bit, in memory that does not grow with the figures (except JSON-stat, which has few).

    Raises Refused at the first bit, before anything is given: `too_many_rows` for a workbook, `too_many_cells` for
    JSON-stat, `no_figures_chosen` where JSON-stat would have no cell; and what the figures' reader raises.
    """
    check_rows(form, sum(part.count for part in parts))
    # Each is loaded when somebody asks for it: most processes write few files.
    if form is Format.CSV:
        from monitor.documents.figures import csv_file

        yield from csv_file.write(parts, _, demo=demo)
    elif form is Format.XLSX:
        from monitor.documents.figures import xlsx_file

        yield from xlsx_file.write(parts, _, demo=demo)
    elif form is Format.PARQUET:
        from monitor.documents.figures import parquet_file

        yield from parquet_file.write(parts, _, demo=demo)
    elif form is Format.JSON_STAT:
        from monitor.documents.figures import jsonstat_file

        yield from jsonstat_file.write(parts, _, demo=demo)
    else:
        from monitor.documents.figures import package_file

        yield from package_file.write(parts, _, demo=demo)


def check_rows(form: Format, rows: int) -> None:
    """Raises Refused("too_many_rows") with `rows` and `most` where a workbook cannot hold so many figures."""
    if form is Format.XLSX and rows > MOST_ON_A_SHEET:
        raise Refused(
            "too_many_rows",
            f"A sheet of Excel holds {MOST_ON_A_SHEET:,} figures, and {rows:,} were chosen. Choose fewer, or take CSV "
            "or Parquet.",
            rows=rows,
            most=MOST_ON_A_SHEET,
        )


def check(form: Format, wanted: Sequence[Wanted], editions: Editions, reader: FigureReader) -> None:
    """Raises what `write` raises for what would be too much, without reading the figures."""
    if form is Format.XLSX:
        check_rows(form, sum(reader.count(each.edition, each.selection) for each in wanted))
    elif form is Format.JSON_STAT:
        from monitor.documents.figures.jsonstat_file import check_cells

        for each in wanted:
            dimensions = editions.definition(each.edition).dimensions
            codes = [len(reader.codes(each.edition, entry.id, each.selection)) for entry in dimensions]
            cells = prod(codes) * len(reader.periods(each.edition, each.selection))
            check_cells(each.edition.indicator, cells)
