"""Tokens for programs, in the database: never a token itself, only its digest."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update

from monitor.access.roles import Role
from monitor.access.tokens import Token
from monitor.errors import Refused
from monitor.storage.engine import reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import tokens


class SqlTokens:
    """`monitor.access.tokens.Tokens` over a migrated database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, token: Token) -> None:
        """See `Tokens.add`."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(tokens),
                {
                    "id": token.id,
                    "label": token.label,
                    "role": token.role.value,
                    "body": token.body,
                    "digest": token.digest,
                    "made_by": token.by,
                    "made_at": instant_text(token.made_at),
                    "expires_at": instant_text(token.expires_at),
                },
            )

    def token(self, id: str) -> Token | None:  # noqa: A002 - as in the port
        """See `Tokens.token`."""
        with reading(self._engine) as connection:
            row = connection.execute(select(tokens).where(tokens.c.id == id)).one_or_none()
        return _token(row) if row else None

    def tokens(self) -> list[Token]:
        """See `Tokens.tokens`."""
        query = select(tokens).order_by(tokens.c.made_at.desc(), tokens.c.id)
        with reading(self._engine) as connection:
            return [_token(row) for row in connection.execute(query)]

    def revoke(self, id: str, *, at: datetime) -> None:  # noqa: A002 - as in the port
        """See `Tokens.revoke`."""
        with writing(self._engine) as connection:
            if connection.execute(select(tokens.c.id).where(tokens.c.id == id)).first() is None:
                raise Refused("unknown_token", f"There is no token {id!r}.", token=id)
            still = (tokens.c.id == id) & tokens.c.revoked_at.is_(None)
            connection.execute(update(tokens).where(still).values(revoked_at=instant_text(at)))


def _token(row: Any) -> Token:
    return Token(
        id=row.id,
        label=row.label,
        role=Role(row.role),
        body=row.body,
        digest=row.digest,
        by=row.made_by,
        made_at=datetime.fromisoformat(row.made_at),
        expires_at=datetime.fromisoformat(row.expires_at),
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
    )
