"""How figures are cited: whose they are, what they are called, which edition, and where that edition is found again.

The form is that of APA (7th edition, section 10.9) for data sets. The publisher stands as the author; the edition that
was kept here stands as the version, so that whoever follows the link sees the figures that were cited.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition

_MOST: Final = 3  # publishers by name; more become "et al."


class Wording(Protocol):
    """What is asked of the language of a citation."""

    language: str

    def __call__(self, message: str) -> str:
        """The message in the language."""
        ...

    def day(self, day: date) -> str:
        """A day in full."""
        ...


def citation(
    definition: Definition,
    number: int,
    day: date,
    link: str,
    _: Wording,
    *,
    dataset: DataSet | None = None,
) -> str:
    """One line to cite the figures of an indicator by.

    `number` and `day` are those of the edition, the day as it was in Norway; `link` is a lasting address of that
    edition, and `dataset` the set it came with. The year is that of the newest source. Plain text: whoever shows it
    escapes it.
    """
    kind = _("Data set")
    title = f"{definition.title.wording(_.language).text} ({edition_words(number, day, _)}) [{kind}]"
    years = [source.year for source in definition.sources if source.year is not None]
    year = f"({max(years)})" if years else _("(n.d.)")
    publishers = _publishers(definition, dataset, _)
    # Without an author the title takes their place.
    begin = [publishers, year, title] if publishers else [title, year]
    return " ".join((*(f"{part.removesuffix('.')}." for part in (*begin, product(_))), link))


def edition_words(number: int, day: date, _: Wording) -> str:
    """The number of an edition and the day it was kept: edition 2, 22 November 2026."""
    return _("edition {number}, {day}").format(number=number, day=_.day(day))


def product(_: Wording) -> str:
    """What this program is called where its figures are cited."""
    return _("Monitor of the reintegration strategy 2017–2021")


def _publishers(definition: Definition, dataset: DataSet | None, _: Wording) -> str:
    named = [source.publisher.wording(_.language).text for source in definition.sources if source.publisher]
    if not named and dataset is not None and dataset.publisher is not None:
        named = [dataset.publisher.wording(_.language).text]
    return _joined(list(dict.fromkeys(named)), _)


def _joined(names: Sequence[str], _: Wording) -> str:
    if len(names) > _MOST:
        return _("{name} et al.").format(name=names[0])
    if len(names) > 1:
        return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
    return "".join(names)
