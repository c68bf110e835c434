"""What a data package says of itself and of its tables, in our terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.provenance import Seen
from monitor.catalogue.text import LocalText, OtherText
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Source
from monitor.measures.dimensions import Code, Dimension, DimensionKind
from monitor.sources.addresses import address
from monitor.sources.bundles import Bundle
from monitor.sources.frictionless.descriptor import Field, Package, Resource, listed, names, text
from monitor.sources.frictionless.lists import Codes
from monitor.sources.markup import LONGEST, shown
from monitor.sources.names import checked_identity, name_of

MEASURE = "measure"
"""The dimension that several columns of values become."""


@dataclass(frozen=True, slots=True)
class Named:
    """A column that figures are broken down by, with its codes."""

    field: Field
    codes: Codes

    def left(self, column: pa.ChunkedArray) -> "Named":
        """With the codes only that are left in a column, in their order."""
        there = set(pc.unique(column.cast(pa.string())).to_pylist())
        kept = [code for code in self.codes.codes.dictionary.to_pylist() if code in there]
        return Named(self.field, Codes(pa.array(kept, pa.string()).dictionary_encode(), self.codes.words))


def local(said: str, language: str, *, line: bool = True) -> LocalText | None:
    """A text of the package; None where nothing of it is left."""
    told = shown(said, line=line)
    if not told:
        return None
    if language in ("nb", "nn", "en"):
        return LocalText.model_validate({language: told})
    return LocalText(other=OtherText(language=language, text=told))


def dataset_of(package: Package, bundle: Bundle, identity: str, language: str) -> DataSet:
    """The set that the tables of a package are."""
    name = package.text("name") or bundle.name.removesuffix(".zip")
    licence = next((entry for entry in listed(package.said.get("licenses")) if isinstance(entry, dict)), {})
    publisher = next(
        (
            text(entry.get("title"))
            for entry in listed(package.said.get("contributors"))
            if isinstance(entry, dict)
            and "publisher" in (*names(entry.get("roles")), text(entry.get("role")))
        ),
        "",
    )
    title = local(package.text("title") or name, language)
    return DataSet(
        id=checked_identity(identity, name),
        title=title or LocalText(en="Data package", nb="Datapakke"),
        publisher=local(publisher, language),
        licence=shown(text(licence.get("title")) or text(licence.get("name")))[:200] or None,
        licence_url=address(text(licence.get("path"))),
        url=address(package.text("homepage")),
        language=language,
    )


def definition_of(
    package: Package,
    resource: Resource,
    dataset: DataSet,
    named: Mapping[str, Named],
    values: Sequence[Field],
    place: int,
) -> Imported:
    """The definition of the indicator that a table is."""
    language = dataset.language
    title = local(resource.text("title") or resource.name.replace("-", " ").replace("_", " "), language)
    dimensions = [
        Dimension(
            id=name,
            title=local(entry.field.text("title") or entry.field.name, language) or LocalText(en=name),
            codes=tuple(
                Code(
                    code=code, label=local(entry.codes.words.get(code, code), language) or LocalText(en=code)
                )
                for code in entry.codes.codes.dictionary.to_pylist()
            ),
        )
        for name, entry in named.items()
    ]
    if len(values) > 1:
        dimensions.insert(0, _measure(values, language))
    return Imported(
        id=name_of(f"{dataset.id[:22]} {resource.name}", otherwise=f"table_{place + 1}"),
        dataset=dataset.id,
        title=title or dataset.title,
        definition=local(resource.text("description") or package.text("description"), language, line=False),
        unit=local(values[0].text("unit"), language) if len(values) == 1 else None,
        dimensions=tuple(dimensions),
        sources=_sources(package, resource, dataset),
    )


def _measure(values: Sequence[Field], language: str) -> Dimension:
    return Dimension(
        id=MEASURE,
        title=LocalText(en="Measure", nb="Måltall"),
        kind=DimensionKind.MEASURE,
        codes=tuple(
            Code(
                code=field.name,
                label=local(field.text("title") or field.name, language) or LocalText(en=field.name),
                unit=local(field.text("unit"), language),
            )
            for field in values
        ),
    )


def _sources(package: Package, resource: Resource, dataset: DataSet) -> tuple[Source, ...]:
    said = listed(resource.said.get("sources")) or listed(package.said.get("sources"))
    found = []
    for place, entry in enumerate(said[:20], start=1):
        title = (
            (shown(text(entry.get("title"))) or shown(text(entry.get("path"))))
            if isinstance(entry, dict)
            else ""
        )
        if isinstance(entry, dict) and title:
            url = address(text(entry.get("path")))
            found.append(Source(id=f"s{place}", title=title[:LONGEST], url=url, seen=Seen.SOURCE))
    title = dataset.title.wording(dataset.language).text
    return tuple(found) or (Source(id="s1", title=title, url=dataset.url, seen=Seen.SOURCE),)
