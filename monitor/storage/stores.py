"""Every store over one database."""

from dataclasses import dataclass

from sqlalchemy import Engine

from monitor.storage.database import Database
from monitor.storage.drafts import SqlDrafts
from monitor.storage.grants import SqlGrants
from monitor.storage.people import SqlPeople
from monitor.storage.rounds import SqlRounds
from monitor.storage.status_log import SqlStatusLog
from monitor.storage.tokens import SqlTokens


@dataclass(frozen=True)
class SqlStores:
    """The log and all that is kept beside it. Safe to share between threads."""

    log: SqlStatusLog
    rounds: SqlRounds
    drafts: SqlDrafts
    people: SqlPeople
    grants: SqlGrants
    tokens: SqlTokens
    database: Database


def stores(engine: Engine) -> SqlStores:
    """Return the stores over a migrated database."""
    return SqlStores(
        log=SqlStatusLog(engine),
        rounds=SqlRounds(engine),
        drafts=SqlDrafts(engine),
        people=SqlPeople(engine),
        grants=SqlGrants(engine),
        tokens=SqlTokens(engine),
        database=Database(engine),
    )
