"""Walking the chain of digests: is every event in the log what it was when it was written?

The chain shows a change, a gap, an insertion and a changed order by itself. Whoever deletes the last events, or
writes the whole chain anew, leaves a chain that holds; a signed checkpoint that was kept elsewhere shows that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Connection, Integer, Select, String, and_, bindparam, case, select

from monitor.errors import Unreadable
from monitor.reporting.events import EventKind
from monitor.storage import canonical
from monitor.storage.asked import Asked
from monitor.storage.backend import Backend
from monitor.storage.log_tables import event_texts, events

_CHUNK: Final = 500  # events in memory at a time
_BEFORE_ALL: Final = -(2**63)
_AFTER_ALL: Final = 2**63 - 1

_Text = tuple[int, str, bool, str | None, str]  # sequence, field, is it gone, what its digest is over, digest


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
    as_recorded, as_text = Asked(_ONE_EVENT), Asked(_ONE_TEXT)
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
        if row[_FORM] not in canonical.FORMS:
            raise _broken(backend, number, f"is in a form that this version does not know ({row[_FORM]})")
        digest = row[_DIGEST]
        if not _holds(row[_WRITTEN], digest) and not any(
            map(_event_holds, as_recorded(connection, sequence=number))
        ):
            raise _broken(backend, number, "is not what it was when it was recorded")
        if not _text_digest_holds(texts, row[_TEXT_DIGEST]):
            raise _broken(backend, number, "has other texts than when it was recorded")
        for _number, field, gone, written, own in texts:
            if gone:
                emptied.add((number, field))
            elif not _holds(written, own) and not any(
                map(_text_holds, as_text(connection, sequence=number, field=field))
            ):
                raise _broken(backend, number, f"has another text in {field} than when it was recorded")
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


def _holds(written: str | None, digest: str) -> bool:
    """Say whether what the database wrote has this digest. Where not, the plain way has the last word.

    To have the object written where the values lie takes half the time of fetching them one by one.
    """
    return written is not None and canonical.digest_of(written) == digest


def _event_holds(values: Sequence[Any]) -> bool:
    row = dict(zip(_NAMES, values, strict=True))
    try:
        return bool(canonical.event_digest(row) == row["digest"])
    except (TypeError, ValueError):  # a value of a kind that no event can hold
        return False


def _text_digest_holds(texts: Sequence[_Text], digest: str) -> bool:
    try:
        return canonical.text_digest({field: own for _number, field, _gone, _written, own in texts}) == digest
    except (TypeError, ValueError):
        return False


def _text_holds(values: Sequence[Any]) -> bool:
    field, text, salt, digest = values
    try:
        return bool(canonical.field_digest(field, text, salt) == digest)
    except (TypeError, ValueError):  # one of the two is gone, or is no text
        return False


def _events(connection: Connection, backend: Backend) -> Iterator[tuple[Sequence[Any], Sequence[_Text]]]:
    """Give every event with its texts by field, in order. What cannot be read is named by its sequence number."""
    last, size = _BEFORE_ALL, _CHUNK
    find_events, find_texts = Asked(_events_of(backend)), Asked(_texts_of(backend))
    before = connection.begin_nested()  # to go on from: a fault ends the transaction on PostgreSQL
    while True:
        try:
            rows = find_events(connection, last=last, size=size)
            upto = rows[-1][_SEQUENCE] if rows else _AFTER_ALL
            texts = find_texts(connection, last=last, upto=upto)
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


_READ: Final = (
    "sequence",
    "previous_digest",
    "form",
    "kind",
    "refers_to",
    "redacted_fields",
    "text_digest",
    "digest",
)
_SEQUENCE, _PREVIOUS, _FORM, _KIND, _REFERS_TO, _REDACTED_FIELDS, _TEXT_DIGEST, _DIGEST = range(len(_READ))
_WRITTEN: Final = len(_READ)
_REDACTION: Final = EventKind.REDACTION.value
_NAMES: Final = [column.name for column in events.columns]
_ONE_EVENT: Final = select(events).where(events.c.sequence == bindparam("sequence", type_=BigInteger))
_ONE_TEXT: Final = select(
    event_texts.c.field, event_texts.c.text, event_texts.c.salt, event_texts.c.digest
).where(
    event_texts.c.sequence == bindparam("sequence", type_=BigInteger),
    event_texts.c.field == bindparam("field", type_=String),
)


def _events_of(backend: Backend) -> Select[Any]:
    """Return the query for the events after `last`: the columns in `_READ`, and the event in the form it says it has.

    An event with something in a column younger than its form is not written: its digest cannot cover that.
    """
    written = case(
        *(
            (
                and_(events.c.form == form, *[column.is_(None) for column in _younger_than(names)]),
                backend.as_json([events.c[name] for name in sorted(names)]),
            )
            for form, names in canonical.FORMS.items()
        )
    )
    return (
        select(*[events.c[name] for name in _READ], written)
        .where(events.c.sequence > bindparam("last", type_=BigInteger))
        .order_by(events.c.sequence)
        .limit(bindparam("size", type_=Integer))
    )


def _younger_than(names: Sequence[str]) -> list[Column[Any]]:
    return [column for column in events.columns if column.name not in {*names, "digest"}]


def _texts_of(backend: Backend) -> Select[Any]:
    """Return the query for the texts of the events from after `last` to `upto`, as `_Text`."""
    text, salt = event_texts.c.text, event_texts.c.salt
    return (
        select(
            event_texts.c.sequence,
            event_texts.c.field,
            and_(text.is_(None), salt.is_(None)),
            backend.as_json([event_texts.c.field, salt, text]),
            event_texts.c.digest,
        )
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
