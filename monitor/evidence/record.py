"""The public record: our reading of dated public sources, never an assessment by the ministries."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.links import WebAddress
from monitor.catalogue.provenance import Confidence, Seen
from monitor.catalogue.text import Frozen, Line, LocalText


class PublicStatus(StrEnum):
    """What public sources support. `not_evidenced` is "no public evidence found", not "nothing happened"."""

    DONE = "done"
    DONE_LATE = "done_late"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"
    NOT_EVIDENCED = "not_evidenced"


class EvidenceKind(StrEnum):
    """What sort of entry it is: something found, an audit's finding, a search without result, or background."""

    EVIDENCE = "evidence"
    FINDING = "finding"
    SEARCH = "search"
    CONTEXT = "context"


class Evidence(Frozen):
    """One entry of the public record. Without `publication_day` it is undated and counts only in today's view."""

    id: Line
    initiative: Line | None = Field(None, description="Id of the initiative; absent: the strategy as a whole")
    kind: EvidenceKind
    event_day: PartialDate | None = None
    publication_day: PartialDate | None = None
    supports: PublicStatus | None = None
    confidence: Confidence
    seen: Seen
    title: Line | None = None
    publisher: Line | None = None
    source_year: int | None = None
    url: WebAddress | None = None
    owner: Line = Field(description="Who corrects the entry")
    text: LocalText


class Reading(NamedTuple):
    """What the record supports for one initiative as of a day, and the entry that decides it, if any."""

    status: PublicStatus
    confidence: Confidence | None
    deciding: Evidence | None


def known_by(entries: Iterable[Evidence], *, as_of: date, today: date) -> list[Evidence]:
    """The entries that count as of a day: all of them today, before that only what was published by then."""
    if as_of >= today:
        return list(entries)
    return [
        entry
        for entry in entries
        if entry.publication_day is not None and entry.publication_day.last_day <= as_of
    ]


def in_order_of_time(entries: Iterable[Evidence]) -> list[Evidence]:
    """Newest first by publication, else by the day of the event; undated entries last."""
    return sorted(entries, key=_placed, reverse=True)


def reading(entries: Sequence[Evidence], *, as_of: date, today: date) -> Reading:
    """The status that the entry published last by `as_of` supports.

    In today's view an entry without a publication day is placed by the day of its event, and one without either
    before all others. Where nothing supports a status, the record is "not evidenced".
    """
    counted = [entry for entry in known_by(entries, as_of=as_of, today=today) if entry.supports is not None]
    if not counted:
        return Reading(PublicStatus.NOT_EVIDENCED, None, None)
    deciding = in_order_of_time(counted)[0]
    assert deciding.supports is not None
    return Reading(deciding.supports, deciding.confidence, deciding)


def _placed(entry: Evidence) -> date:
    day = entry.publication_day or entry.event_day
    return day.last_day if day else date.min
