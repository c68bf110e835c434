"""What a file is written from: the figures of one indicator, and what is to be said of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.citation import Wording, citation
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition, Source
from monitor.measures.selection import ALL, Selection


@dataclass(frozen=True)
class Part:
    """The figures of one edition, or some of them.

    `number` and `day` are the edition's, the day as it was in Norway; `link` is where it is seen again. `batches` reads
    the `count` figures anew each time, in the columns of `figures.schema`, in memory that does not grow with them.
    `finding_holds` as of `monitor.measures.finding`.
    """

    definition: Definition
    dataset: DataSet | None
    number: int
    day: date
    link: str
    count: int
    batches: Callable[[], Iterator[pa.RecordBatch]]
    selection: Selection = ALL
    finding_holds: bool = True

    @property
    def said(self) -> Definition:
        """The definition, without its finding where that was written of other figures than are chosen here."""
        chosen = self.selection
        whole = not (chosen.codes or chosen.periods or chosen.first_day or chosen.last_day)
        if self.finding_holds and whole:
            return self.definition
        return self.definition.model_copy(update={"finding": None})

    @property
    def dimensions(self) -> list[str]:
        """The ids of the dimensions in order."""
        return [dimension.id for dimension in self.definition.dimensions]

    @property
    def source(self) -> Mapping[str | None, Source]:
        """The sources by what stands in the column: none is the first."""
        known: dict[str | None, Source] = {source.id: source for source in self.definition.sources}
        return known | {None: self.definition.sources[0]}

    def citation(self, _: Wording) -> str:
        """How these figures are cited."""
        return citation(self.definition, self.number, self.day, self.link, _, dataset=self.dataset)

    @property
    def licence(self) -> str:
        """The licence of the set the figures came with; empty where none is stated."""
        if self.dataset is None:
            return ""
        return " ".join(filter(None, (self.dataset.licence, self.dataset.licence_url)))


Parts = Sequence[Part]


def of_set(part: Part) -> dict[str, Any]:
    """The set that the figures belong to, as a file that is read again says it; nothing where there is none."""
    if part.dataset is None:
        return {}
    return {"dataset": part.dataset.model_dump(mode="json", by_alias=True, exclude_none=True)}


def of_sources(
    batches: Iterator[pa.RecordBatch], sources: frozenset[str] | None, first: str
) -> Iterator[pa.RecordBatch]:
    """The figures of some sources alone, all where None are named. A blank source is the `first`."""
    for batch in batches:
        if sources is None:
            yield batch
            continue
        named = pc.fill_null(batch.column("source"), first)
        yield batch.filter(pc.is_in(named, value_set=pa.array(sorted(sources), pa.string())))
