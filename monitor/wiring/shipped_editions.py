"""What ships is an edition too: the first, and another one whenever a new version of the program ships other files."""

from collections.abc import Mapping
from datetime import datetime

from monitor.errors import Refused
from monitor.measures.columns import in_columns
from monitor.measures.editions import Edition, Editions, Kind, NewEdition
from monitor.measures.import_report import compare
from monitor.measures.keys import Keyed
from monitor.measures.observations import Measures, Series
from monitor.measures.selection import FigureReader

PROGRAM = "program"
"""The id under which what ships is accepted."""


def keep_shipped(
    measures: Measures, digests: Mapping[str, str], editions: Editions, reader: FigureReader, *, at: datetime
) -> list[Edition]:
    """Keep every indicator whose files are other than any that shipped before; return what was added.

    Files that shipped once before, as when an older version is started again, make no edition. Raises what `Editions`
    and `FigureReader` raise.
    """
    while True:
        before = editions.read_before(Kind.SHIPPED)
        unknown = [
            series
            for name, series in measures.series.items()
            if digests[name] not in before.get(name, frozenset())
        ]
        latest = editions.latest() if unknown else {}
        new = [
            _edition(series, digests[name], latest.get(name), editions, reader)
            for series in unknown
            for name in [series.indicator.id]
        ]
        try:
            return editions.add(new, by=PROGRAM, at=at)
        except Refused:  # another process that starts now was quicker; it shipped the same or something newer
            continue


def _edition(
    series: Series, digest: str, latest: Edition | None, editions: Editions, reader: FigureReader
) -> NewEdition:
    definition = series.indicator
    before = None
    if latest is not None:
        before = Keyed(reader.whole(latest), editions.definition(latest).sources[0].id)
    report = compare(Keyed(in_columns(series), definition.sources[0].id), before)
    return NewEdition(
        definition=definition,
        figures=report.figures,
        kind=Kind.SHIPPED,
        read_digest=digest,
        counts=report.counts,
        follows=latest.number if latest is not None else 0,
    )
