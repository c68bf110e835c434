"""The bytes of the files of editions, in the database: what a backup holds, and every replica can reach.

A file is known by its SHA-256 and kept once, in pieces, so that none of it has to lie in memory whole.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, insert, select

from monitor.errors import Unreadable
from monitor.measures.editions import Edition
from monitor.storage.engine import reading
from monitor.storage.tables import edition_bytes

PIECE: Final = 1_048_576
_AT_ONCE: Final = 4  # pieces in memory
_NAMED: Final = 500  # files in one question


def store(connection: Connection, digest: str, file: Path) -> None:
    """Keep a file under its digest, as part of what the connection writes. One that is kept already stays."""
    there = select(edition_bytes.c.place).where(edition_bytes.c.digest == digest).limit(1)
    if connection.execute(there).first() is not None:
        return
    with file.open("rb") as content:
        place = 0
        while piece := content.read(PIECE):
            connection.execute(insert(edition_bytes), {"digest": digest, "place": place, "content": piece})
            place += 1


def pieces(connection: Connection, digest: str) -> Iterator[bytes]:
    """Give a file piece by piece; nothing where there is none."""
    query = (
        select(edition_bytes.c.content)
        .where(edition_bytes.c.digest == digest)
        .order_by(edition_bytes.c.place)
    )
    for row in connection.execute(query, execution_options={"yield_per": _AT_ONCE}):
        yield row.content


def small_files(engine: Engine, digests: Iterable[str]) -> Mapping[str, bytes]:
    """Return files whole, by their digests, without those that are missing: for those that fit into memory."""
    found: dict[str, list[bytes]] = {}
    with reading(engine) as connection:
        wanted = list(dict.fromkeys(digests))
        for first in range(0, len(wanted), _NAMED):
            some = wanted[first : first + _NAMED]
            query = (
                select(edition_bytes.c.digest, edition_bytes.c.content)
                .where(edition_bytes.c.digest.in_(some))
                .order_by(edition_bytes.c.digest, edition_bytes.c.place)
            )
            for row in connection.execute(query):
                found.setdefault(row.digest, []).append(row.content)
    return {digest: b"".join(each) for digest, each in found.items()}


def faults(engine: Engine, editions: Iterable[Edition]) -> list[Unreadable]:
    """Return what is wrong with the files of editions, one fault for each that is missing or not what was written."""
    known: dict[str, str | None] = {}
    found = []
    with reading(engine) as connection:
        for edition in editions:
            for digest in (edition.figures_digest, edition.definition_digest, edition.answers_digest):
                if not digest:
                    continue
                if digest not in known:
                    known[digest] = digest_of(pieces(connection, digest))
                if known[digest] != digest:
                    found.append(missing(edition) if known[digest] is None else damaged(edition))
    return found


def digest_of(content: Iterable[bytes]) -> str | None:
    """Return the SHA-256 of a file that is given in pieces, `None` where there are none."""
    made, any_at_all = hashlib.sha256(), False
    for piece in content:
        any_at_all = True
        made.update(piece)
    return made.hexdigest() if any_at_all else None


def missing(edition: Edition) -> Unreadable:
    """What is said where the database lacks a file of an edition."""
    return Unreadable(
        "edition_missing",
        f"The database lacks a file of edition {edition.number} of {edition.indicator}; restore a backup that has it.",
        indicator=edition.indicator,
        number=edition.number,
    )


def damaged(edition: Edition) -> Unreadable:
    """What is said where the database holds other bytes than were written."""
    return Unreadable(
        "edition_damaged",
        f"A file of edition {edition.number} of {edition.indicator} is not what was written; keep the database as "
        "evidence and restore a backup from before.",
        indicator=edition.indicator,
        number=edition.number,
    )
