"""What a table says of itself, as the definition of an indicator. What it does not say is left open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import ValidationError

from monitor.catalogue.provenance import Seen
from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LANGUAGES, LocalText, OtherText
from monitor.errors import Refused
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Source
from monitor.measures.dimensions import Code, Dimension, DimensionKind, DimensionRole
from monitor.sources.jsonstat_table import Category, Dataset
from monitor.sources.pxweb.columns import Reading, dimensions
from monitor.sources.pxweb.request import Described
from monitor.sources.pxweb.time_labels import is_of_school_years
from monitor.sources.pxweb.units import unit

_LANGUAGE: Final = {"no": "nb"}
"""What sources call a language, where it is not its own code."""

_SCHOOL_YEARS: Final = LocalText(
    en="The periods are school years. The table does not say on which days they begin; they are placed in time as "
    "years from April to March.",
    nb="Periodene er skoleår. Tabellen sier ikke hvilke dager de begynner; de er plassert i tid som år fra april til "
    "mars.",
)


class Words:
    """Makes texts of the source's words, which are in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def text(self, said: str) -> LocalText | None:
        """The text, None where it says nothing."""
        return self.first(said) if said.strip() else None

    def first(self, *said: str) -> LocalText:
        """The first that says something; ValidationError where none does."""
        text = next((each for each in said if each.strip()), "")
        if self._language in LANGUAGES:
            return LocalText.model_validate({self._language: text})
        return LocalText(other=OtherText(language=self._language, text=text))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table came from: its address, that of its bank, its number there, the licence, the day it was read."""

    address: str | None = None
    bank: str | None = None
    number: str | None = None
    licence: str | None = None
    read_on: date | None = None


def defined(
    described: Described,
    table: Dataset,
    reading: Reading,
    categories: Mapping[str, Mapping[str, Category]],
    origin: Origin,
) -> tuple[Imported, DataSet]:
    """The definition of the indicator and the set it belongs to.

    `table` is the table, or the source's description of it; `categories` are those that came, by dimension and code.

    Raises Refused `pxweb_undefined` with `said` where what the source says cannot be kept.
    """
    language = _LANGUAGE.get(described.language, described.language)
    words = Words(language)
    label = table.label if origin.number is None else table.label.removeprefix(f"{origin.number}: ")
    try:
        publisher = words.text(table.source)
        source = Source(
            id="table",
            title=table.label.strip() or described.indicator,
            publisher=publisher,
            year=None if table.updated is None else table.updated.year,
            url=described.page or origin.address,
            seen=Seen.SOURCE,
            register_table=origin.number,
            read_on=origin.read_on,
        )
        definition = Imported(
            id=described.indicator,
            dataset=described.dataset,
            number=origin.number,
            title=described.title or words.first(label, described.indicator),
            dimensions=tuple(
                _dimension(name, words, table, reading, categories[name]) for name in dimensions(reading)
            ),
            sources=(source,),
            caveats=(
                *(text for note in table.notes if (text := words.text(note)) is not None),
                *([_SCHOOL_YEARS] if _is_of_school_years(table, reading) else []),
            ),
        )
        dataset = DataSet(
            id=described.dataset,
            title=publisher or words.first(described.dataset),
            publisher=publisher,
            licence=origin.licence,
            url=origin.bank,
            language=language,
        )
    except ValidationError as error:
        raise _undefined(quoted(str(error.errors()[0]["msg"]), at_most=200)) from None
    for dimension in definition.dimensions:
        if not set(reading.codes[dimension.id]) >= {code.code for code in dimension.codes}:
            raise _undefined(f"a code of {dimension.id} begins or ends with a space")
    return definition, dataset


def _is_of_school_years(table: Dataset, reading: Reading) -> bool:
    called = next(each.label for each in table.dimensions if each.id == reading.time)
    return is_of_school_years(called) and any("/" in period.text for period in reading.periods.values())


def _undefined(said: str) -> Refused:
    return Refused(
        "pxweb_undefined",
        f"What the source says of the table cannot be kept: {said}. Tell the source.",
        said=said,
    )


def _dimension(
    name: str,
    words: Words,
    table: Dataset,
    reading: Reading,
    categories: Mapping[str, Category],
) -> Dimension:
    described = next(each for each in table.dimensions if each.id == name)
    is_measure = name in table.role.get("metric", ())
    return Dimension(
        id=name,
        title=words.first(described.label, name),
        kind=DimensionKind.MEASURE if is_measure else DimensionKind.SEPARATE,
        role=DimensionRole.GEO if name in table.role.get("geo", ()) else None,
        codes=tuple(
            _code(categories[code], words, is_measure=is_measure)
            for code in reading.codes[name]
            if code != reading.totals.get(name)
        ),
    )


def _code(category: Category, words: Words, *, is_measure: bool) -> Code:
    counted = category.unit if is_measure else None
    return Code(
        code=category.code,
        label=words.first(category.label, category.code),
        unit=None if counted is None else unit(counted) or words.text(counted),
        decimals=category.decimals if is_measure else None,
    )
