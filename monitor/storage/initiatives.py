"""Which initiatives the log speaks of."""

from typing import Final

from sqlalchemy import Connection, Select, func, select

from monitor.storage.log_tables import events


class KnownInitiatives:
    """The initiatives with an entry: searched for once, and then only among the entries that came since.

    What was found stays true, because nothing ever leaves a log. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._seen: tuple[int, frozenset[str]] = (0, frozenset())

    def read(self, connection: Connection) -> frozenset[str]:
        """Return the ids of all initiatives with an entry in sight, and perhaps of some whose first is yet to come."""
        seen, found = self._seen
        last = connection.execute(_LAST).scalar_one() or 0
        if last > seen:
            query = _since(seen) if seen else _from_the_beginning()
            found |= frozenset(connection.execute(query).scalars())
            self._seen = (last, found)
        return found


_LAST: Final = select(func.max(events.c.sequence))


def _since(seen: int) -> Select[str]:
    return select(events.c.initiative).where(events.c.sequence > seen).distinct()


def _from_the_beginning() -> Select[str]:
    """One index search an initiative, however long the log is."""
    ids = select(func.min(events.c.initiative).label("initiative")).cte("ids", recursive=True)
    following = (
        select(func.min(events.c.initiative)).where(events.c.initiative > ids.c.initiative).scalar_subquery()
    )
    ids = ids.union_all(select(following).where(ids.c.initiative.is_not(None)))
    return select(ids.c.initiative).where(ids.c.initiative.is_not(None))
