"""Figures on persons that nobody has published, made safe before anything is kept or shown of them.

What comes out is all that exists afterwards: a figure that is hidden has no value, counts, interval, flags or note, and
the digest is that of what is left, because one of the whole file would let a patient reader try out the small counts.
For the same reason digests of the answers that figures came in do not stay.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.measures.definitions import Persons
from monitor.measures.figures import DIMENSION
from monitor.measures.keys import in_order
from monitor.measures.protecting.continuity import Served, check_codes
from monitor.measures.protecting.kinds import components, joined_names, with_kinds
from monitor.measures.protecting.rows import counted, served
from monitor.measures.protecting.together import Hidden, Sheet, hidden_together
from monitor.measures.protection import Protection
from monitor.measures.quality import Missing
from monitor.measures.received import Received
from monitor.statistics.disclosure.rule import Rule

_KEPT: Final = frozenset({"period", "first_day", "last_day", "source", "missing"})
"""What is left of a figure that is hidden, beside its codes."""
_OF_AN_ANSWER: Final = frozenset({"sha256", "bytes"})
_NOT_TOLD: Final = "This row was left out. What it says is not repeated here, because it is about persons."


def guard(
    received: Sequence[Received], earlier: Sequence[Served], rule: Rule
) -> tuple[list[Received], Mapping[str, int]]:
    """Hide what the rule hides and what protects it, where the figures are on persons and nobody has published them.

    Those whose definitions link them are protected together. `earlier` are all editions of these indicators and of
    those that are linked with them, the first one first. Beside what may be kept, return how many figures that other
    indicators hide can be worked out from what is shown, by indicator. Raises Refused where it cannot be done, with
    the codes of `continuity.check_codes`, `rows.counted`, `splits.of_periods`, `contradictions`, and
    `disclosure.protect`.
    """
    protection = Protection(largest=rule.largest, width=rule.width)
    sheets = _sheets(received, earlier, protection)
    found = Hidden()
    for names in components(row.kind for sheet in sheets for row in sheet.rows):
        those = [part for sheet in sheets if (part := sheet.among(names)).rows]
        if any(sheet.is_guarded for sheet in those) or _may_give_away(those):
            hidden_together(those, rule, found)
    kept = [
        each if each.definition.persons is Persons.PUBLISHED else _emptied(each, found, protection)
        for each in received
    ]
    return kept, found.exposed


def _may_give_away(sheets: Sequence[Sheet]) -> bool:
    """Whether figures that are published now stand beside hidden ones."""
    return any(sheet.is_new for sheet in sheets) and any(
        row.count is None for sheet in sheets for row in sheet.rows
    )


def _sheets(received: Sequence[Received], earlier: Sequence[Served], protection: Protection) -> list[Sheet]:
    """All tables in order: what readers may have kept, then what came. Who is counted is said by the newest one."""
    newest = {each.definition.id: each.definition for each in earlier}
    said = newest | {each.definition.id: each.definition for each in received}
    sheets = []
    for each in earlier:
        definition = said[each.definition.id]
        names = [dimension.id for dimension in definition.dimensions]
        rows = with_kinds(served(each.figures, each.definition, names), definition)
        sheets.append(Sheet(definition, rows, is_new=False))
    for came in received:
        definition = came.definition
        if definition.persons is Persons.PUBLISHED:
            if not joined_names(definition):
                continue
            names = [dimension.id for dimension in definition.dimensions]
            rows = with_kinds(served(came.figures, definition, names), definition)
            sheets.append(Sheet(definition, rows, is_new=True, is_published=True))
            continue
        own = [one for one in earlier if one.definition.id == definition.id]
        check_codes(definition, own)
        last = newest.get(definition.id)
        unchanged = last is not None and (last.protection, last.dimensions, last.counts, last.among) == (
            protection,
            definition.dimensions,
            definition.counts,
            definition.among,
        )
        rows = with_kinds(counted(came.figures, definition), definition)
        sheets.append(Sheet(definition, rows, is_new=True, is_unchanged=unchanged))
    return sheets


def _silent(fault: Fault) -> Fault:
    return replace(fault, problem=_NOT_TOLD, cause=None)


def _without_digests(asked: Mapping[str, object]) -> dict[str, object]:
    """What was asked for, without that by which an answer is known again, which would confirm a guess."""
    return {name: _bare(said) for name, said in asked.items() if name not in _OF_AN_ANSWER}


def _bare(said: object) -> object:
    if isinstance(said, Mapping):
        return _without_digests(said)
    return [_bare(each) for each in said] if isinstance(said, list | tuple) else said


def _emptied(received: Received, found: Hidden, protection: Protection) -> Received:
    name = received.definition.id
    figures = _without(received.figures, found.hidden.get(name, set()))
    return replace(
        received,
        definition=received.definition.model_copy(update={"protection": protection}),
        figures=figures,
        digest=_digest(figures),
        refused=tuple(_silent(fault) for fault in received.refused),
        left_out=tuple(replace(each, fault=_silent(each.fault)) for each in received.left_out),
        asked=_without_digests(received.asked),
        too_late=found.too_late[name],
    )


def _without(figures: pa.Table, hidden: set[int]) -> pa.Table:
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
    """Tell what is left, whatever order it came in: rows sorted by their figures would say where hidden ones lie."""
    figures = in_order(figures)
    made = hashlib.sha256()
    for name in figures.column_names:
        column = figures[name].cast(pa.string()) if name.startswith(DIMENSION) else figures[name]
        made.update(repr((name, column.to_pylist())).encode())
    return made.hexdigest()
