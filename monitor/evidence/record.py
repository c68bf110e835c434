"""The public record: our reading of dated public sources, never an assessment by the ministries."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field, model_validator

from monitor.catalogue.dates import PartialDate, Year
from monitor.catalogue.links import WebAddress
from monitor.catalogue.provenance import Confidence, Seen
from monitor.catalogue.text import AnyLanguage, Frozen, Line, LocalText


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
    title_language: AnyLanguage | None = Field(None, description="Language of the title (BCP 47), such as nb")
    publisher: Line | None = None
    source_year: Year | None = Field(None, ge=1900, le=2199)
    url: WebAddress | None = None
    owner: Line = Field(description="Who corrects the entry")
    text: LocalText
    scope: LocalText | None = Field(
        None, description="The part of the initiative it speaks for; absent: all of it"
    )

    @model_validator(mode="after")
    def _told_after_it_happened(self) -> "Evidence":
        if (
            self.event_day
            and self.publication_day
            and self.publication_day.last_day < self.event_day.first_day
        ):
            raise ValueError(
                "it was published before the day of the event. Accepted: the day of the event or later"
            )
        return self

    @property
    def published(self) -> PartialDate | None:
        """The publication day as exactly as it is known: the day, else the year the source bears."""
        if self.publication_day is not None or self.source_year is None:
            return self.publication_day
        return PartialDate(str(self.source_year))


class Reading(NamedTuple):
    """What the record supports for one initiative as of a day, and the entry that decides it, if any.

    `left_out` counts the entries that support something but cannot be placed before today.
    """

    status: PublicStatus
    confidence: Confidence | None
    deciding: Evidence | None
    left_out: int = 0


def known_by(entries: Iterable[Evidence], *, as_of: date, today: date) -> list[Evidence]:
    """The entries that count as of a day: all of them today, before that only what was published by then."""
    if as_of >= today:
        return list(entries)
    return [entry for entry in entries if entry.published is not None and entry.published.last_day <= as_of]


def in_order_of_time(entries: Iterable[Evidence]) -> list[Evidence]:
    """Newest first by publication, else by the day of the event; undated entries last."""
    return sorted(entries, key=_placed, reverse=True)


def reading(entries: Sequence[Evidence], *, as_of: date, today: date) -> Reading:
    """The status that the entry published last by `as_of` supports.

    In today's view an entry whose publication is not dated is placed by the day of its event, and one without either
    before all others. Where nothing supports a status, the record is "not evidenced".
    """
    counted = [entry for entry in known_by(entries, as_of=as_of, today=today) if entry.supports is not None]
    left_out = sum(
        _supports_something(entry) and _could_be_older(entry, as_of)
        for entry in entries
        if entry not in counted
    )
    if not counted:
        return Reading(PublicStatus.NOT_EVIDENCED, None, None, left_out)
    deciding = in_order_of_time(counted)[0]
    assert deciding.supports is not None
    return Reading(deciding.supports, deciding.confidence, deciding, left_out)


def _supports_something(entry: Evidence) -> bool:
    return entry.supports not in (None, PublicStatus.NOT_EVIDENCED)


def _could_be_older(entry: Evidence, day: date) -> bool:
    """Whether nothing says that the entry is of a later day."""
    return entry.published is None and (entry.event_day is None or entry.event_day.first_day <= day)


def _placed(entry: Evidence) -> date:
    day = entry.publication_day or entry.event_day or entry.published
    return day.last_day if day else date.min
