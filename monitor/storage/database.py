"""The database as the process around it sees it: whether it can be used, and how its use comes to an end."""

from sqlalchemy import Engine

from monitor.storage.engine import gate_of
from monitor.storage.migrate import check_revision

_QUIET = 0.3  # seconds; a page goes from one write to the next in a few milliseconds


class Database:
    """One open database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def check(self) -> None:
        """Make sure that it answers and has the tables of this version, which takes some ten milliseconds.

        Raises what `check_revision` raises.
        """
        check_revision(self._engine)

    @property
    def writers(self) -> int:
        """How many of this process write now or wait to."""
        return gate_of(self._engine).inside

    def finish_writes(self, *, within: float) -> bool:
        """Let those who write finish, for at most `within` seconds; from then on every write is refused.

        Returns whether all have finished.
        """
        return gate_of(self._engine).close(within=within, quiet=_QUIET)
