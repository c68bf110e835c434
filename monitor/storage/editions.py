"""Editions: what is said of each, its figures and its definition, all of it in the database."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, insert, select

from monitor.errors import Unreadable
from monitor.measures.contents import Contents
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition
from monitor.measures.editions import Counts, Edition, Kind, NewEdition, check_follows
from monitor.storage import edition_bytes
from monitor.storage.edition_definitions import Said, understood, written
from monitor.storage.edition_files import EditionFiles, write_figures
from monitor.storage.engine import reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import editions

_LABEL: Final = 200  # characters
_REMEMBERED: Final = 2_000
"""Definitions in memory: some 30 kB each."""

_NEWEST_FIRST: Final = select(editions).order_by(
    editions.c.recorded_at.desc(), editions.c.indicator, editions.c.number.desc()
)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The files of an edition that has no number yet, in a folder that goes, their digests, and what they cover."""

    new: NewEdition
    figures: Path
    definition: Path
    figures_digest: str
    definition_digest: str
    contents: Contents
    answers: Path | None
    answers_digest: str


class SqlEditions:
    """`monitor.measures.editions.Editions` over a migrated database. Safe to share between threads."""

    def __init__(self, engine: Engine, files: EditionFiles) -> None:
        self._engine = engine
        self._files = files
        self._lock = Lock()
        self._latest: tuple[int, Mapping[str, Edition]] = (0, {})
        self._definitions: dict[str, Said] = {}
        self._unread: Mapping[str, bytes] = {}

    def revision(self) -> int:
        """See `Editions.revision`."""
        with reading(self._engine) as connection:
            return _revision(connection)

    def add(self, new: Sequence[NewEdition], *, by: str, at: datetime) -> list[Edition]:
        """See `Editions.add`. Bytes and what is said of them are kept in one transaction."""
        if not new:
            return []
        with self._files.room() as room:
            # The slow part comes before anybody has to wait for it.
            prepared = [_prepare(each, room, str(place)) for place, each in enumerate(new)]
            with writing(self._engine) as connection:
                latest, revision = _latest_numbers(connection), _revision(connection)
                for each in new:
                    check_follows(each, latest.get(each.definition.id, 0), revision)
                for one in prepared:
                    edition_bytes.store(connection, one.figures_digest, one.figures)
                    edition_bytes.store(connection, one.definition_digest, one.definition)
                    if one.answers is not None:
                        edition_bytes.store(connection, one.answers_digest, one.answers)
                added = [_edition(one, by=by, at=at) for one in prepared]
                connection.execute(insert(editions), [_row(edition) for edition in added])
            for one in prepared:
                self._files.take(one.figures, one.figures_digest)
        return added

    def latest(self) -> Mapping[str, Edition]:
        """See `Editions.latest`. As long as none was added, the rows are not read again."""
        with reading(self._engine) as connection:
            revision = _revision(connection)
            known, latest = self._latest
            if known == revision:
                return latest
            last = select(editions.c.indicator, func.max(editions.c.number).label("number")).group_by(
                editions.c.indicator
            )
            newest = last.subquery()
            query = (
                select(editions)
                .join(
                    newest,
                    (editions.c.indicator == newest.c.indicator) & (editions.c.number == newest.c.number),
                )
                .order_by(editions.c.indicator)
            )
            latest = MappingProxyType({row.indicator: _read(row) for row in connection.execute(query)})
        self._latest = (revision, latest)
        return latest

    def edition(self, indicator: str, number: int) -> Edition | None:
        """See `Editions.edition`."""
        query = select(editions).where(editions.c.indicator == indicator, editions.c.number == number)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return _read(row) if row else None

    def editions(self, indicator: str | None = None) -> list[Edition]:
        """See `Editions.editions`."""
        query = _NEWEST_FIRST
        if indicator is not None:
            query = query.where(editions.c.indicator == indicator)
        with reading(self._engine) as connection:
            return [_read(row) for row in connection.execute(query)]

    def read_before(self, kind: Kind) -> Mapping[str, frozenset[str]]:
        """See `Editions.read_before`."""
        query = select(editions.c.indicator, editions.c.read_digest).where(editions.c.kind == kind.value)
        found: dict[str, set[str]] = {}
        with reading(self._engine) as connection:
            for indicator, digest in connection.execute(query):
                found.setdefault(indicator, set()).add(digest)
        return {indicator: frozenset(digests) for indicator, digests in found.items()}

    def definition(self, edition: Edition) -> Definition:
        """See `Editions.definition`."""
        return self._said([edition])[0][0]

    def definitions(self, editions: Iterable[Edition]) -> list[Definition]:
        """See `Editions.definitions`."""
        return [definition for definition, _dataset in self._said(list(editions))]

    def dataset(self, edition: Edition) -> DataSet | None:
        """See `Editions.dataset`."""
        return self._said([edition])[0][1]

    def answers(self, edition: Edition) -> bytes | None:
        """See `Editions.answers`."""
        digest = edition.answers_digest
        if not digest:
            return None
        found = edition_bytes.small_files(self._engine, [digest]).get(digest)
        if found is None:
            raise edition_bytes.missing(edition)
        if hashlib.sha256(found).hexdigest() != digest:
            raise edition_bytes.damaged(edition)
        return found

    def _said(self, editions: Sequence[Edition]) -> list[Said]:
        """What definitions say, which are read from the database and understood once."""
        with self._lock:
            known = {
                each.definition_digest: self._definitions[each.definition_digest]
                for each in editions
                if each.definition_digest in self._definitions
            }
        wanted = {each.definition_digest: each for each in editions if each.definition_digest not in known}
        if wanted:
            found = self._definition_files(wanted)
            new = {digest: understood(edition, found.get(digest)) for digest, edition in wanted.items()}
            known |= new
            with self._lock:
                self._definitions |= new
                while len(self._definitions) > _REMEMBERED:
                    del self._definitions[next(iter(self._definitions))]
        return [known[each.definition_digest] for each in editions]

    def _definition_files(self, wanted: Iterable[str]) -> Mapping[str, bytes]:
        """Their bytes, by digest. Whoever asks for one of the latest often asks for all, which are fetched at once."""
        unread, asked = self._unread, set(wanted)
        if not asked <= unread.keys():
            latest = {each.definition_digest for each in self.latest().values()} - self._definitions.keys()
            unread = edition_bytes.small_files(self._engine, asked | set(sorted(latest)[:_REMEMBERED]))
        self._unread = {digest: content for digest, content in unread.items() if digest not in asked}
        return unread


