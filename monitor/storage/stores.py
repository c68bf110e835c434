"""Every store over one database."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from monitor.storage.database import Database
from monitor.storage.drafts import SqlDrafts
from monitor.storage.edition_files import EditionFiles
from monitor.storage.editions import SqlEditions
from monitor.storage.figures.parquet import ParquetFigures
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
    editions: SqlEditions
    figures: ParquetFigures
    database: Database


def stores(engine: Engine, editions: Path) -> SqlStores:
    """Return the stores over a migrated database, and a folder for copies of the figures of editions."""
    files = EditionFiles(editions, engine)
    return SqlStores(
        log=SqlStatusLog(engine),
        rounds=SqlRounds(engine),
        drafts=SqlDrafts(engine),
        people=SqlPeople(engine),
        grants=SqlGrants(engine),
        tokens=SqlTokens(engine),
        editions=SqlEditions(engine, files),
        figures=ParquetFigures(files),
        database=Database(engine),
    )
