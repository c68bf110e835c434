"""Figures as Parquet: typed columns, and in the metadata of the schema what is to be said of them."""

import json
from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from monitor.documents.figures.about import about, made_by, source_line
from monitor.documents.figures.columns import COMPUTED, Columns
from monitor.documents.figures.part import Part, Parts
from monitor.documents.figures.pieces import Pieces
from monitor.measures.citation import Wording
from monitor.measures.exports import NUMBERS

_IN_METADATA: Final = frozenset({"title", "source_title", "publisher", "source_year", "source_url", "edition_day",
                                 "licence", "citation", "notice"})  # fmt: skip
_TYPES: Final = {
    "first_day": pa.date32(),
    "last_day": pa.date32(),
    "decimals": pa.int8(),
    "edition": pa.int32(),
    "n": pa.int64(),
    **dict.fromkeys(("value", *(name for name in NUMBERS if name != "n"), *COMPUTED), pa.float64()),
}


def write(parts: Parts, _: Wording, *, demo: bool) -> Iterator[bytes]:
    """The file bit by bit. A value that is kept back is null, and `missing` says why, as of every other."""
    columns = Columns(parts, _, demo=demo)
    names = [name for name in columns.names if name not in _IN_METADATA]
    place = names.index("period") + 1
    names[place:place] = ["first_day", "last_day"]
    names.insert(names.index("value") + 1, "decimals")
    fields = [pa.field(name, _TYPES.get(name, pa.string())) for name in names]
    schema = pa.schema(fields, metadata=_metadata(parts, _, demo=demo))
    pieces = Pieces()
    with pq.ParquetWriter(pieces, schema, compression="zstd") as writer:
        for part in parts:
            for batch in part.batches():
                found = columns.of(part, batch)
                arrays = [found[name].cast(schema.field(name).type) for name in names]
                writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
                yield pieces.take()
    yield pieces.take()


def _metadata(parts: Parts, _: Wording, *, demo: bool) -> dict[str, str]:
    return {
        "title": "; ".join(part.definition.title.wording(_.language).text for part in parts),
        "made_by": made_by(_),
        "language": _.language,
        "citation": "\n".join(part.citation(_) for part in parts),
        "demonstration": json.dumps(demo),
        "indicators": json.dumps([_said(part, _, demo=demo) for part in parts], ensure_ascii=False),
    }


def _said(part: Part, _: Wording, *, demo: bool) -> dict[str, object]:
    return {
        "indicator": part.definition.id,
        "edition": part.number,
        "edition_day": part.day.isoformat(),
        "citation": part.citation(_),
        "link": part.link,
        "licence": part.licence or None,
        "sources": {source.id: source_line(source, _) for source in part.definition.sources},
        "about": [list(line) for line in about(part, _, demo=demo)],
    }
