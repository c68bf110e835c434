"""Walking the chain of digests: is every event in the log what it was when it was written?

The chain shows a change, a gap, an insertion and a changed order by itself. Whoever deletes the last events, or
writes the whole chain anew, leaves a chain that holds; a signed checkpoint that was kept elsewhere shows that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Integer, Select, bindparam, select
from sqlalchemy.sql.compiler import SQLCompiler

from monitor.errors import Unreadable
from monitor.reporting.events import EventKind
from monitor.storage import canonical
from monitor.storage.backend import Backend
from monitor.storage.log_tables import event_texts, events

_CHUNK: Final = 500  # events in memory at a time
_BEFORE_ALL: Final = -(2**63)
_AFTER_ALL: Final = 2**63 - 1

_Text = tuple[Any, ...]  # sequence, field, text, salt, digest


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: how many events it has, and the digest of the last.

    An empty log has sequence 0 and the digest `canonical.GENESIS`.
    """

    sequence: int
    digest: str


def walk(connection: Connection, backend: Backend, *, signed: Mapping[int, str] | None = None) -> Head:
    """Walk the chain on a connection, a part of the log in memory at a time, and return its end.

    Raises `Unreadable`: `chain_broken`, `checkpoint_mismatch`, or a fault of the database.
    """
    vouched = dict(signed or {})
    number, digest = 0, canonical.GENESIS
    emptied: set[tuple[int, str]] = set()  # texts that are gone, until the redaction that says so is met
    forms = {form: _Form(form) for form in canonical.FORMS}
    for row, texts in _events(connection, backend):
        if row[_SEQUENCE] != number + 1:
            gap = (
                isinstance(row[_SEQUENCE], int) and row[_SEQUENCE] > number + 1
            )  # a text where a bit flipped
            raise _broken(
                backend, number + 1, "is missing" if gap else "stands before one that does not belong there"
            )
        number += 1
        if row[_PREVIOUS] != digest:
            raise _broken(backend, number, "does not follow from the event before it")
        if row[_FORM] not in forms:
            raise _broken(backend, number, f"is in a form that this version does not know ({row[_FORM]})")
        digest = row[_DIGEST]
        if not forms[row[_FORM]].holds(row):
            raise _broken(backend, number, "is not what it was when it was recorded")
        if (fault := _fault_of_texts(texts, row[_TEXT_DIGEST])) is not None:
            raise _broken(backend, number, fault)
        for text in texts:
            if text[2] is None:
                emptied.add((number, text[1]))
        if row[_KIND] == _REDACTION:
            emptied -= {(row[_REFERS_TO], field) for field in (row[_REDACTED_FIELDS] or "").split(" ")}
        if vouched and vouched.pop(number, digest) != digest:
            raise _not_as_signed(backend, number, f"event {number} is not the one that was signed")
    if emptied:
        raise _broken(backend, min(emptied)[0], "has lost a text, and no redaction in the log says why")
    if vouched:
        raise _not_as_signed(
            backend, number + 1, f"it ends at event {number}, and event {min(vouched)} was signed"
        )
    return Head(number, digest)


class _Form:
    """One canonical form, and where its columns stand in the rows of `_EVENTS`."""

    def __init__(self, form: int) -> None:
        self._digester = canonical.Digester(form)
        self._values = itemgetter(*[_NAMES.index(name) for name in self._digester.names])
        covered = {*self._digester.names, "digest"}
        self._others = [place for place, name in enumerate(_NAMES) if name not in covered]
        self._all_empty = [None] * len(self._others)

    def holds(self, row: Sequence[Any]) -> bool:
        """Say whether an event is what its digest says. A column younger than its form has to be empty."""
        try:
            if self._digester.digest(self._values(row)) != row[_DIGEST]:
                return False
        except (TypeError, ValueError):  # a value of a kind that no event can hold
            return False
        return [row[place] for place in self._others] == self._all_empty


