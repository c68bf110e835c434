"""One edition of an indicator opened: its definition with its figures, or as many of them as stand on a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition
from monitor.measures.editions import Edition, Editions
from monitor.measures.from_columns import observations
from monitor.measures.indicators import Indicator
from monitor.measures.narrow import Codes, narrowed
from monitor.measures.observations import Observation, Series
from monitor.measures.selection import FigureReader, Selection

MOST_SHOWN: Final = 300
"""The most figures of one indicator that stand on a page; of more, one course in time is chosen."""


@dataclass(frozen=True)
class Opened:
    """An edition of an indicator.

    `edition` is None for files that ship and were not kept yet. `figures` is how many there are in all; where those are
    too many for a page, `chosen` says which of them `series` holds.
    """

    series: Series
    edition: Edition | None
    dataset: DataSet | None
    figures: int
    chosen: Codes = field(default_factory=dict)


def opened(edition: Edition, editions: Editions, reader: FigureReader) -> Opened:
    """Read an edition in the order in which it shipped, else by the codes of its definition and by time.

    Raises what the ports raise.
    """
    definition, dataset = editions.definition(edition), editions.dataset(edition)
    contents = reader.contents(edition)
    figures, chosen, selection = contents.figures, {}, Selection(limit=MOST_SHOWN)
    if figures > MOST_SHOWN:
        # What stands on Overview stands here, too.
        wanted = (definition.headline if isinstance(definition, Indicator) else None) or {}
        chosen = dict(
            narrowed(definition, lambda name, codes: reader.codes(edition, name, Selection(codes)), wanted)
        )
        selection = Selection({name: [code] for name, code in chosen.items()}, limit=MOST_SHOWN)
    found = observations(
        reader.read(edition, selection), definition, language=dataset.language if dataset else "en"
    )
    if contents.places and not chosen:
        came = sorted(zip(contents.places, found, strict=True), key=lambda pair: pair[0])
        ordered = tuple(entry for _place, entry in came)
    else:
        ordered = _in_order(found, definition)
    return Opened(Series(definition, ordered), edition, dataset, figures, chosen)


def _in_order(found: Iterable[Observation], definition: Definition) -> tuple[Observation, ...]:
    """By the codes as the definition lists them, the total first, then by time."""
    places = {
        dimension.id: {code.code: place for place, code in enumerate(dimension.codes)}
        for dimension in definition.dimensions
    }

    def place(entry: Observation) -> tuple[list[int], object]:
        codes = [known.get(entry.group.get(name, ""), -1) for name, known in places.items()]
        return codes, entry.period.sort_key()

    return tuple(sorted(found, key=place))
