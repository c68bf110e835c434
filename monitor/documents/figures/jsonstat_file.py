"""Figures as JSON-stat 2 (https://json-stat.org/format/): a cell for every combination of period and codes.

The format holds one value a cell and a sign beside it. What else is kept of a figure (n, intervals …) stands in
`extension`, by the place of the cell.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import prod
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.documents.figures.about import chosen, made_by, signs, source_line, texts
from monitor.documents.figures.columns import notice, unit_text
from monitor.documents.figures.part import Part, Parts, of_set
from monitor.errors import Refused
from monitor.measures.absence import missing_word
from monitor.measures.citation import Wording
from monitor.measures.dimensions import Dimension, DimensionKind, DimensionRole
from monitor.measures.exports import KEPT, MOST_CELLS, OURS
from monitor.measures.figures import DIMENSION
from monitor.measures.periods import Period
from monitor.measures.quality import Flag, Missing
from monitor.measures.scales import Unit

PERIOD: Final = "period"
SOURCE: Final = "source"
_SIGNS: Final = {
    Missing.HIDDEN: ":",
    Missing.CONFIDENTIAL: ":",
    Missing.NOT_AVAILABLE: "..",
    Missing.NOT_APPLICABLE: ".",
}
"""Those of Statistics Norway. A value that is not stated has none."""

_PROVISIONAL: Final = "*"
_TOTAL: Final = "_T"  # as in SDMX


def write(parts: Parts, _: Wording, *, demo: bool) -> Iterator[bytes]:
    """The file: a dataset, or a collection of several.

    Raises Refused: `too_many_cells` with `indicator`, `cells` and `most`, `no_figures_chosen` with `indicator`;
    nothing is given before that is known.
    """
    datasets = [_dataset(part, _, demo=demo) for part in parts]
    if len(datasets) == 1:
        yield _json({"version": "2.0", **datasets[0]})
        return
    yield _json({"version": "2.0", "class": "collection", "label": made_by(_), "link": {"item": datasets}})


def check_cells(indicator: str, cells: int) -> None:
    """Raises what `write` raises where a dataset would have so many cells, or none."""
    if cells > MOST_CELLS:
        raise Refused(
            "too_many_cells",
            f"JSON-stat holds a cell for every combination of the codes; of {indicator} those would be {cells:,}, "
            f"and at most {MOST_CELLS:,} are written. Choose fewer codes or periods, or take Parquet or CSV.",
            indicator=indicator,
            cells=cells,
            most=MOST_CELLS,
        )
    if not cells:
        raise Refused(
            "no_figures_chosen", f"No figure of {indicator} is chosen; choose others.", indicator=indicator
        )


def _dataset(part: Part, _: Wording, *, demo: bool) -> dict[str, Any]:
    check_cells(part.definition.id, part.count)
    figures = pa.Table.from_batches(list(part.batches()))
    cube = _Cube(part, figures, _)
    value = figures["value"].to_numpy(zero_copy_only=False)
    values: list[float | int | None] = [None] * prod(cube.sizes)
    for place, number in zip(cube.places.tolist(), value.tolist(), strict=True):
        values[place] = _number(number)
    decimals = figures["decimals"].unique().to_pylist()
    kept = [name for name in KEPT if name in figures.column_names and not (name == "source" and cube.source)]
    kept += ["decimals"] if len(decimals) > 1 else []
    beside = {name: cube.beside(figures[name]) for name in kept}
    definition = part.definition
    return {
        "class": "dataset",
        "label": definition.title.wording(_.language).text,
        "source": "; ".join(source_line(source, _) for source in definition.sources),
        "updated": part.day.isoformat(),
        "href": part.link,
        "note": _notes(part, _, demo=demo),
        "role": cube.roles(),
        "id": list(cube.codes),
        "size": cube.sizes,
        "dimension": {name: cube.described(name) for name in cube.codes},
        "value": values,
        "status": _status(beside["missing"], beside["flags"]),
        "extension": {
            "form": OURS,
            "indicator": definition.id,
            "edition": part.number,
            "edition_day": part.day.isoformat(),
            "citation": part.citation(_),
            "licence": part.licence or None,
            "language": _.language,
            "demonstration": demo,
            "unit": unit_text(definition.unit, _),
            "chosen": chosen(part, _),
            "sources": {source.id: source_line(source, _) for source in definition.sources},
            "status": {"label": _meanings(_)},
            "total": {name: cube.total[name] for name in cube.total},
            "px": {"decimals": decimals[0]} if len(decimals) == 1 and decimals[0] is not None else {},
            "figures": {name: found for name, found in beside.items() if found},
            "definition": part.said.model_dump(mode="json", by_alias=True, exclude_none=True),
            **of_set(part),
        },
    }


class _Cube:
    """The dimensions of a dataset, and the place of each figure among its cells."""

    def __init__(self, part: Part, figures: pa.Table, _: Wording) -> None:
        self._definition, self._ = part.definition, _
        columns: dict[str, Any] = {
            name: figures[f"{DIMENSION}{name}"].cast(pa.string()) for name in part.dimensions
        }
        periods = sorted(figures["period"].unique().to_pylist(), key=_in_time)
        self.total: dict[str, str] = {}
        self.codes: dict[str, list[str | None]] = {}
        self._own: dict[str, Dimension | None] = {}
        for dimension in part.definition.dimensions:
            there = set(columns[dimension.id].unique().to_pylist())
            codes: list[str | None] = [None] if None in there else []
            codes += [code.code for code in dimension.codes if code.code in there]
            self._enter(dimension.id, codes, dimension)
            if None in there:
                self.total[dimension.id] = _total(dimension)
        self._time = self._enter(PERIOD, periods, None)
        columns[self._time] = figures["period"]
        places = self._places(columns)
        self.source = ""
        if len(np.unique(places)) < len(places):
            # Two sources give a figure for the same cell: then they are told apart by a dimension too.
            first = part.definition.sources[0].id
            named = pc.fill_null(figures["source"], first)
            self.source = self._enter(SOURCE, sorted(set(named.to_pylist())), None)
            columns[self.source] = named
            places = self._places(columns)
        self.places = places

    @property
    def sizes(self) -> list[int]:
        """How many codes each dimension has."""
        return [len(codes) for codes in self.codes.values()]

    def _enter(self, name: str, codes: list[str | None], dimension: Dimension | None) -> str:
        while name in self.codes or (dimension is None and name in self._definition.code):
            name = f"{name}_"
        self.codes[name], self._own[name] = codes, dimension
        return name

    def _places(self, columns: Mapping[str, Any]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        check_cells(self._definition.id, prod(self.sizes))
        place = np.zeros(len(next(iter(columns.values()))), dtype=np.int64)
        for name, size in zip(self.codes, self.sizes, strict=True):
            known = {code: at for at, code in enumerate(self.codes[name])}
            encoded = columns[name].combine_chunks().dictionary_encode()
            at = np.array([known[code] for code in encoded.dictionary.to_pylist()] + [known.get(None, 0)])
            rows = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy(zero_copy_only=False)
            place = place * size + at[rows]
        return place

    def beside(self, column: Any) -> dict[str, Any]:
        """What stands in a column, by the place of its cell; what is null is left out."""
        found = zip(self.places.tolist(), column.to_pylist(), strict=True)
        return {str(place): _number(said) for place, said in found if said is not None}

    def roles(self) -> dict[str, list[str]]:
        """Which dimensions are time, place or measure."""
        roles = {"time": [self._time]}
        for name, dimension in self._own.items():
            if dimension is not None and dimension.kind is DimensionKind.MEASURE:
                roles.setdefault("metric", []).append(name)
            elif dimension is not None and dimension.role is DimensionRole.GEO:
                roles.setdefault("geo", []).append(name)
        return roles

    def described(self, name: str) -> dict[str, Any]:
        """A dimension with its codes and words."""
        _, dimension, codes = self._, self._own[name], self.codes[name]
        if dimension is None:
            words = [str(code) for code in codes]
            label = _("Period") if name == self._time else _("Source")
            if name == self.source:
                words = [self._definition.source[str(code)].title for code in codes]
            return {"label": label, "category": _category([str(code) for code in codes], words)}
        named = [self.total[name] if code is None else code for code in codes]
        labels = self._definition.labels[name]
        words = [_("total") if code is None else labels[code].wording(_.language).text for code in codes]
        category = _category(named, words)
        if dimension.kind is DimensionKind.MEASURE:
            category["unit"] = self._units(dimension, [str(code) for code in codes])
        return {"label": dimension.title.wording(_.language).text, "category": category}

    def _units(self, dimension: Dimension, codes: Sequence[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for code in dimension.codes:
            unit = code.unit if code.unit is not None else self._definition.unit
            said = {
                "base": unit.value if isinstance(unit, Unit) else unit_text(unit, self._),
                "decimals": code.decimals,
            }
            if code.code in codes:
                found[code.code] = {key: each for key, each in said.items() if each is not None}
        return found


def _category(codes: Sequence[str], words: Sequence[str]) -> dict[str, Any]:
    return {"index": list(codes), "label": dict(zip(codes, words, strict=True))}


def _total(dimension: Dimension) -> str:
    name, taken = _TOTAL, {code.code for code in dimension.codes}
    while name in taken:
        name = f"_{name}"
    return name


def _status(missing: Mapping[str, str], flags: Mapping[str, str]) -> dict[str, str]:
    """The signs of the cells that have one. One flag that has a sign of its own is that; others are written out."""
    found = {place: _SIGNS[Missing(why)] for place, why in missing.items() if Missing(why) in _SIGNS}
    for place, said in flags.items():
        found.setdefault(place, _PROVISIONAL if said == Flag.PROVISIONAL else said)
    return found


def _meanings(_: Wording) -> dict[str, str]:
    """What each sign says; one may say several things, and `missing` beside it which of them."""
    found: dict[str, list[str]] = {}
    for each, sign in _SIGNS.items():
        found.setdefault(sign, []).append(missing_word(each, _))
    return {sign: "; ".join(words) for sign, words in found.items()}


def _notes(part: Part, _: Wording, *, demo: bool) -> list[str]:
    said = [f"{label}: {text.wording(_.language).text}" for label, text in texts(part.said, _)]
    said += [f"{label} – {text}" for label, text in signs(_)[:1]]
    return [*([notice(_)] if demo else []), part.citation(_), *said]


def _in_time(period: str) -> tuple[date, date, str]:
    return (*Period(period).sort_key(), period)


def _number(value: Any) -> Any:
    """A number as JSON has it: whole ones without a point, nothing for what is none."""
    if not isinstance(value, float):
        return value
    if value != value:
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
