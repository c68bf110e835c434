"""What an import would change as CSV: a row for each figure that is changed or removed, for each row that was left out,
and for each remark. New figures are counted: they are the file that came.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.documents import sheets
from monitor.documents.sheets import Cell, Row
from monitor.errors import Fault
from monitor.review.import_lines import Change, Line, Told, lines

COLUMNS: Final = (
    "indicator", "what", "period", "group", "source", "field", "before", "now", "file", "line", "place", "problem",
    "accepted",
)  # fmt: skip


def as_csv(told: Sequence[Told], noted: Sequence[Fault]) -> bytes:
    """The rows in the order of the indicators, remarks on the whole at the end."""
    return sheets.as_csv(COLUMNS, list(_rows(told, noted)))


def _rows(told: Sequence[Told], noted: Sequence[Fault]) -> Iterator[Row]:
    empty: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    for each in told:
        mine = empty | {"indicator": each.indicator}
        counts = each.report.counts
        for what, count in (("new", counts.new), ("unchanged", counts.unchanged)):
            if count:
                yield mine | {"what": f"{what}_count", "now": count}
        for change in (Change.CHANGED, Change.REMOVED):
            for line in lines(each.report, change):
                key = mine | {
                    "what": change.value,
                    "period": line.period,
                    "group": group(line),
                    "source": line.source or "",
                    **(_fault(line.why) if line.why else {}),
                }
                names = dict.fromkeys((*line.before, *line.now)) if change is Change.CHANGED else ("value",)
                for name in names:
                    yield key | {
                        "field": name,
                        "before": cell(line.before.get(name)),
                        "now": cell(line.now.get(name)),
                    }
        for fault in each.report.refused:
            yield mine | {"what": "refused"} | _fault(fault)
        if (more := counts.refused - len(each.report.refused)) > 0:
            yield mine | {"what": "refused_not_listed", "now": more}
    for fault in noted:
        yield empty | {"what": "remark"} | _fault(fault)


def _fault(fault: Fault) -> dict[str, Cell]:
    return {
        "file": fault.file,
        "line": fault.line or "",
        "place": fault.entry,
        "problem": fault.problem,
        "accepted": fault.accepted,
    }


def group(line: Line) -> str:
    """The codes of a figure; those that stand for all are left out."""
    return "; ".join(f"{name}={code}" for name, code in line.group.items() if code is not None)


def cell(value: object) -> str:
    """A figure or a word as it is written; "" for none."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)
