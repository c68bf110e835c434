"""Figures to write files of: every kind of cell that there is, of an import by sex and place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from monitor.documents.figure_exports import write
from monitor.documents.figures.part import Part
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.exports import Format
from monitor.show.words import Words
from tests.builders import both
from tests.measures.vintages import figures

DAY = date(2026, 11, 22)
DATASET = DataSet.model_validate(
    {
        "id": "bank",
        "title": {"en": "Bank of statistics", "nb": "Statistikkbanken"},
        "publisher": {"en": "Office of statistics", "nb": "Statistikkontoret"},
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "language": "en",
    }
)
ROWS: Sequence[Mapping[str, Any]] = (
    {"period": "2014", "value": 24.0, "decimals": 1, "n": 463, "sex": "m", "place": "0301"},
    {"period": "2014", "value": None, "missing": "hidden", "sex": "w", "place": "0301"},
    {"period": "2014", "value": None, "missing": "not_available", "place": "0301"},
    {"period": "2015", "value": 0.5, "decimals": 1, "flags": "provisional", "sex": "m", "place": "0301"},
    {"period": "2015", "value": 3.0, "decimals": 0, "lower": 2.0, "upper": 4.5, "level": 95.0, "sex": "w",
     "place": "0301"},
    {"period": "2015", "value": 1234567.0, "decimals": 0, "note": "A remark", "place": "0301"},
)  # fmt: skip


def a_definition(**over: Any) -> Imported:
    """Homes by sex and place."""
    said: dict[str, Any] = {
        "id": "homes",
        "dataset": "bank",
        "title": {"en": "Homes at release", "nb": "Bolig ved løslatelse"},
        "unit": {"en": "dwellings", "nb": "boliger"},
        "dimensions": [
            {
                "id": "sex",
                "title": both("Sex"),
                "codes": [
                    {"code": "m", "label": {"en": "men", "nb": "menn"}},
                    {"code": "w", "label": {"en": "women", "nb": "kvinner"}},
                ],
            },
            {
                "id": "place",
                "title": both("Place"),
                "role": "geo",
                "codes": [{"code": "0301", "label": both("Oslo")}],
            },
        ],
        "sources": [
            {
                "id": "ssb",
                "title": "Table 1",
                "publisher": {"en": "Statistics Norway", "nb": "Statistisk sentralbyrå"},
                "year": "2020",
                "url": "https://www.ssb.no/1",
                "seen": "source",
            }
        ],
        "caveats": [both("Take care.")],
    }
    return Imported.model_validate(said | over)


def a_part(*rows: Mapping[str, Any], table: pa.Table | None = None, per_batch: int = 2, **over: Any) -> Part:
    """The second edition of 22 November 2026, read two figures at a time."""
    definition = over.pop("definition", None) or a_definition()
    names = [dimension.id for dimension in definition.dimensions]
    whole = table if table is not None else figures(names, *(rows or ROWS))

    def batches() -> Iterator[pa.RecordBatch]:
        yield from whole.unify_dictionaries().to_batches(max_chunksize=per_batch)

    content: dict[str, Any] = {
        "definition": definition,
        "dataset": DATASET,
        "number": 2,
        "day": DAY,
        "link": f"https://monitor.example.no/indicators?id={definition.id}&edition=2",
        "count": whole.num_rows,
        "batches": batches,
    }
    return Part(**(content | over))


def written(form: Format, *parts: Part, language: str = "en", demo: bool = False) -> bytes:
    """The whole file."""
    return b"".join(write(form, parts or (a_part(),), Words(language), demo=demo))


CITED = (
    "Statistics Norway. (2020). Homes at release (edition 2, 22 November 2026) [Data set]. Monitor of the "
    "reintegration strategy 2017–2021. https://monitor.example.no/indicators?id=homes&edition=2"
)
