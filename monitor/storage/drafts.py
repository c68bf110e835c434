"""Drafts in the database: an ordinary table outside the log."""

import json
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Engine, RowMapping, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from monitor.reporting.drafts import Draft
from monitor.reporting.typed import Typed
from monitor.storage.engine import reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import drafts

_KNOWN = {field.name for field in fields(Typed)}


class SqlDrafts:
    """`monitor.reporting.drafts.Drafts` over a migrated database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, draft: Draft) -> None:
        """See `Drafts.save`."""
        row = {
            "person": draft.person,
            "initiative": draft.initiative,
            "form": draft.form,
            "seen": draft.seen,
            "content": json.dumps(asdict(draft.typed), ensure_ascii=False),
            "saved_at": instant_text(draft.saved_at),
        }
        # One statement in either database: two tabs of one person may save at once.
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        new = insert(drafts).values(row)
        statement = new.on_conflict_do_update(
            index_elements=[drafts.c.person, drafts.c.initiative],
            set_={name: new.excluded[name] for name in ("form", "seen", "content", "saved_at")},
            where=drafts.c.saved_at <= new.excluded.saved_at,
        )
        with writing(self._engine) as connection:
            connection.execute(statement)

    def draft(self, person: str, initiative: str) -> Draft | None:
        """See `Drafts.draft`."""
        query = select(drafts).where(drafts.c.person == person, drafts.c.initiative == initiative)
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().one_or_none()
        return _draft(row) if row else None

    def drafts(self, person: str) -> list[Draft]:
        """See `Drafts.drafts`."""
        query = select(drafts).where(drafts.c.person == person)
        query = query.order_by(drafts.c.saved_at.desc(), drafts.c.initiative)
        with reading(self._engine) as connection:
            return [_draft(row) for row in connection.execute(query).mappings()]

    def discard(self, person: str, initiative: str, *, form: str) -> None:
        """See `Drafts.discard`."""
        statement = delete(drafts).where(
            drafts.c.person == person, drafts.c.initiative == initiative, drafts.c.form == form
        )
        with writing(self._engine) as connection:
            connection.execute(statement)


def _draft(row: RowMapping) -> Draft:
    # A draft may have been saved by another version of the program: what it does not know here is left out,
    # what it did not know there stays empty.
    typed = {name: value for name, value in json.loads(row["content"]).items() if name in _KNOWN}
    return Draft(
        person=row["person"],
        typed=Typed(**typed),
        form=row["form"],
        seen=row["seen"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
    )
