"""An indicator's figures as CSV and as an Excel workbook."""

from decimal import Decimal

from monitor.catalogue.text import LocalText
from monitor.documents import sheets
from monitor.documents.say import Translate
from monitor.measures.collection import Survey
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Series
from monitor.measures.scales import Unit
from monitor.measures.uncertainty import NoInterval, uncertainty


def as_csv(series: Series, _: Translate, *, edition: int | None = None, demo: bool) -> bytes:
    """The figures as CSV: a row a figure, values as printed. `edition` is its number, None for what is none yet."""
    return sheets.as_csv(*_table(series, _, edition, demo=demo))


def as_xlsx(series: Series, _: Translate, *, edition: int | None = None, demo: bool) -> bytes:
    """A workbook with the figures on one sheet and the definition with its sources on another."""
    return sheets.as_xlsx(*_table(series, _, edition, demo=demo), _about(series, demo=demo))


def _table(
    series: Series, _: Translate, edition: int | None, *, demo: bool
) -> tuple[list[str], list[sheets.Row]]:
    indicator = series.indicator
    dimensions = [dimension.id for dimension in indicator.dimensions]
    columns = [
        "indicator", "title_nb", "title_en", "period", *_with_labels(dimensions),
        "value", "unit", "qualifier", "flags", "missing", "n", "numerator", "denominator", "lower", "upper", "level",
        "interval", "confidence", "seen",
        "source", "publisher_nb", "publisher_en", "source_year", "url", "note_nb", "note_en", "edition",
    ]  # fmt: skip
    notice = _("Downloaded from a demonstration; its reports are invented, these figures are not.")
    rows: list[sheets.Row] = []
    for entry in series.observations:
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
            *_interval(entry, indicator),
            entry.confidence.value if entry.confidence else "",
            entry.source.seen.value,
            entry.source.named("en"),
            (entry.source.publisher.nb or "") if entry.source.publisher else "",
            (entry.source.publisher.en or "") if entry.source.publisher else "",
            _cell(entry.source.year),
            entry.source.url or "",
            (entry.note.nb or "") if entry.note else "",
            (entry.note.en or "") if entry.note else "",
            _cell(edition),
        ]
        rows.append(dict(zip(columns, cells, strict=True)) | ({"notice": notice} if demo else {}))
    return [*columns, *(["notice"] if demo else [])], rows


def _cell(value: Decimal | int | None) -> sheets.Cell:
    return "" if value is None else value


def _interval(entry: Observation, indicator: Definition) -> tuple[sheets.Cell, ...]:
    """Lower and upper bound, level in per cent, and where they are from or why there are none.

    A published interval stands as it is printed; a computed one has two decimals more than the value.
    """
    found = uncertainty(entry, indicator)
    if isinstance(found, NoInterval):
        return "", "", "", found.value
    if entry.interval is not None:
        printed = entry.interval
        return printed.lower, printed.upper, _cell(printed.level), found.basis.value
    decimals = 2 + (max(0, -int(entry.value.as_tuple().exponent)) if entry.value is not None else 0)
    bounds = (Decimal(f"{bound:.{decimals}f}") for bound in (found.lower, found.upper))
    return *bounds, Decimal(f"{found.level:g}"), found.basis.value


def _unit(unit: Unit | LocalText | None) -> str:
    """The code of a unit of ours, or the words of the source."""
    if unit is None:
        return ""
    return unit.value if isinstance(unit, Unit) else unit.wording("en").text


def _survey(survey: Survey) -> list[tuple[str, LocalText | None]]:
    return [
        ("question, in our words", survey.question),
        ("asked how", survey.mode),
        ("weighting", survey.weighting),
        ("non-response", survey.non_response),
    ]


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
    texts: list[tuple[str, LocalText | None]] = [
        ("title", indicator.title),
        ("definition", indicator.definition),
        ("population", indicator.population),
        ("base", indicator.base),
        ("method", indicator.method),
        *(_survey(indicator.survey) if indicator.survey else ()),
        *((f"series break from {entry.from_}", entry.reason) for entry in indicator.breaks),
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
        table = f"table {source.register_table}" if source.register_table else ""
        read_on = f"read on {source.read_on}" if source.read_on else ""
        parts = (source.named("en"), publisher, str(source.year or ""), table, source.url, read_on)
        lines.append(("source", ". ".join(filter(None, parts))))
    return lines
