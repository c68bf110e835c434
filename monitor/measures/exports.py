"""Figures to be taken along as a file: in which form, and which of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from monitor.measures.editions import Edition
from monitor.measures.selection import ALL, Selection


class Format(StrEnum):
    """The forms of a file."""

    CSV = "csv"
    """For people and for import: codes with the words beside them."""
    XLSX = "xlsx"
    """The same as a workbook, with a sheet on where the figures are from."""
    PARQUET = "parquet"
    """For programs: typed columns; everything said of the figures is in the metadata of the schema."""
    JSON_STAT = "json_stat"
    """JSON-stat 2: every combination of the codes is a cell. Several indicators are a collection."""
    PACKAGE = "package"
    """A Frictionless data package: a ZIP of CSV, code lists and a description that programs check them by."""

    @property
    def ending(self) -> str:
        """What stands behind the point in the name of the file."""
        return _ENDINGS[self]

    @property
    def media_type(self) -> str:
        """What the file is called on the web."""
        return _MEDIA_TYPES[self]


_ENDINGS: Final = {
    Format.CSV: "csv",
    Format.XLSX: "xlsx",
    Format.PARQUET: "parquet",
    Format.JSON_STAT: "json",
    Format.PACKAGE: "zip",
}
_MEDIA_TYPES: Final = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.JSON_STAT: "application/json",
    Format.PACKAGE: "application/zip",
}

MOST_ON_A_SHEET: Final = 1_048_575
"""Most figures in a workbook: a sheet of Excel has 1,048,576 rows, and the first holds the names of the columns."""

MOST_CELLS: Final = 800_000
"""Most cells in a file of JSON-stat, empty ones included: what banks of statistics give at a time, and what our own
door for such files lets in."""

LABEL: Final = "_label"
"""What the name of a column of words ends with, behind that of the dimension whose codes it explains."""

MARKS: Final = ("indicator", "edition", "why_no_value")
"""The columns by which a table is known as one that was downloaded here."""

NUMBERS: Final = ("numerator", "denominator", "n", "lower", "upper", "level")
"""What is kept of a figure beside its value in numbers, as columns and keys are called in every file."""

KEPT: Final = (*NUMBERS, "flags", "missing", "source", "note", "note_nb", "qualifier", "confidence")
"""Everything that is kept of a figure beside period, codes and value, as columns and keys are called in every file."""

OURS: Final = "reintegration-strategy-monitor"
"""What the extension of a table in JSON-stat and a resource of a package are marked with that were written here."""

FOR_PEOPLE: Final = (
    *MARKS, "title", "unit", "interval", "computed_lower", "computed_upper", "computed_level",
    "source_title", "publisher", "source_year", "source_url", "edition_day", "licence", "citation", "notice",
)  # fmt: skip
"""Columns of a downloaded table that say more of what others hold; they are passed over when it is imported."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Figures of one edition to be taken along. `link` is a lasting address at which they are seen again.

    `sources` are those whose figures alone are wanted, by the ids of the definition; None for all.

    The order, the skip and the limit of the selection do not matter: a file holds all that is chosen, as it is kept.
    """

    edition: Edition
    link: str
    selection: Selection = ALL
    sources: frozenset[str] | None = None
