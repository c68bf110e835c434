"""An indicator's figures as CSV and as an Excel workbook."""

from decimal import Decimal

from monitor.catalogue.text import LocalText
from monitor.documents import sheets
from monitor.documents.say import Translate
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Series
from monitor.measures.scales import Unit


def as_csv(series: Series, _: Translate, *, demo: bool) -> bytes:
    """The figures as CSV: a row a figure, values as printed."""
    return sheets.as_csv(*_table(series, _, demo=demo))


def as_xlsx(series: Series, _: Translate, *, demo: bool) -> bytes:
    """A workbook with the figures on one sheet and the definition with its sources on another."""
    return sheets.as_xlsx(*_table(series, _, demo=demo), _about(series, demo=demo))


def _table(series: Series, _: Translate, *, demo: bool) -> tuple[list[str], list[sheets.Row]]:
    indicator = series.indicator
    dimensions = [dimension.id for dimension in indicator.dimensions]
    columns = [
        "indicator", "title_nb", "title_en", "period", *_with_labels(dimensions),
        "value", "unit", "qualifier", "flags", "missing", "n", "numerator", "denominator", "lower", "upper", "level",
        "confidence", "seen",
        "source", "publisher_nb", "publisher_en", "source_year", "url", "note_nb", "note_en",
    ]  # fmt: skip
    notice = _("Downloaded from a demonstration; its reports are invented, these figures are not.")
    rows: list[sheets.Row] = []
    for entry in series.observations:
        interval = entry.interval
        cells: list[sheets.Cell] = [
            indicator.id,
            indicator.title.nb or "",
            indicator.title.en or "",
            entry.period.text,
            *(cell for dimension in dimensions for cell in _group(indicator, entry, dimension)),
            _cell(entry.value),
            _unit(indicator.unit_of(entry.group)),
            entry.qualifier.value if entry.qualifier else "",
            " ".join(entry.flags),
            entry.missing.value if entry.missing else "",
            _cell(entry.n),
            _cell(entry.numerator),
            _cell(entry.denominator),
            *(map(_cell, (interval.lower, interval.upper, interval.level)) if interval else ("", "", "")),
            entry.confidence.value,
            entry.source.seen.value,
            entry.source.title,
            (entry.source.publisher.nb or "") if entry.source.publisher else "",
            (entry.source.publisher.en or "") if entry.source.publisher else "",
            _cell(entry.source.year),
            entry.source.url or "",
            (entry.note.nb or "") if entry.note else "",
            (entry.note.en or "") if entry.note else "",
        ]
        rows.append(dict(zip(columns, cells, strict=True)) | ({"notice": notice} if demo else {}))
    return [*columns, *(["notice"] if demo else [])], rows


def _cell(value: Decimal | int | None) -> sheets.Cell:
    return "" if value is None else value


def _unit(unit: Unit | LocalText | None) -> str:
    """The code of a unit of ours, or the words of the source."""
    if unit is None:
        return ""
    return unit.value if isinstance(unit, Unit) else unit.wording("en").text


def _with_labels(dimensions: list[str]) -> list[str]:
    return [
        column for dimension in dimensions for column in (dimension, f"{dimension}_nb", f"{dimension}_en")
    ]


def _group(indicator: Definition, entry: Observation, dimension: str) -> tuple[str, str, str]:
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
        if text is None:
            continue
        lines.extend(
            (f"{name} ({language})", words) for language in ("nb", "en") if (words := getattr(text, language))
        )
    for source in indicator.sources:
        publisher = source.publisher.wording("en").text if source.publisher else ""
        parts = (source.title, publisher, str(source.year or ""), source.url)
        lines.append(("source", ". ".join(filter(None, parts))))
    return lines
