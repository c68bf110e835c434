"""The columns of a file of figures: what the door for tables reads again, and beside it the words for people.

The columns of `monitor.sources.tidy_csv` hold what was kept, under its own names; no computed number stands in them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.text import LocalText
from monitor.documents.figures.part import Part, Parts
from monitor.measures.absence import missing_word
from monitor.measures.citation import Wording
from monitor.measures.definitions import Definition
from monitor.measures.exports import LABEL, NUMBERS
from monitor.measures.figures import DIMENSION
from monitor.measures.intervals import intervals
from monitor.measures.quality import Missing
from monitor.measures.scales import Unit
from monitor.measures.uncertainty import Basis

COMPUTED: Final = ("computed_lower", "computed_upper", "computed_level")
KEPT_BACK: Final = (Missing.HIDDEN, Missing.CONFIDENTIAL)
"""Why a value that somebody knows is not shown: a colon stands in its place, as in official statistics."""

SIGN: Final = ":"
_BEFORE: Final = ("indicator", "title", "period")
_FIGURE: Final = ("value", "unit", "missing", "why_no_value", "flags", *NUMBERS, "interval", *COMPUTED)
_KEPT_OF_SOME: Final = ("qualifier", "confidence", "note_nb")
_ORIGIN: Final = ("source", "source_title", "publisher", "source_year", "source_url", "note", "note_nb")
_EDITION: Final = ("edition", "edition_day", "licence", "citation")
_RESERVED: Final = frozenset((*_BEFORE, *_FIGURE, "qualifier", "confidence", *_ORIGIN, *_EDITION, "notice", "first_day",
                              "last_day", "decimals"))  # fmt: skip


def named(dimensions: Sequence[str], *, labels: bool = True) -> dict[str, str]:
    """The name of the column of each dimension: its id, unless a column of figures is called that.

    With `labels` the column of the words, `…_label`, is nobody's name either.
    """
    found: dict[str, str] = {}
    for dimension in dimensions:
        name = dimension
        while name in _RESERVED or name in found.values() or (labels and _is_label(name, dimensions)):
            name = f"by_{name}"
        found[dimension] = name
    return found


def _is_label(name: str, dimensions: Sequence[str]) -> bool:
    return name.endswith(LABEL) and name.removesuffix(LABEL) in dimensions


class Columns:
    """The columns of the figures of several indicators in one table. A dimension that one has not stays blank."""

    def __init__(self, parts: Parts, _: Wording, *, demo: bool) -> None:
        self._ = _
        self._demo = demo
        self._named = named(list(dict.fromkeys(name for part in parts for name in part.dimensions)))
        of_groups = [each for name in self._named.values() for each in (name, f"{name}{LABEL}")]
        self.names = [*_BEFORE, *of_groups, *_FIGURE, "qualifier", "confidence", *_ORIGIN, *_EDITION]
        if demo:
            self.names.append("notice")

    def of(self, part: Part, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        """The columns by name: numbers as numbers, everything else as text, nothing as null.

        `decimals`, `first_day` and `last_day` are there too, though they are no columns of every file.
        """
        _, rows = self._, batch.num_rows
        there = {name: batch.column(name) for name in batch.schema.names}
        found: dict[str, pa.Array] = {
            "indicator": repeated(part.definition.id, rows),
            "title": repeated(part.definition.title.wording(_.language).text, rows),
            **{
                name: there[name]
                for name in ("period", "first_day", "last_day", "value", "decimals", *NUMBERS)
            },
            **self._groups(part, there, rows),
            "unit": units(part.definition, there, rows, _),
            "missing": there["missing"],
            "why_no_value": mapped(there["missing"], {each.value: missing_word(each, _) for each in Missing}),
            "flags": there["flags"],
            **_computed(part.definition, batch),
            **{name: there.get(name, pa.nulls(rows, pa.string())) for name in _KEPT_OF_SOME},
            **self._origin(part, there),
            "note": there["note"],
            "edition": repeated(str(part.number), rows),
            "edition_day": repeated(part.day.isoformat(), rows),
            "licence": repeated(part.licence or None, rows),
            "citation": repeated(part.citation(_), rows),
        }
        if self._demo:
            found["notice"] = repeated(notice(_), rows)
        return found

    def _groups(self, part: Part, there: Mapping[str, pa.Array], rows: int) -> dict[str, pa.Array]:
        found: dict[str, pa.Array] = {}
        for dimension, name in self._named.items():
            codes = there.get(f"{DIMENSION}{dimension}")
            if codes is None:
                found[name] = found[f"{name}{LABEL}"] = pa.nulls(rows, pa.string())
                continue
            words = part.definition.labels[dimension]
            found[name] = codes.cast(pa.string())
            found[f"{name}{LABEL}"] = mapped(
                codes, {code: label.wording(self._.language).text for code, label in words.items()}
            )
        return found

    def _origin(self, part: Part, there: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
        language, sources = self._.language, part.source
        told: dict[str, dict[str | None, str | None]] = {
            "source": {name: source.id for name, source in sources.items()},
            "source_title": {name: source.named(language) for name, source in sources.items()},
            "publisher": {
                name: source.publisher.wording(language).text if source.publisher else None
                for name, source in sources.items()
            },
            "source_year": {
                name: str(source.year) if source.year is not None else None
                for name, source in sources.items()
            },
            "source_url": {name: source.url for name, source in sources.items()},
        }
        return {name: mapped(there["source"], words) for name, words in told.items()}


def notice(_: Wording) -> str:
    """What a file says while the reports are invented."""
    return _("Downloaded from a demonstration; its reports are invented, these figures are not.")


def units(definition: Definition, there: Mapping[str, pa.Array], rows: int, _: Wording) -> pa.Array:
    """What each figure counts: our code, or the words of the source."""
    found = repeated(unit_text(definition.unit, _), rows)
    for measure in reversed(definition.measures):
        own = {code.code: unit_text(code.unit, _) for code in measure.codes if code.unit is not None}
        found = pc.coalesce(mapped(there[f"{DIMENSION}{measure.id}"], own), found)
    return found


def unit_text(unit: Unit | LocalText | None, _: Wording) -> str | None:
    """The code of a unit of ours, or the words of the source."""
    if unit is None or isinstance(unit, Unit):
        return unit.value if unit is not None else None
    return unit.wording(_.language).text


def repeated(text: str | None, rows: int) -> pa.Array:
    """The same text in every row."""
    return pa.nulls(rows, pa.string()) if text is None else pa.repeat(pa.scalar(text, pa.string()), rows)


def mapped(column: Any, words: Mapping[Any, str | None]) -> pa.Array:
    """Another text for each text of a column; null where there is none. What stands for null is the text of `None`."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    texts = [words.get(text) for text in encoded.dictionary.to_pylist()]
    places = pc.fill_null(encoded.indices, len(texts)).cast(pa.int64())
    return pa.array([*texts, words.get(None)], pa.string()).take(places)


def _computed(definition: Definition, batch: pa.RecordBatch) -> dict[str, pa.Array]:
    found = intervals(batch, definition)
    ours = pc.equal(found["basis"], Basis.WILSON.value)
    nothing = pa.scalar(None, pa.float64())
    bounds = (pc.if_else(ours, found[name], nothing) for name in ("lower", "upper", "level"))
    return {"interval": found["basis"], **dict(zip(COMPUTED, bounds, strict=True))}
