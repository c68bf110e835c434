"""What a table says of itself, as the definition of an indicator. What it does not say is left open."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pydantic import ValidationError

from monitor.catalogue.provenance import Seen
from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LocalText
from monitor.errors import Refused
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Source
from monitor.measures.dimensions import Code, Dimension, DimensionKind, DimensionRole
from monitor.sources import jsonstat_door
from monitor.sources.pxweb.columns import Reading, dimensions
from monitor.sources.pxweb.offer import Offer
from monitor.sources.pxweb.request import TableRequest
from monitor.sources.pxweb.units import unit

_LANGUAGE: Final = {"no": "nb"}
"""What sources call a language, where it is not its own code."""


def defined(
    request: TableRequest,
    table: jsonstat_door.Dataset,
    reading: Reading,
    categories: Mapping[str, Mapping[str, jsonstat_door.Category]],
    offer: Offer,
    read_on: date,
) -> tuple[Imported, DataSet]:
    """The definition of the indicator and the set it belongs to.

    `table` is the source's description of the table, `categories` the ones that were asked for, by dimension and code.

    Raises Refused `pxweb_undefined` with `said` where what the source says cannot be kept.
    """
    try:
        publisher = _text(table.source, request)
        source = Source(
            id="table",
            title=table.label.strip() or request.table,
            publisher=publisher,
            year=None if table.updated is None else str(table.updated.year),
            url=request.page or request.address,
            seen=Seen.SOURCE,
            register_table=request.table,
            read_on=read_on,
        )
        definition = Imported(
            id=request.indicator,
            dataset=request.dataset,
            number=request.table,
            title=request.title
            or _text(table.label.removeprefix(f"{request.table}: "), request)
            or _text(request.table, request),
            dimensions=tuple(
                _dimension(name, request, table, reading, categories[name]) for name in dimensions(reading)
            ),
            sources=(source,),
            caveats=tuple(text for note in table.notes if (text := _text(note, request)) is not None),
        )
        dataset = DataSet(
            id=request.dataset,
            title=publisher or _text(request.base, request),
            publisher=publisher,
            licence=offer.licence,
            url=request.base,
            language=_language(request),
        )
    except ValidationError as error:
        raise _undefined(quoted(str(error.errors()[0]["msg"]), at_most=200)) from None
    for dimension in definition.dimensions:
        if not set(reading.codes[dimension.id]) >= {code.code for code in dimension.codes}:
            raise _undefined(f"a code of {dimension.id} begins or ends with a space")
    return definition, dataset


def _undefined(said: str) -> Refused:
    return Refused(
        "pxweb_undefined",
        f"What the source says of the table cannot be kept: {said}. Tell the source.",
        said=said,
    )


def _dimension(
    name: str,
    request: TableRequest,
    table: jsonstat_door.Dataset,
    reading: Reading,
    categories: Mapping[str, jsonstat_door.Category],
) -> Dimension:
    described = next(each for each in table.dimensions if each.id == name)
    is_measure = name in table.role.get("metric", ())
    return Dimension(
        id=name,
        title=_text(described.label, request) or _text(name, request),
        kind=DimensionKind.MEASURE if is_measure else DimensionKind.SEPARATE,
        role=DimensionRole.GEO if name in table.role.get("geo", ()) else None,
        codes=tuple(
            _code(categories[code], request, is_measure=is_measure)
            for code in reading.codes[name]
            if code != reading.totals.get(name)
        ),
    )


def _code(category: jsonstat_door.Category, request: TableRequest, *, is_measure: bool) -> Code:
    counted = category.unit if is_measure else None
    return Code(
        code=category.code,
        label=_text(category.label, request) or _text(category.code, request),
        unit=None if counted is None else unit(counted) or _text(counted, request),
        decimals=category.decimals if is_measure else None,
    )


def _text(said: str, request: TableRequest) -> LocalText | None:
    return LocalText(**{_language(request): said}) if said.strip() else None


def _language(request: TableRequest) -> str:
    return _LANGUAGE.get(request.language, request.language)
