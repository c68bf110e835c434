"""Figures as a Frictionless data package (https://datapackage.org/, read by version 1 too): a ZIP with a table for
each indicator, lists of their codes, and `datapackage.json`, which says what the columns hold and where they are from.

The tables hold codes and no words: what was kept, and nothing computed. The description is written last, since it
holds the size and the digest of every table.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from monitor.documents.figures.about import about, made_by
from monitor.documents.figures.columns import named, notice, unit_text
from monitor.documents.figures.part import Part, Parts, of_set
from monitor.documents.figures.pieces import Pieces
from monitor.documents.figures.texts import header, lines, printed
from monitor.measures.absence import missing_word
from monitor.measures.citation import Wording
from monitor.measures.exports import KEPT, NUMBERS, OURS
from monitor.measures.figures import DIMENSION
from monitor.measures.quality import Missing

_TEXTS: Final = tuple(name for name in KEPT if name not in NUMBERS)
_CSV: Final = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
}


def write(parts: Parts, _: Wording, *, demo: bool) -> Iterator[bytes]:
    """The file bit by bit. The ZIP is the same for the same figures, whenever it is written."""
    pieces = Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_DEFLATED) as archive:
        resources: list[dict[str, Any]] = []
        for part in parts:
            table = _Table(part, _)
            written = _Written()
            with archive.open(_entry(table.path), "w", force_zip64=True) as file:
                for piece in table.rows():
                    file.write(written.seen(piece))
                    yield pieces.take()
            resources.append(table.resource(written))
            for path, content, said in table.lists():
                archive.writestr(_entry(path), content)
                written = _Written()
                written.seen(content)
                resources.append(said | written.said())
        description = _description(parts, resources, _, demo=demo)
        archive.writestr(_entry("README.txt"), _read_me(parts, _, demo=demo))
        archive.writestr(
            _entry("datapackage.json"), json.dumps(description, ensure_ascii=False, indent=1).encode()
        )
    yield pieces.take()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path)  # dated 1980, so that the same figures make the same file
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


class _Written:
    """The size and the digest of what went by."""

    def __init__(self) -> None:
        self._digest, self._bytes = hashlib.sha256(), 0

    def seen(self, piece: bytes) -> bytes:
        self._digest.update(piece)
        self._bytes += len(piece)
        return piece

    def said(self) -> dict[str, Any]:
        return {"hash": f"sha256:{self._digest.hexdigest()}", "bytes": self._bytes}


class _Table:
    """The table of one indicator."""

    def __init__(self, part: Part, _: Wording) -> None:
        self._part, self._ = part, _
        self._named = named(part.dimensions, labels=False)
        self._lists = {
            name: f"{part.definition.id}-codes-{place}" for place, name in enumerate(self._named, start=1)
        }
        self.path = f"data/{part.definition.id}.csv"

    def rows(self) -> Iterator[bytes]:
        names = ["period", *self._named.values(), "value", *KEPT]
        yield header(names)
        for batch in self._part.batches():
            there = {name: batch.column(name) for name in batch.schema.names}
            columns = {name: there[name] for name in ("period", *NUMBERS)}
            columns |= {name: there.get(name, pa.nulls(batch.num_rows, pa.string())) for name in _TEXTS}
            columns["value"] = printed(there["value"], there["decimals"])
            for dimension, name in self._named.items():
                columns[name] = there[f"{DIMENSION}{dimension}"].cast(pa.string())
            yield lines(columns, names)

    def resource(self, written: _Written) -> dict[str, Any]:
        part, _ = self._part, self._
        definition = part.definition
        said: dict[str, Any] = {
            "name": definition.id,
            "path": self.path,
            "profile": "tabular-data-resource",
            "title": definition.title.wording(_.language).text,
            "description": "\n".join(f"{label}: {text}" for label, text in about(part, _, demo=False)),
            **_CSV,
            "schema": {
                "fields": [*self._fields()],
                "missingValues": [""],
                "foreignKeys": [
                    {"fields": [name], "reference": {"resource": self._lists[dimension], "fields": ["code"]}}
                    for dimension, name in self._named.items()
                ],
            },
            "sources": _sources(part, _),
            "form": OURS,
            "edition": part.number,
            "edition_day": part.day.isoformat(),
            "citation": part.citation(_),
            "homepage": part.link,
            "definition": part.said.model_dump(mode="json", by_alias=True, exclude_none=True),
            **of_set(part),
            **written.said(),
        }
        return said | ({"licenses": licences} if (licences := _licences(part)) else {})

    def lists(self) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
        """For each dimension its list: the path, the content, and what is said of it."""
        _ = self._
        for place, dimension in enumerate(self._part.definition.dimensions, start=1):
            labels = [code.label.wording(_.language).text for code in dimension.codes]
            columns = {
                "code": pa.array([code.code for code in dimension.codes], pa.string()),
                "label": pa.array(labels, pa.string()),
            }
            path = f"codes/{self._part.definition.id}.{place}.csv"
            said = {
                "name": self._lists[dimension.id],
                "path": path,
                "profile": "tabular-data-resource",
                "title": dimension.title.wording(_.language).text,
                **_CSV,
                "schema": {
                    "fields": [
                        {"name": "code", "type": "string", "constraints": {"required": True, "unique": True}},
                        {"name": "label", "type": "string"},
                    ],
                    "primaryKey": ["code"],
                },
            }
            yield path, header(["code", "label"]) + lines(columns, ["code", "label"]), said

    def _fields(self) -> Iterator[dict[str, Any]]:
        _, definition = self._, self._part.definition
        yield _field(
            "period", "string", _("The stretch of time: 2014, 2021-05, 2023-Q2, 2022/23, 2011..2013 …")
        )
        for dimension, name in zip(definition.dimensions, self._named.values(), strict=True):
            yield {
                "name": name,
                "type": "string",
                "title": dimension.title.wording(_.language).text,
                "description": _("A code of the list; blank is the total"),
            }
        unit = unit_text(definition.unit, _)
        value = _field("value", "number", _("The figure; blank where there is none, and missing says why"))
        yield value | ({"unit": unit} if unit else {})
        yield _field("numerator", "number", _("What it was computed from"))
        yield _field("denominator", "number", _("What it was divided by"))
        yield _field("n", "integer", _("Answers or persons behind the figure"))
        yield _field("lower", "number", _("Lower bound of an interval that the source prints"))
        yield _field("upper", "number", _("Upper bound of an interval that the source prints"))
        yield _field("level", "number", _("Its level in per cent"))
        yield _field("flags", "string", _("How good the figure is, as codes with a space between"))
        reasons = "; ".join(f"{each}: {missing_word(each, _)}" for each in Missing)
        yield _field("missing", "string", reasons) | {
            "constraints": {"enum": [each.value for each in Missing]}
        }
        yield _field("source", "string", _("Id of a source of the definition; blank is the first"))
        yield _field("note", "string", _("A remark at the figure"))
        yield _field("note_nb", "string", _("The remark in Norwegian"))
        yield _field("qualifier", "string", _("What the source says of its exactness, as a code"))
        yield _field("confidence", "string", _("How sure our reading of the source is, as a code"))


def _field(name: str, kind: str, about_it: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": about_it}


def _description(parts: Parts, resources: list[dict[str, Any]], _: Wording, *, demo: bool) -> dict[str, Any]:
    sources = {source["title"]: source for part in parts for source in _sources(part, _)}
    licences = {licence["name"]: licence for part in parts for licence in _licences(part)}
    # Without a table there would be no package: the name says so of one.
    single = parts[0] if len(parts) == 1 else None
    said: dict[str, Any] = {
        "profile": "data-package",
        "name": single.definition.id if single else "indicators",
        "title": single.definition.title.wording(_.language).text if single else made_by(_),
        "description": "\n".join([*([notice(_)] if demo else []), *(part.citation(_) for part in parts)]),
        "contributors": [{"title": made_by(_), "role": "wrangler"}, *_publishers(parts, _)],
        "sources": list(sources.values()),
        "resources": resources,
        "demonstration": demo,
    }
    return said | ({"licenses": list(licences.values())} if licences else {})


def _sources(part: Part, _: Wording) -> list[dict[str, str]]:
    return [
        {"title": source.title} | ({"path": source.url} if source.url else {})
        for source in part.definition.sources
    ]


def _publishers(parts: Parts, _: Wording) -> list[dict[str, str]]:
    named_ones = [
        source.publisher.wording(_.language).text
        for part in parts
        for source in part.definition.sources
        if source.publisher
    ]
    return [{"title": name, "role": "publisher"} for name in dict.fromkeys(named_ones)]


def _licences(part: Part) -> list[dict[str, str]]:
    dataset = part.dataset
    if dataset is None or not (dataset.licence or dataset.licence_url):
        return []
    title = dataset.licence or str(dataset.licence_url)
    name = re.sub("[^-A-Za-z0-9._]+", "-", title).strip("-") or "licence"
    return [{"name": name, "title": title} | ({"path": dataset.licence_url} if dataset.licence_url else {})]


def _read_me(parts: Parts, _: Wording, *, demo: bool) -> bytes:
    blocks = ("\n".join(f"{label}: {text}" for label, text in about(part, _, demo=demo)) for part in parts)
    return "\n\n".join([made_by(_), *blocks, ""]).encode()
