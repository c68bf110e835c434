"""Linked tables, protected together: each stretch of time by itself, with all that readers may have kept of it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from monitor.errors import Refused
from monitor.measures.definitions import Definition
from monitor.measures.protecting.axes import along, axes
from monitor.measures.protecting.layout import Layouts, layouts
from monitor.measures.protecting.linking import Frame, linked
from monitor.measures.protecting.rows import Row
from monitor.measures.protecting.splits import hanging_together, of_periods
from monitor.measures.protecting.vintages import State, seen, states
from monitor.statistics.disclosure.protect import protect
from monitor.statistics.disclosure.rule import Rule
from monitor.statistics.disclosure.tables import Key


@dataclass(frozen=True)
class Sheet:
    """Figures of one indicator, with its newest definition: those that came, or those of an earlier edition.

    `is_unchanged`: what came is broken down, linked and protected as in the edition before.
    """

    definition: Definition
    rows: Sequence[Row]
    is_new: bool
    is_published: bool = False
    is_unchanged: bool = False

    @property
    def is_guarded(self) -> bool:
        """Whether its figures may still be hidden."""
        return self.is_new and not self.is_published

    def among(self, names: Collection[str]) -> "Sheet":
        """Return the figures that count any of these."""
        return replace(self, rows=[row for row in self.rows if row.kind.counts in names])

    def within(self, periods: Collection[str]) -> "Sheet":
        """Return the figures of these periods."""
        return replace(self, rows=[row for row in self.rows if row.period in periods])


@dataclass
class Hidden:
    """The places of figures to hide, by indicator, and how many of them it is too late for.

    `exposed` are the figures that other indicators hide and that can be worked out from what is shown.
    """

    hidden: dict[str, set[int]] = field(default_factory=dict)
    too_late: Counter[str] = field(default_factory=Counter)
    exposed: Counter[str] = field(default_factory=Counter)


def hidden_together(sheets: Sequence[Sheet], rule: Rule, found: Hidden) -> None:
    """Add to `found` what to hide of the tables that came; those of earlier editions stand before them, in order."""
    those = axes(sheet.definition for sheet in sorted(sheets, key=lambda each: not each.is_new))
    sheets = [
        replace(sheet, rows=[along(row, sheet.definition, those) for row in sheet.rows]) for sheet in sheets
    ]
    periods = [row.period for sheet in sheets for row in sheet.rows]
    names = ", ".join(dict.fromkeys(sheet.definition.id for sheet in reversed(sheets)))
    in_time = of_periods(periods, names)
    frame = Frame(those, _layouts(sheets, len(those)), in_time)
    for together in hanging_together(periods, in_time):
        try:
            _hide([sheet.within(together) for sheet in sheets], frame, rule, found)
        except Refused as refused:
            raise _told_of_links(refused, names) if "," in names else refused from refused


def _layouts(sheets: Sequence[Sheet], dimensions: int) -> Layouts:
    """As the newest of each indicator tells it; where that says nothing of it, as those before."""
    newest = {sheet.definition.id: sheet for sheet in sheets}
    present = [row for sheet in newest.values() for row in sheet.rows]
    told = {(row.kind.counts, row.kind.among) for row in present}
    before = [row for sheet in sheets for row in sheet.rows if (row.kind.counts, row.kind.among) not in told]
    return layouts([*present, *before], dimensions)


def _hide(sheets: Sequence[Sheet], frame: Frame, rule: Rule, found: Hidden) -> None:
    new = [sheet for sheet in sheets if sheet.is_guarded]
    # what is published by now is known, whatever becomes of the others
    then = [sheet for sheet in sheets if not sheet.is_guarded]
    if not any(sheet.rows for sheet in sheets if sheet.is_new):
        return
    again = {sheet.definition.id: _as_before(sheet, sheets) for sheet in new}
    if new and all(places is not None for places in again.values()):
        for indicator, places in again.items():
            found.hidden.setdefault(indicator, set()).update(places or ())
        return
    stood = states([(sheet.definition.id, sheet.rows) for sheet in then])
    rows = [row for sheet in new for row in sheet.rows]
    tables = linked(rows, frame, stood)
    done = protect(tables.tables, rule)
    late = {each.key for each in done.audit.exposed}
    rates = {
        rate.numerator
        for rate in tables.tables.rates
        if rate.key[0] == "rate" and rate.key in done.hidden_rates
    }
    for (indicator, place), cells in tables.cells.items():
        if done.hidden & set(cells) or cells[0] in rates:
            found.hidden.setdefault(indicator, set()).add(place)
            found.too_late[indicator] += bool(late & set(cells))
    if stood:
        found.exposed += _exposed(stood[-1], late, {sheet.definition.id for sheet in new}, frame.laid)


def _exposed(state: State, late: Collection[Key], came: Collection[str], laid: Layouts) -> Counter[str]:
    """The hidden figures of other indicators that can be worked out from what is shown."""
    visible, _ = seen(state, laid)
    return Counter(
        row.indicator
        for rows in state
        for row in rows
        if row.count is None
        and row.indicator not in came
        and (laid.cells(row)[0] in late or laid.cells(row)[0] in visible)
    )


def _as_before(sheet: Sheet, sheets: Sequence[Sheet]) -> set[int] | None:
    """Return what was hidden before, if all that was visible then is what it was: no reader would learn anything."""
    before = [each for each in sheets if each.definition.id == sheet.definition.id and not each.is_new]
    if not sheet.is_unchanged or not before:
        return None
    old = {(row.kind.counts, row.period, row.codes): row for row in before[-1].rows}
    hidden = set()
    for row in sheet.rows:
        was = old.pop((row.kind.counts, row.period, row.codes), None)
        if was is None or (was.count is not None and (was.count, was.base) != (row.count, row.base)):
            return None
        if was.count is None:
            hidden.add(row.place)
    return None if old else hidden


def _told_of_links(refused: Refused, names: str) -> Refused:
    """Name the tables that hang together: one of them alone may well be small enough."""
    if refused.code != "too_large_to_protect":
        return refused
    return Refused(
        "protection_linked_size",
        f"{names} are linked, and more of their cells hang together by their totals than the {refused.fields['most']} "
        "that can be protected at once. Give fewer breakdowns of one of them; where they do not count the same "
        "persons, give each an id of its own.",
        indicator=names,
        most=refused.fields["most"],
    )
