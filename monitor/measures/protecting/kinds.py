"""Whom figures count, and among whom: what says that the figures of several tables are about the same persons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from monitor.measures.definitions import Definition
from monitor.measures.dimensions import Dimension, DimensionKind
from monitor.measures.protecting.rows import Kind, Row

_NOBODY_ELSE: Final = "of"
"""Stands before a space in the names of those who are counted where nothing is declared: no id has a space."""

Measures = tuple[str, ...]
"""The codes of the measures of a figure, blank ones too: figures of different measures are never added up."""


def measures_of(row: Row, definition: Definition) -> Measures:
    """Return which measures a figure has."""
    return tuple(
        code
        for dimension, code in zip(definition.dimensions, row.codes, strict=True)
        if dimension.kind is DimensionKind.MEASURE
    )


def with_kinds(rows: Sequence[Row], definition: Definition) -> list[Row]:
    """Say of each figure whom it counts, as its definition does; else those of its indicator and measures alone."""
    blocks: dict[Measures, list[Row]] = defaultdict(list)
    for row in rows:
        blocks[measures_of(row, definition)].append(row)
    found = []
    for measures, those in blocks.items():
        kind = _kind(measures, those, definition)
        found += [replace(row, indicator=definition.id, kind=kind) for row in those]
    return found


def _kind(measures: Measures, rows: Sequence[Row], definition: Definition) -> Kind:
    names = [each.id for each in definition.dimensions if each.kind is DimensionKind.MEASURE]
    group = {name: code for name, code in zip(names, measures, strict=True) if code}
    counts, among = definition.counted_in(group)
    alone = " ".join((_NOBODY_ELSE, definition.id, *measures))
    based = any(row.is_share or row.base not in (None, row.count) for row in rows)
    return Kind(counts or f"{alone} counts", among or f"{alone} among", among is not None, based)


def is_declared(name: str) -> bool:
    """Whether those who are counted have an id that tables share."""
    return " " not in name


def components(kinds: Iterable[Kind]) -> list[set[str]]:
    """Return the names of those who are counted in groups that hang together by being among each other."""
    group: dict[str, set[str]] = {}
    for kind in kinds:
        joined = {kind.counts} | ({kind.among} if kind.told or kind.based else set())
        for name in list(joined):
            joined |= group.get(name, set())
        group |= dict.fromkeys(joined, joined)
    return list({id(each): each for each in group.values()}.values())


def joined_names(definition: Definition) -> set[str]:
    """Return the ids by which an indicator is linked with others."""
    said = {definition.counts, definition.among}
    for dimension in definition.measures:
        said |= {name for code in dimension.codes for name in (code.counts, code.among)}
    return {name for name in said if name is not None}


def linked_with(names: Iterable[str], definitions: Mapping[str, Definition]) -> set[str]:
    """Return the indicators that are linked with these ids, directly or by others."""
    reached, found = set(names), set[str]()
    while True:
        more = {
            indicator
            for indicator, definition in definitions.items()
            if indicator not in found and joined_names(definition) & reached
        }
        if not more:
            return found
        found |= more
        reached |= set().union(*(joined_names(definitions[indicator]) for indicator in more))


def as_linked_before(definition: Definition, before: Definition) -> Definition:
    """Take over what an edition before said of whom is counted, where this one does not say it.

    A table in a format that cannot say it does not undo a link; to undo it, an id of its own is given.
    """
    silent = {
        name: getattr(before, name) for name in ("counts", "among") if getattr(definition, name) is None
    }
    dimensions = tuple(_as_before(each, before.code.get(each.id, {})) for each in definition.dimensions)
    if dimensions == definition.dimensions:
        return definition.model_copy(update=silent)
    said = definition.model_dump(mode="json", by_alias=True, exclude_unset=True)
    said["dimensions"] = [each.model_dump(mode="json", exclude_unset=True) for each in dimensions]
    # made anew: a copy would keep what was worked out from the dimensions before
    return type(definition).model_validate(said).model_copy(update=silent)


def _as_before(dimension: Dimension, before: Mapping[str, object]) -> Dimension:
    if dimension.kind is not DimensionKind.MEASURE:
        return dimension
    codes = []
    for code in dimension.codes:
        old = before.get(code.code)
        said = {name: getattr(code, name) or getattr(old, name, None) for name in ("counts", "among")}
        codes.append(code.model_copy(update=said))
    return dimension.model_copy(update={"codes": tuple(codes)})
