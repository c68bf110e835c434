"""Figures in columns and editions for tests, and a stand-in for where editions are kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from monitor.measures.contents import contents_of
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition
from monitor.measures.editions import Counts, Edition, Kind, NewEdition, check_follows
from monitor.measures.figures import DIMENSION, schema
from monitor.measures.indicators import Indicator
from monitor.measures.periods import Period
from tests.builders import an_indicator, both


def figures(dimensions: Sequence[str], *rows: Mapping[str, Any]) -> pa.Table:
    """A table of figures; a row names what it holds, a dimension by its id alone. Days follow from the period."""
    columns = schema(dimensions)
    whole = []
    for row in rows:
        period = Period(row["period"])
        named = {f"{DIMENSION}{name}" if name in dimensions else name: said for name, said in row.items()}
        whole.append({"first_day": period.first_day, "last_day": period.last_day} | named)
    return pa.Table.from_pylist(whole, schema=columns)


def a_definition(*dimensions: str, **over: Any) -> Indicator:
    """A definition with these dimensions, each with the codes a and b."""
    said = [
        {
            "id": name,
            "title": both(name),
            "codes": [{"code": code, "label": both(code)} for code in ("a", "b")],
        }
        for name in dimensions
    ]
    return an_indicator(dimensions=said, **over)


def a_new_edition(table: pa.Table | None = None, **over: Any) -> NewEdition:
    """A new edition of an indicator with the dimension `sex`: one figure, unless a table is given."""
    table = table if table is not None else figures(["sex"], {"period": "2014", "value": 56.0, "sex": "a"})
    names = [name.removeprefix(DIMENSION) for name in table.column_names if name.startswith(DIMENSION)]
    content: dict[str, Any] = {
        "definition": over.pop("imported", None) or a_definition(*names, **over.pop("definition", {})),
        "figures": table,
        "kind": Kind.CSV,
        "read_digest": "d" * 64,
        "counts": Counts(new=table.num_rows),
    }
    return NewEdition(**(content | over))


class InMemoryEditions:
    """`Editions` in a list; passes the same contract tests as the real thing."""

    def __init__(self) -> None:
        self._kept: list[tuple[Edition, NewEdition]] = []

    def revision(self) -> int:
        return len(self._kept)

    def add(self, new: Sequence[NewEdition], *, by: str, at: datetime) -> list[Edition]:
        latest = self.latest()
        for each in new:
            before = latest.get(each.definition.id)
            check_follows(each, before.number if before else 0, self.revision())
        added = [
            Edition(
                indicator=each.definition.id,
                number=each.follows + 1,
                dataset=each.dataset.id if each.dataset is not None else "",
                figures_digest="f" * 64,
                definition_digest="e" * 64,
                kind=each.kind,
                read_digest=each.read_digest,
                asked=dict(each.asked),
                by=by,
                at=at,
                label=each.label[:200],
                counts=each.counts,
                first_day=contents_of(each.figures).first_day,
                last_day=contents_of(each.figures).last_day,
                answers_digest="a" * 64 if each.answers else "",
            )
            for each in new
        ]
        self._kept += zip(added, new, strict=True)
        return added

    def latest(self) -> Mapping[str, Edition]:
        newest: dict[str, Edition] = {}
        for edition, _new in self._kept:
            if edition.indicator not in newest or newest[edition.indicator].number < edition.number:
                newest[edition.indicator] = edition
        return newest

    def edition(self, indicator: str, number: int) -> Edition | None:
        return next((each for each in self.editions(indicator) if each.number == number), None)

    def editions(self, indicator: str | None = None) -> list[Edition]:
        kept = [edition for edition, _new in self._kept if indicator in (None, edition.indicator)]
        kept.sort(key=lambda each: (each.indicator, -each.number))
        return sorted(kept, key=lambda each: each.at, reverse=True)

    def read_before(self, kind: Kind) -> Mapping[str, frozenset[str]]:
        of_kind = [edition for edition, _new in self._kept if edition.kind is kind]
        return {
            name: frozenset(each.read_digest for each in of_kind if each.indicator == name)
            for name in {each.indicator for each in of_kind}
        }

    def definition(self, edition: Edition) -> Definition:
        return self._new(edition).definition

    def definitions(self, editions: Iterable[Edition]) -> list[Definition]:
        return [self.definition(edition) for edition in editions]

    def dataset(self, edition: Edition) -> DataSet | None:
        return self._new(edition).dataset

    def answers(self, edition: Edition) -> bytes | None:
        return self._new(edition).answers or None

    def _new(self, edition: Edition) -> NewEdition:
        return next(new for kept, new in self._kept if kept == edition)
