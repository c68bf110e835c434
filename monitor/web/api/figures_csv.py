"""The figures of an edition as one CSV file, bit by bit, however many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from monitor.measures.exports import Format, Wanted
from monitor.show.words import Words, nearest_language
from monitor.web.api.asked import Asked
from monitor.web.api.editions import KnownFigures, opened, told
from monitor.web.api.observations import chosen
from monitor.web.api.parameters import LANG

CSV: Final = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class File:
    """A file on its way out. `names` tell its content from every other; `bits` are read once, from the first on."""

    name: str
    media_type: str
    names: tuple[str, ...]
    bits: Iterator[bytes]


def figures_csv(asked: Asked) -> File:
    """Answer /indicators/{id}/observations.csv: the file that the pages give, of as many figures as are chosen.

    Raises Refused: `no_indicator`, `no_edition`, or what stands against the query.
    """
    found = opened(asked)
    selection, sources = KnownFigures(asked, found).narrowed(chosen(asked, found.definition))
    edition, words = found.edition, Words(nearest_language(asked.given.text(LANG)) or "en")
    link = f"{asked.site}{told(asked, found).observations}"
    wanted = Wanted(edition, link, selection, sources=sources)
    names = (
        edition.figures_digest,
        edition.definition_digest,
        repr(selection),
        repr(sources),
        words.language,
        link,
    )
    mark = "demonstration-" if asked.demo else ""
    return File(
        name=f"{mark}{edition.indicator}-edition-{edition.number}.csv",
        media_type=CSV,
        names=names,
        bits=asked.services.downloads_for(asked.access).figures(Format.CSV, [wanted], words),
    )