def check_editions(engine: Engine) -> tuple[int, list[Unreadable]]:
    """Read the bytes of all editions; return how many editions there are, and what is wrong with which."""
    with reading(engine) as connection:
        found = [_read(row) for row in connection.execute(_NEWEST_FIRST)]
    return len(found), edition_bytes.faults(engine, found)


def _revision(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(editions)).scalar_one()


def _latest_numbers(connection: Connection) -> dict[str, int]:
    query = select(editions.c.indicator, func.max(editions.c.number)).group_by(editions.c.indicator)
    return {row[0]: row[1] for row in connection.execute(query)}


def _prepare(new: NewEdition, room: Path, name: str) -> _Prepared:
    columns, text = room / f"{name}.parquet", room / f"{name}.json"
    figures_digest, contents = write_figures(new.figures, columns, with_places=new.kind is Kind.SHIPPED)
    content = written(new).encode()
    text.write_bytes(content)
    answers, answers_digest = None, ""
    if new.answers:
        answers, answers_digest = room / f"{name}.answers", hashlib.sha256(new.answers).hexdigest()
        answers.write_bytes(new.answers)
    return _Prepared(
        new,
        columns,
        text,
        figures_digest,
        hashlib.sha256(content).hexdigest(),
        contents,
        answers,
        answers_digest,
    )


def _edition(prepared: _Prepared, *, by: str, at: datetime) -> Edition:
    new = prepared.new
    return Edition(
        indicator=new.definition.id,
        number=new.follows + 1,
        dataset=new.dataset.id if new.dataset is not None else "",
        figures_digest=prepared.figures_digest,
        definition_digest=prepared.definition_digest,
        kind=new.kind,
        read_digest=new.read_digest,
        asked=dict(new.asked),
        by=by,
        at=at,
        label=new.label[:_LABEL],
        counts=new.counts,
        first_day=prepared.contents.first_day,
        last_day=prepared.contents.last_day,
        answers_digest=prepared.answers_digest,
    )


def _row(edition: Edition) -> dict[str, object]:
    counts = edition.counts
    return {
        "indicator": edition.indicator,
        "number": edition.number,
        "dataset": edition.dataset,
        "figures_digest": edition.figures_digest,
        "definition_digest": edition.definition_digest,
        "kind": edition.kind.value,
        "read_digest": edition.read_digest,
        "asked": json.dumps(edition.asked, ensure_ascii=False, sort_keys=True),
        "label": edition.label,
        "recorded_by": edition.by,
        "recorded_at": instant_text(edition.at),
        "first_day": edition.first_day,
        "last_day": edition.last_day,
        "answers_digest": edition.answers_digest,
        "figures_new": counts.new,
        "figures_changed": counts.changed,
        "figures_removed": counts.removed,
        "figures_unchanged": counts.unchanged,
        "rows_refused": counts.refused,
    }


def _read(row: Any) -> Edition:
    return Edition(
        indicator=row.indicator,
        number=row.number,
        dataset=row.dataset,
        figures_digest=row.figures_digest,
        definition_digest=row.definition_digest,
        kind=Kind(row.kind),
        read_digest=row.read_digest,
        asked=json.loads(row.asked),
        by=row.recorded_by,
        at=datetime.fromisoformat(row.recorded_at),
        label=row.label,
        counts=Counts(
            new=row.figures_new,
            changed=row.figures_changed,
            removed=row.figures_removed,
            unchanged=row.figures_unchanged,
            refused=row.rows_refused,
        ),
        first_day=row.first_day,
        last_day=row.last_day,
        answers_digest=row.answers_digest,
    )
