"""Editions: what is said of each in the database, and its figures and definition in files beside it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, insert, select

from monitor.errors import Unreadable
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Definition
from monitor.measures.editions import Counts, Edition, Kind, NewEdition, check_follows
from monitor.measures.indicators import Indicator
from monitor.storage.edition_files import EditionFiles, Prepared
from monitor.storage.engine import reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import editions

_LABEL: Final = 200  # characters
_MODELS: Final[Mapping[str, type[Definition]]] = {
    "indicator": Indicator,
    "imported": Imported,
    "definition": Definition,
}
"""What a definition is read as, by the word for it in the file."""

_FORM: Final = 1
"""Of the file of a definition: raised when its keys come to mean something else."""


class SqlEditions:
    """`monitor.measures.editions.Editions` over a migrated database and a folder. Safe to share between threads."""

    def __init__(self, engine: Engine, files: EditionFiles) -> None:
        self._engine = engine
        self._files = files

    def add(self, new: Sequence[NewEdition], *, by: str, at: datetime) -> list[Edition]:
        """See `Editions.add`. The files are there before the database says so, and lie unused where it never does."""
        if not new:
            return []
        with self._files.room() as room:
            # The slow part comes before anybody has to wait for it.
            prepared = [
                self._files.prepare(room, each.definition.id, each.figures, _written(each)) for each in new
            ]
            with writing(self._engine) as connection:
                latest = _latest_numbers(connection)
                for each in new:
                    check_follows(each, latest.get(each.definition.id, 0))
                numbers = self._files.place(prepared, {each.definition.id: each.follows + 1 for each in new})
                added = [
                    _edition(each, files, number, by=by, at=at)
                    for each, files, number in zip(new, prepared, numbers, strict=True)
                ]
                connection.execute(insert(editions), [_row(edition) for edition in added])
        return added

    def latest(self) -> Mapping[str, Edition]:
        """See `Editions.latest`."""
        last = select(editions.c.indicator, func.max(editions.c.number).label("number")).group_by(
            editions.c.indicator
        )
        newest = last.subquery()
        query = (
            select(editions)
            .join(
                newest,
                (editions.c.indicator == newest.c.indicator) & (editions.c.number == newest.c.number),
            )
            .order_by(editions.c.indicator)
        )
        with reading(self._engine) as connection:
            return {row.indicator: _read(row) for row in connection.execute(query)}

    def edition(self, indicator: str, number: int) -> Edition | None:
        """See `Editions.edition`."""
        query = select(editions).where(editions.c.indicator == indicator, editions.c.number == number)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return _read(row) if row else None

    def editions(self, indicator: str | None = None) -> list[Edition]:
        """See `Editions.editions`."""
        query = select(editions).order_by(
            editions.c.recorded_at.desc(), editions.c.indicator, editions.c.number.desc()
        )
        if indicator is not None:
            query = query.where(editions.c.indicator == indicator)
        with reading(self._engine) as connection:
            return [_read(row) for row in connection.execute(query)]

    def read_before(self, kind: Kind) -> Mapping[str, frozenset[str]]:
        """See `Editions.read_before`."""
        query = select(editions.c.indicator, editions.c.read_digest).where(editions.c.kind == kind.value)
        found: dict[str, set[str]] = {}
        with reading(self._engine) as connection:
            for indicator, digest in connection.execute(query):
                found.setdefault(indicator, set()).add(digest)
        return {indicator: frozenset(digests) for indicator, digests in found.items()}

    def definition(self, edition: Edition) -> Definition:
        """See `Editions.definition`."""
        said = self._said(edition)
        with _known_form(edition):
            return _MODELS[said["model"]].model_validate(said["definition"])

    def dataset(self, edition: Edition) -> DataSet | None:
        """See `Editions.dataset`."""
        said = self._said(edition)
        with _known_form(edition):
            return DataSet.model_validate(said["dataset"]) if "dataset" in said else None

    def faults(self) -> list[Unreadable]:
        """Return what is wrong with the files of all editions, one fault for each that is missing or damaged."""
        found = []
        for edition in self.editions():
            for look in (self._files.figures, self._files.definition):
                try:
                    look(edition)
                except Unreadable as fault:
                    found.append(fault)
        return found

    def _said(self, edition: Edition) -> dict[str, Any]:
        text = self._files.definition(edition)
        with _known_form(edition):
            said: dict[str, Any] = json.loads(text)
            if said["form"] != _FORM:
                raise ValueError("another form")
            return said


@contextmanager
def _known_form(edition: Edition) -> Iterator[None]:
    try:
        yield
    except (ValueError, LookupError, TypeError) as error:  # what pydantic raises is a ValueError
        raise Unreadable(
            "edition_unknown_form",
            f"The definition in edition {edition.number} of {edition.indicator} was written by a version of this "
            "program that said other things; open it with that version.",
            indicator=edition.indicator,
            number=edition.number,
        ) from error


def _latest_numbers(connection: Connection) -> dict[str, int]:
    query = select(editions.c.indicator, func.max(editions.c.number)).group_by(editions.c.indicator)
    return {row[0]: row[1] for row in connection.execute(query)}


def _written(new: NewEdition) -> str:
    model = next(word for word, kind in _MODELS.items() if type(new.definition) is kind)
    said: dict[str, object] = {"form": _FORM, "model": model, "definition": _plain(new.definition)}
    if new.dataset is not None:
        said["dataset"] = _plain(new.dataset)
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)


def _plain(model: Definition | DataSet) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


def _edition(new: NewEdition, files: Prepared, number: int, *, by: str, at: datetime) -> Edition:
    return Edition(
        indicator=new.definition.id,
        number=number,
        dataset=new.dataset.id if new.dataset is not None else "",
        figures_digest=files.figures_digest,
        definition_digest=files.definition_digest,
        kind=new.kind,
        read_digest=new.read_digest,
        asked=dict(new.asked),
        by=by,
        at=at,
        label=new.label[:_LABEL],
        counts=new.counts,
    )


def _row(edition: Edition) -> dict[str, object]:
    counts = edition.counts
    return {
        "indicator": edition.indicator,
        "number": edition.number,
        "dataset": edition.dataset,
        "figures_digest": edition.figures_digest,
        "definition_digest": edition.definition_digest,
        "kind": edition.kind.value,
        "read_digest": edition.read_digest,
        "asked": json.dumps(edition.asked, ensure_ascii=False, sort_keys=True),
        "label": edition.label,
        "recorded_by": edition.by,
        "recorded_at": instant_text(edition.at),
        "figures_new": counts.new,
        "figures_changed": counts.changed,
        "figures_removed": counts.removed,
        "figures_unchanged": counts.unchanged,
        "rows_refused": counts.refused,
    }


def _read(row: Any) -> Edition:
    return Edition(
        indicator=row.indicator,
        number=row.number,
        dataset=row.dataset,
        figures_digest=row.figures_digest,
        definition_digest=row.definition_digest,
        kind=Kind(row.kind),
        read_digest=row.read_digest,
        asked=json.loads(row.asked),
        by=row.recorded_by,
        at=datetime.fromisoformat(row.recorded_at),
        label=row.label,
        counts=Counts(
            new=row.figures_new,
            changed=row.figures_changed,
            removed=row.figures_removed,
            unchanged=row.figures_unchanged,
            refused=row.rows_refused,
        ),
    )
