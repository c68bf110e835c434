"""An indicator's figures as CSV and as an Excel workbook. Text cells can never become formulas or links."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import xlsxwriter

from monitor.documents.cells import harmless
from monitor.measures.indicators import Indicator
from monitor.measures.observations import Observation, Series

Translate = Callable[[str], str]


def as_csv(series: Series, _: Translate, *, demo: bool) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads the letters right; a row a figure, values as printed."""
    rows = _rows(series, _, demo=demo)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(rows[0])
    for row in rows[1:]:
        writer.writerow([cell if isinstance(cell, (int, Decimal)) else harmless(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(series: Series, _: Translate, *, demo: bool) -> bytes:
    """A workbook with the figures on one sheet and the definition with its sources on another."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as workbook:
        bold = workbook.add_format({"bold": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        figures = workbook.add_worksheet("data")
        rows = _rows(series, _, demo=demo)
        figures.write_row(0, 0, rows[0], bold)
        for place, row in enumerate(rows[1:], start=1):
            figures.write_row(place, 0, row)
        figures.freeze_panes(1, 0)
        figures.set_column(0, len(rows[0]) - 1, 18)
        about = workbook.add_worksheet("about")
        about.set_column(0, 0, 18)
        about.set_column(1, 1, 100)
        for place, (name, text) in enumerate(_about(series, demo=demo)):
            about.write_string(place, 0, name, bold)
            about.write_string(place, 1, text, wrapped)
    return buffer.getvalue()


def _rows(series: Series, _: Translate, *, demo: bool) -> list[list[str | int | Decimal]]:
    indicator = series.indicator
    dimensions = [dimension.id for dimension in indicator.dimensions]
    header: list[str | int | Decimal] = [
        "indicator", "title_nb", "title_en", "period", *_with_labels(dimensions),
        "value", "unit", "qualifier", "n", "confidence", "seen",
        "source", "publisher_nb", "publisher_en", "source_year", "url", "note_nb", "note_en",
    ]  # fmt: skip
    rows = [header]
    for entry in series.observations:
        rows.append(
            [
                indicator.id,
                indicator.title.nb or "",
                indicator.title.en or "",
                entry.period.text,
                *(cell for dimension in dimensions for cell in _group(indicator, entry, dimension)),
                entry.value,
                indicator.unit.value,
                entry.qualifier.value if entry.qualifier else "",
                entry.n if entry.n is not None else "",
                entry.confidence.value,
                entry.source.seen.value,
                entry.source.title,
                entry.source.publisher.nb or "",
                entry.source.publisher.en or "",
                entry.source.year if entry.source.year is not None else "",
                entry.source.url,
                (entry.note.nb or "") if entry.note else "",
                (entry.note.en or "") if entry.note else "",
            ]
        )
    if demo:
        rows[0].append("notice")
        for row in rows[1:]:
            row.append(_("Downloaded from a demonstration; its reports are invented, these figures are not."))
    return rows


def _with_labels(dimensions: list[str]) -> list[str]:
    return [
        column for dimension in dimensions for column in (dimension, f"{dimension}_nb", f"{dimension}_en")
    ]


def _group(indicator: Indicator, entry: Observation, dimension: str) -> tuple[str, str, str]:
    """The code of a figure's group and what it means in both languages; empty for the total."""
    code = entry.group.get(dimension)
    if code is None:
        return "", "", ""
    label = indicator.labels[dimension][code]
    return code, label.nb or "", label.en or ""


def _about(series: Series, *, demo: bool) -> list[tuple[str, str]]:
    indicator = series.indicator
    texts = [
        ("title", indicator.title),
        ("definition", indicator.definition),
        ("population", indicator.population),
        ("base", indicator.base),
        ("method", indicator.method),
        *(("caveat", caveat) for caveat in indicator.caveats),
        *(("conflict", conflict.note) for conflict in indicator.conflicts),
    ]
    lines = [("demonstration", "yes")] if demo else []
    for name, text in texts:
        lines.extend(
            (f"{name} ({language})", words) for language in ("nb", "en") if (words := getattr(text, language))
        )
    for source in indicator.sources:
        parts = (source.title, source.publisher.wording("en").text, str(source.year or ""), source.url)
        lines.append(("source", ". ".join(filter(None, parts))))
    return lines
