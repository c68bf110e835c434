"""The whole log, row by row, for those who want to keep or examine it elsewhere."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Engine, select

from monitor.reporting.events import TEXT_FIELDS
from monitor.storage.engine import reading
from monitor.storage.log_tables import event_texts, events

_BATCH: Final = 500  # events in memory at a time


def rows(engine: Engine) -> Iterator[dict[str, object]]:
    """Give every event, oldest first, all as of one moment: its columns, then its texts by field.

    A text is "" where nothing was written and `None` once redacted; `redacted` names those fields, separated by
    spaces. Raises what faults of the database are.
    """
    with reading(engine) as connection:
        found = connection.execute(
            select(events).order_by(events.c.sequence), execution_options={"yield_per": _BATCH}
        )
        for batch in found.mappings().partitions():
            of_batch = select(event_texts.c.sequence, event_texts.c.field, event_texts.c.text).where(
                event_texts.c.sequence.between(batch[0]["sequence"], batch[-1]["sequence"])
            )
            texts: dict[int, dict[str, str | None]] = {}
            for sequence, field, text in connection.execute(of_batch):
                texts.setdefault(sequence, {})[field] = text
            for row in batch:
                of_event = texts.get(row["sequence"], {})
                redacted = " ".join(field for field in TEXT_FIELDS if of_event.get(field, "") is None)
                yield {
                    **row,
                    **{field: of_event.get(field, "") for field in TEXT_FIELDS},
                    "redacted": redacted,
                }
