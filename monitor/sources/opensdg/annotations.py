"""What a repository draws into its charts, as far as it says something of the figures: targets and breaks."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.text import LocalText
from monitor.measures.collection import Break
from monitor.measures.definitions import Target
from monitor.measures.periods import Period
from monitor.sources.opensdg.broken_down import Column
from monitor.sources.opensdg.description import Description
from monitor.sources.yaml_door import Tree

_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_SINGLE_YEAR: Final = re.compile(r"[0-9]{4}")
_GOALS_END: Final = "2030"
"""The documentation of Open SDG: a line without a label is labelled "2030 target"."""


def targets(about: Description, named: Mapping[str, Column]) -> tuple[Target, ...]:
    """The target lines whose value, year and group are beyond doubt."""
    found = []
    for entry in _entries(about.tree("graph_target_lines")):
        value, label = entry.get("value"), entry.get("label_content")
        group = _group(entry, named)
        years = _YEAR.findall(label) if isinstance(label, str) and label.strip() else [_GOALS_END]
        if isinstance(value, str) and _NUMBER.fullmatch(value) and len(set(years)) == 1 and group is not None:
            found.append(Target(value=Decimal(value), period=Period(years[0]), group=group))
    return tuple(found)


def breaks(about: Description, named: Mapping[str, Column], table: pa.Table) -> tuple[Break, ...]:
    """The breaks of the series. Their place is counted in years from the first; it is known where none is left out."""
    years = sorted(set(pc.unique(table.column("period")).to_pylist()))
    if not all(_SINGLE_YEAR.fullmatch(year) for year in years):
        return ()
    if any(int(after) - int(before) != 1 for before, after in pairwise(years)):
        return ()
    found = []
    for entry in _entries(about.tree("graph_series_breaks")):
        value, group = entry.get("value"), _group(entry, named)
        if not isinstance(value, str) or not _NUMBER.fullmatch(value) or group is None:
            continue
        place = Decimal(value)
        before = int(place)
        if place != before and 0 <= before < len(years) - 1:
            label = entry.get("label_content")
            told = label.strip()[:300] if isinstance(label, str) and label.strip() else "Series break"
            reason = LocalText(en=told) if told != "Series break" else LocalText(en=told, nb="Brudd i serien")
            codes = {name: (code,) for name, code in group.items()}
            found.append(Break.model_validate({"from": years[before + 1], "reason": reason, "codes": codes}))
    return tuple(found)


def _entries(tree: Tree) -> list[dict[str, Tree]]:
    return [entry for entry in tree if isinstance(entry, dict)] if isinstance(tree, list) else []


def _group(entry: Mapping[str, Tree], named: Mapping[str, Column]) -> dict[str, str] | None:
    """The codes that an entry is about; None where it names one that the figures do not have."""
    group: dict[str, str] = {}
    for key, unit in (("unit", True), ("series", False)):
        said = entry.get(key)
        if not isinstance(said, str) or not said.strip():
            continue
        name = next((name for name, column in named.items() if column.measure and column.unit is unit), None)
        if unit and name is None and any(said.strip() in column.units.values() for column in named.values()):
            continue  # the series tells it
        if name is None or said.strip() not in named[name].codes.dictionary.to_pylist():
            return None
        group[name] = said.strip()
    return group
