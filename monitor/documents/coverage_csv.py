"""What stands without what, as CSV: a row for each thing in each gap, with what the strategy says of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from monitor.documents import sheets
from monitor.documents.say import Reader
from monitor.documents.sheets import Cell, Row
from monitor.review.coverage import Coverage, Gap

COLUMNS: Final = (
    "as_of", "gap", "gap_in_words", "kind", "id", "title_nb", "title_en", "strategy_says_nb", "strategy_says_en",
    "deadline", "responsible", "linked_to", "note",
)  # fmt: skip


def as_csv(
    found: Coverage, said: Mapping[Gap, tuple[str, str]], _: Reader, *, as_of: date, demo: bool
) -> bytes:
    """The gaps in the order of the page; `said` gives each its name and what it means, in the reader's language."""
    notice = _("Downloaded from a demonstration; the reports in it are invented, what stands here is not.")
    more = {"notice": notice} if demo else {}
    return sheets.as_csv([*COLUMNS, *more], [dict(row) | more for row in _rows(found, said, as_of)])


def _rows(found: Coverage, said: Mapping[Gap, tuple[str, str]], as_of: date) -> Iterator[Row]:
    for gap in Gap:
        name, note = said[gap]
        shared: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
        shared |= {"as_of": as_of.isoformat(), "gap": gap.value, "gap_in_words": name, "note": note}
        for cells in _cells(gap, found):
            yield shared | cells


def _cells(gap: Gap, found: Coverage) -> Iterator[dict[str, Cell]]:
    for theme in found.themes(gap):
        yield {"kind": "theme", "id": theme.value}
    for initiative in found.initiatives(gap):
        yield {
            "kind": "initiative",
            "id": initiative.id,
            "title_nb": initiative.title.nb or "",
            "title_en": initiative.title.en or "",
            "strategy_says_nb": initiative.description.nb or "",
            "strategy_says_en": initiative.description.en or "",
            "deadline": initiative.deadline.original.text if initiative.deadline else "",
            "responsible": " ".join(initiative.bodies()),
        }
    for goal in found.goals(gap):
        yield {
            "kind": "goal",
            "id": goal.id,
            "strategy_says_nb": goal.text.nb or "",
            "strategy_says_en": goal.text.en or "",
            "linked_to": " ".join(each.id for each in found.indicators_of[goal.id]),
        }
    for indicator in found.indicators(gap):
        yield {
            "kind": "indicator",
            "id": indicator.id,
            "title_nb": indicator.title.nb or "",
            "title_en": indicator.title.en or "",
        }
    if gap is Gap.LINK_WITHOUT_LAG:
        for indicator, initiative in found.links_without_lag:
            yield {
                "kind": "link",
                "id": indicator.id,
                "title_nb": indicator.title.nb or "",
                "title_en": indicator.title.en or "",
                "linked_to": initiative.id,
            }
