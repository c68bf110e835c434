"""Figures on persons that nobody has published, made safe before anything is kept or shown of them.

What comes out is all that exists afterwards: a figure that is hidden has no value, counts, interval, flags or note, and
the digest is that of what is left, because one of the whole file would let a patient reader try out the small counts.
For the same reason nothing stays that was made of all figures: their order, or digests of the answers they came in.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.measures.definitions import Definition, Persons
from monitor.measures.figures import DIMENSION
from monitor.measures.keys import in_order
from monitor.measures.protecting.continuity import Served, check_codes
from monitor.measures.protecting.layout import block_of, layout
from monitor.measures.protecting.linking import linked
from monitor.measures.protecting.rows import Row, counted, served
from monitor.measures.protecting.splits import hanging_together, of_periods
from monitor.measures.protection import Protection
from monitor.measures.quality import Missing
from monitor.measures.received import Received
from monitor.statistics.disclosure.protect import protect
from monitor.statistics.disclosure.rule import Rule

_KEPT: Final = frozenset({"period", "first_day", "last_day", "source", "missing"})
"""What is left of a figure that is hidden, beside its codes."""
_OF_AN_ANSWER: Final = frozenset({"sha256", "bytes"})
_NOT_TOLD: Final = "This row was left out. What it says is not repeated here, because it is about persons."


def guard(received: Received, earlier: Sequence[Served], rule: Rule) -> Received:
    """Hide what the rule hides and what protects it, where the figures are on persons and nobody has published them.

    `earlier` are the editions of the same indicator, the first one first. Raises Refused where that cannot be done,
    with the codes of `continuity.check_codes`, `rows.counted`, `splits.of_periods`, `linking.linked` and
    `disclosure.protect`.
    """
    definition = received.definition
    if definition.persons is Persons.PUBLISHED:
        return received
    protection = Protection(largest=rule.largest, width=rule.width)
    check_codes(definition, earlier)
    # A file sorted by its figures would say between which two a hidden one lies.
    received = replace(received, figures=in_order(received.figures))
    rows = counted(received.figures, definition)
    names = [dimension.id for dimension in definition.dimensions]
    before = [served(each.figures, each.definition, names) for each in earlier]
    unchanged = bool(earlier) and (
        earlier[-1].definition.protection == protection
        and earlier[-1].definition.dimensions == definition.dimensions
    )
    hidden, too_late = _hidden(rows, before, definition, rule, unchanged)
    figures = _emptied(received.figures, hidden)
    return replace(
        received,
        definition=definition.model_copy(update={"protection": protection}),
        figures=figures,
        digest=_digest(figures),
        refused=tuple(_silent(fault) for fault in received.refused),
        left_out=tuple(replace(each, fault=_silent(each.fault)) for each in received.left_out),
        asked=_without_digests(received.asked),
        too_late=too_late,
    )


def _silent(fault: Fault) -> Fault:
    return replace(fault, problem=_NOT_TOLD, cause=None)


def _without_digests(asked: Mapping[str, object]) -> dict[str, object]:
    """What was asked for, without that by which an answer is known again, which would confirm a guess."""
    return {name: _bare(said) for name, said in asked.items() if name not in _OF_AN_ANSWER}


def _bare(said: object) -> object:
    if isinstance(said, Mapping):
        return _without_digests(said)
    return [_bare(each) for each in said] if isinstance(said, list | tuple) else said


def _hidden(
    rows: Sequence[Row], before: Sequence[Sequence[Row]], definition: Definition, rule: Rule, same_rule: bool
) -> tuple[set[int], int]:
    """Return the places of the figures to hide, and how many it is too late for."""
    hidden: set[int] = set()
    too_late = 0
    for block, those in _by_block(rows, definition).items():
        told = [_by_block(edition, definition).get(block, []) for edition in before]
        periods = [row.period for row in (*those, *(row for edition in told for row in edition))]
        in_time = of_periods(periods, definition.id)
        laid = layout(those, definition)
        for together in hanging_together(periods, in_time):
            now = [row for row in those if row.period in together]
            then = [[row for row in edition if row.period in together] for edition in told]
            if same_rule and (again := _as_before(now, then[-1])) is not None:
                hidden |= again
                continue
            found = linked(now, laid, in_time, definition, then)
            done = protect(found.tables, rule)
            late = {each.key for each in done.audit.exposed}
            rates = {rate.numerator for rate in found.tables.rates if rate.key in done.hidden_rates}
            for place, cells in found.cells.items():
                if done.hidden & set(cells) or cells[0] in rates:
                    hidden.add(place)
                    too_late += bool(late & set(cells))
    return hidden, too_late


def _by_block(rows: Sequence[Row], definition: Definition) -> dict[tuple[str, ...], list[Row]]:
    blocks: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        blocks[block_of(row, definition)].append(row)
    return blocks


def _as_before(now: Sequence[Row], then: Sequence[Row]) -> set[int] | None:
    """Return what was hidden before, if all that was visible then is what it was: no reader would learn anything."""
    old = {(row.period, row.codes): row for row in then}
    hidden = set()
    for row in now:
        was = old.pop((row.period, row.codes), None)
        if was is None or (was.count is not None and (was.count, was.base) != (row.count, row.base)):
            return None
        if was.count is None:
            hidden.add(row.place)
    return None if old else hidden


def _emptied(figures: pa.Table, hidden: set[int]) -> pa.Table:
    """Take everything away from hidden figures but what they would be of, and counts from those without a value."""
    gone = np.zeros(figures.num_rows, dtype=np.bool_)
    gone[list(hidden)] = True
    bare = pc.or_(pa.array(gone), pc.is_null(figures["value"]))
    for place, field in enumerate(figures.schema):
        column = figures[field.name]
        if field.name == "missing":
            column = pc.if_else(pa.array(gone), pa.scalar(Missing.HIDDEN.value, field.type), column)
        elif field.name not in _KEPT and not field.name.startswith(DIMENSION):
            column = pc.if_else(bare, pa.scalar(None, field.type), column)
        figures = figures.set_column(place, field, column)
    return figures


def _digest(figures: pa.Table) -> str:
    """Tell what is left, whatever codes the table had room for."""
    made = hashlib.sha256()
    for name in figures.column_names:
        column = figures[name].cast(pa.string()) if name.startswith(DIMENSION) else figures[name]
        made.update(repr((name, column.to_pylist())).encode())
    return made.hexdigest()
