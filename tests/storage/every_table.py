"""Writes to each table as a running dashboard does, to prove the rights of who serves."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from monitor.access.access import Grant
from monitor.access.roles import Role
from monitor.access.tokens import make
from monitor.storage.engine import reading
from monitor.storage.stores import stores
from monitor.storage.tables import metadata
from tests.builders import a_draft, a_report, a_round, a_step

NOON, LATER = datetime(2018, 6, 1, 12, tzinfo=UTC), datetime(2018, 7, 1, 12, tzinfo=UTC)


def use_every_table(engine: Engine) -> None:
    """What a running dashboard writes, and what it changes again."""
    kept = stores(engine)
    assert kept.log.append(a_report(comment="x"), recorded_at=NOON).sequence == 1
    kept.rounds.open(a_round(), opened_at=NOON)
    kept.rounds.add(a_step(), recorded_at=NOON)
    for seen in (0, 1):
        kept.drafts.save(a_draft(seen=seen))
    for name in ("Kari", "Kari N."):
        person = kept.people.seen(issuer="https://id.no", subject="kari", name=name, email="", at=NOON)
    kept.people.signed_out(person.user, at=NOON)
    kept.people.erase(person.user)
    for role in (Role.ADMIN, Role.READER):
        kept.grants.grant(Grant(person.user, role), by="x", at=NOON)
    kept.grants.revoke(Grant(person.user, Role.READER), by="x", at=NOON)
    _told, token = make(
        id="0" * 12, secret="x" * 43, label="x", role=Role.READER, body=None, by="x", at=NOON, until=LATER
    )
    kept.tokens.add(token)
    kept.tokens.revoke(token.id, at=NOON)
    with reading(engine) as connection:
        empty = [
            table.name
            for table in metadata.sorted_tables
            if connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one() == 0
        ]
    assert empty == []  # a new table needs a line in the manual, and a use here
