"""What an import would change, in lines of plain English for a terminal: short, unless all of it is asked for."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.documents.import_csv import cell, group
from monitor.errors import Fault
from monitor.review.import_lines import Change, Line, Told, lines

_INDICATORS: Final = 30
_FIGURES: Final = 10
_FAULTS: Final = 20
_SIGNS: Final = {Change.NEW: "+", Change.CHANGED: "~", Change.REMOVED: "-"}


def as_lines(name: str, told: Sequence[Told], noted: Sequence[Fault], *, full: bool = False) -> Iterator[str]:
    """The whole in one line, a line for each indicator that changes, then what changes in them where they are few.

    With `full` nothing is left out.
    """
    changing = [each for each in told if each.changes]
    yield _whole(name, told, changing)
    shown = changing if full else changing[:_INDICATORS]
    width = max((len(each.indicator) for each in shown), default=0)
    for each in shown:
        yield f"  {each.indicator:<{width}}  {_counted(each)}"
    if len(changing) > len(shown):
        yield f"  … and {len(changing) - len(shown):,} more"
    for each in told:
        if each.report.left_whole:
            yield f"  {each.indicator}: no figure could be read, so it stays as it is"
    for each in changing:
        if not each.is_first and (full or len(changing) <= _INDICATORS):
            yield from _figures(each, full=full)
    refused = [(each.indicator, fault) for each in told for fault in each.report.refused]
    count = sum(each.report.counts.refused for each in told)
    yield from _faults("Refused rows", [fault for _name, fault in refused], count, full=full)
    yield from _faults("Remarks", noted, len(noted), full=full)


def _whole(name: str, told: Sequence[Told], changing: Sequence[Told]) -> str:
    counts = [each.report.counts for each in told]
    new = sum(each.is_first for each in changing)
    return (
        f"{name}: {_number(len(told), 'indicator')}, {new:,} of them new, {len(changing) - new:,} changed, "
        f"{len(told) - len(changing):,} unchanged. Figures: {sum(each.new for each in counts):,} new, "
        f"{sum(each.changed for each in counts):,} changed, {sum(each.removed for each in counts):,} removed, "
        f"{sum(each.unchanged for each in counts):,} unchanged; "
        f"{_number(sum(each.refused for each in counts), 'row')} refused."
    )


def _counted(each: Told) -> str:
    counts = each.report.counts
    if each.is_first:
        said = f"new: {_number(counts.figures, 'figure')}"
    else:
        said = f"{counts.new:,} new, {counts.changed:,} changed, {counts.removed:,} removed"
        said += ", described otherwise" if each.redefined else ""
    return said + (f", {_number(counts.refused, 'row')} refused" if counts.refused else "")


def _figures(each: Told, *, full: bool) -> Iterator[str]:
    for change, count in (
        (Change.CHANGED, each.report.counts.changed),
        (Change.REMOVED, each.report.counts.removed),
        (Change.NEW, each.report.counts.new),
    ):
        if not count:
            continue
        yield f"{each.indicator}: {change}"
        for line in lines(each.report, change, most=None if full else _FIGURES):
            yield f"  {_SIGNS[change]} {_line(line)}"
        if not full and count > _FIGURES:
            yield f"  … and {count - _FIGURES:,} more"


def _line(line: Line) -> str:
    place = " / ".join(filter(None, (line.period, group(line), line.source)))
    if line.change is Change.CHANGED:
        return f"{place}: " + ", ".join(
            ("" if name == "value" else f"{name} ")
            + f"{_shown(line.before.get(name))} → {_shown(line.now.get(name))}"
            for name in dict.fromkeys((*line.before, *line.now))
        )
    there = line.now if line.change is Change.NEW else line.before
    said = f"{place}: {_shown(there.get('value'))}"
    return f"{said} (the row for it was refused, line {line.why.line})" if line.why else said


def _shown(value: object) -> str:
    return cell(value) or "no value"


def _faults(title: str, faults: Sequence[Fault], count: int, *, full: bool) -> Iterator[str]:
    if not count:
        return
    yield f"{title} ({count:,}):"
    shown = faults if full else faults[:_FAULTS]
    for fault in shown:
        yield f"  {fault}"
    if count > len(shown):
        yield f"  … and {count - len(shown):,} more" + (
            "" if full else "; --full lists them, --report writes them"
        )


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