def _fault_of_texts(texts: Sequence[_Text], text_digest: str) -> str | None:
    """Say what is wrong with the texts of an event, or `None`."""
    try:
        if canonical.text_digest({field: own for _n, field, _t, _s, own in texts}) != text_digest:
            return "has other texts than when it was recorded"
        for _number, field, text, salt, own in texts:
            if text is None and salt is None:
                continue
            if text is None or salt is None or canonical.field_digest(field, text, salt) != own:
                return f"has another text in {field} than when it was recorded"
    except (TypeError, ValueError):
        return "has a text that cannot be one"
    return None


def _events(connection: Connection, backend: Backend) -> Iterator[tuple[Sequence[Any], Sequence[_Text]]]:
    """Give every event with its texts by field, in order. What cannot be read is named by its sequence number."""
    last, size = _BEFORE_ALL, _CHUNK
    find_events, find_texts = _Query(connection, _EVENTS), _Query(connection, _TEXTS)
    before = connection.begin_nested()  # to go on from: a fault ends the transaction on PostgreSQL
    while True:
        try:
            rows = find_events(last=last, size=size)
            upto = rows[-1][_SEQUENCE] if rows else _AFTER_ALL
            texts = find_texts(last=last, upto=upto)
        except backend.errors as error:
            before.rollback()
            before = connection.begin_nested()
            said = backend.as_unreadable(error)
            if said.code not in ("database_damaged", "database_failed"):
                raise
            if size > 1:
                size = 1  # again, one by one, up to the one at fault
                continue
            raise _broken(backend, max(last, 0) + 1, "cannot be read") from error
        at, end = 0, len(texts)
        for row in rows:
            number, start = row[_SEQUENCE], at
            while at < end and texts[at][0] == number:
                at += 1
            yield row, texts[start:at]
        if at < end:
            raise _broken(backend, texts[at][0], "is missing, and a text of it is there")
        if not rows:
            before.commit()
            return
        last = upto


class _Query:
    """A query asked of the driver itself, in a transaction that SQLAlchemy began.

    Its rows come as they are stored: a day that is no day is met as a fault of its event. To make SQLAlchemy's rows
    of so many took as long as to read them.
    """

    def __init__(self, connection: Connection, query: Select[Any]) -> None:
        self._query: SQLCompiler = query.compile(dialect=connection.dialect)
        self._cursor: Any = connection.connection.cursor()

    def __call__(self, **values: int) -> list[tuple[Any, ...]]:
        given = self._query.construct_params(values)
        places = self._query.positiontup
        self._cursor.execute(str(self._query), given if places is None else [given[name] for name in places])
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows


# In the order of the canonical form, which spares a walk over a long log some sorting.
_NAMES: Final = sorted(column.name for column in events.columns)
_SEQUENCE, _PREVIOUS, _FORM, _TEXT_DIGEST, _DIGEST = map(
    _NAMES.index, ("sequence", "previous_digest", "form", "text_digest", "digest")
)
_KIND, _REFERS_TO, _REDACTED_FIELDS = map(_NAMES.index, ("kind", "refers_to", "redacted_fields"))
_REDACTION: Final = EventKind.REDACTION.value
_EVENTS: Final = (
    select(*[events.c[name] for name in _NAMES])
    .where(events.c.sequence > bindparam("last", type_=BigInteger))
    .order_by(events.c.sequence)
    .limit(bindparam("size", type_=Integer))
)
_TEXTS: Final = (
    select(*[event_texts.c[name] for name in ("sequence", "field", "text", "salt", "digest")])
    .where(
        event_texts.c.sequence > bindparam("last", type_=BigInteger),
        event_texts.c.sequence <= bindparam("upto", type_=BigInteger),
    )
    .order_by(event_texts.c.sequence, event_texts.c.field)
)


def _broken(backend: Backend, number: int, what: str) -> Unreadable:
    return Unreadable(
        "chain_broken",
        f"Event {number} {what} (in {backend.name}); keep the database as evidence and restore a backup from before.",
        file=backend.name,
        sequence=number,
    )


def _not_as_signed(backend: Backend, number: int, what: str) -> Unreadable:
    return Unreadable(
        "checkpoint_mismatch",
        f"The log in {backend.name} is not the one that was signed: {what}; keep the database as evidence and "
        "restore a backup from before.",
        file=backend.name,
        sequence=number,
    )
