"""Editions (vintages): what an indicator said at one time, kept for good, so that it can be cited and opened again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

import pyarrow as pa

from monitor.errors import Refused
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition
from monitor.measures.figures import schema


class Kind(StrEnum):
    """What an edition was read from."""

    SHIPPED = "shipped"
    """The files that come with the program."""
    CSV = "csv"
    XLSX = "xlsx"
    JSON_STAT = "json_stat"
    OPEN_SDG = "open_sdg"
    FRICTIONLESS = "frictionless"


@dataclass(frozen=True, slots=True)
class Counts:
    """How the figures of an edition stand to those of the edition before; `refused` rows are in neither."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def figures(self) -> int:
        """How many figures the edition holds."""
        return self.new + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class NewEdition:
    """What is to be kept as the next edition of an indicator.

    `figures` has the columns of `figures.schema` for the dimensions of `definition`. `dataset` is the set it belongs
    to, `None` for what ships. `label` is what people call it, in 200 characters at most; more is cut off.
    `read_digest` is the SHA-256 of the bytes that were read, `asked` what was asked for where they answer a question.
    `answers` are the answers themselves as they came, packed together with each question; empty where there are none
    or they must not be kept. `counts` were made against the edition numbered `follows`, 0 for none. Figures that were
    protected beside those of other indicators were so as of the revision `beside`; None for others.

    Raises ValueError where the figures have other columns, or are another number than was counted.
    """

    definition: Definition
    figures: pa.Table
    kind: Kind
    read_digest: str
    counts: Counts
    follows: int = 0
    dataset: DataSet | None = None
    asked: Mapping[str, object] = field(default_factory=dict)
    label: str = ""
    answers: bytes = b""
    beside: int | None = None

    def __post_init__(self) -> None:
        wanted = schema([dimension.id for dimension in self.definition.dimensions])
        if not self.figures.schema.equals(wanted):
            raise ValueError(f"The figures of {self.definition.id} have not the columns of its definition.")
        if self.counts.figures != self.figures.num_rows:
            raise ValueError(f"The figures of {self.definition.id} are not those that were counted.")


@dataclass(frozen=True, slots=True)
class Edition:
    """What is kept of an edition beside its figures and its definition.

    `dataset` is the id of the set it belongs to, "" for none. Numbers rise from 1, without gaps. The digests are
    SHA-256 in hexadecimal of the file of the figures, of the file of the definition, of what was read, and of the
    answers that are kept with it, "" for none. `by` is the id of who accepted it. The days bound the periods of all
    figures that are dated.
    """

    indicator: str
    number: int
    dataset: str
    figures_digest: str
    definition_digest: str
    kind: Kind
    read_digest: str
    asked: Mapping[str, object]
    by: str
    at: datetime
    label: str
    counts: Counts
    first_day: date | None = None
    last_day: date | None = None
    answers_digest: str = ""


class Editions(Protocol):
    """The port to all editions. Every method raises `Unreadable` when they cannot be read or written.

    Editions are only added to and never change. So `revision` tells whether anything else has changed since it was
    asked, and what is read of an edition once is kept in memory.
    """

    def revision(self) -> int:
        """Return how many editions there are: as long as it stays the same, so does every other answer."""
        ...

    def add(self, new: Sequence[NewEdition], *, by: str, at: datetime) -> list[Edition]:
        """Keep editions of different indicators, all of them or none, and return them in the same order.

        Raises `Refused("edition_outdated")` where an indicator has another latest edition than `follows` says, and
        `Refused("edition_beside_others")` where the revision is not that which `beside` says.
        """
        ...

    def latest(self) -> Mapping[str, Edition]:
        """Return the latest edition of every indicator that has one, by the indicator's id."""
        ...

    def edition(self, indicator: str, number: int) -> Edition | None:
        """Return one edition, `None` where there is none."""
        ...

    def editions(self, indicator: str | None = None) -> list[Edition]:
        """Return every edition, of one indicator or of all, the one accepted last first."""
        ...

    def read_before(self, kind: Kind) -> Mapping[str, frozenset[str]]:
        """Return, by indicator, the digests of all that was ever read from one kind of source."""
        ...

    def definition(self, edition: Edition) -> Definition:
        """Return the definition as it stood in an edition.

        Raises `Unreadable`: `edition_missing`, `edition_damaged`, `edition_unknown_form`.
        """
        ...

    def definitions(self, editions: Iterable[Edition]) -> list[Definition]:
        """Return the definitions of many editions in the same order, which are looked for at once.

        Raises what `definition` raises, for the first that cannot be had.
        """
        ...

    def dataset(self, edition: Edition) -> DataSet | None:
        """Return the set that an edition belongs to, as it stood then. Raises what `definition` raises."""
        ...

    def answers(self, edition: Edition) -> bytes | None:
        """Return the answers that are kept with an edition, `None` for none. Raises what `definition` raises."""
        ...


def check_follows(new: NewEdition, latest: int, revision: int) -> None:
    """Raise Refused where `latest`, 0 for none, is not the edition that was compared with ("edition_outdated"), or the
    revision not that which it was protected beside ("edition_beside_others").
    """
    if new.follows != latest:
        indicator = new.definition.id
        raise Refused(
            "edition_outdated",
            f"Another edition of {indicator} was accepted meanwhile (number {latest}); look at what would change now, "
            "and accept that.",
            indicator=indicator,
            number=latest,
        )
    if new.beside not in (None, revision):
        raise Refused(
            "edition_beside_others",
            f"{new.definition.id} is protected beside linked indicators, and another edition was accepted meanwhile; "
            "look at what would change now, and accept that.",
            indicator=new.definition.id,
        )
