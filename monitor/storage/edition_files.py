"""The files of editions: for each its figures as Parquet and its definition as JSON, written once and never again.

They lie in one folder for each indicator, `<number>.parquet` and `<number>.definition.json`. A file appears whole or
not at all. Whether it is still what was written is known by its SHA-256, which the database keeps.
"""

import filecmp
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from monitor.errors import Unreadable
from monitor.measures.contents import Contents, contents_of
from monitor.measures.editions import Edition
from monitor.measures.figures import DIMENSION
from monitor.measures.keys import in_order

ROWS_IN_GROUP: Final = 122_880
"""Rows for which the file says least and greatest, so that the others need not be read: what DuckDB itself writes."""

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")  # no sign of it could lead to another folder
_READ_ONLY: Final = 0o444
_CONTENTS: Final = b"contents"  # under which name the file of the figures says what they cover


@dataclass(frozen=True, slots=True)
class Prepared:
    """The two files of an edition that has no number yet, in a folder that goes, and their digests."""

    indicator: str
    figures: Path
    definition: Path
    figures_digest: str
    definition_digest: str


class EditionFiles:
    """The folder of all editions. Safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sound: dict[Path, tuple[str, int, int, int]] = {}
        self._lock = Lock()

    @contextmanager
    def room(self) -> Iterator[Path]:
        """Give a folder beside the editions, in which files are written before they are put in place.

        Raises `Unreadable("edition_unwritable")`, also for what goes wrong with the files while it is held.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            room = Path(mkdtemp(dir=self.folder, prefix=".new-"))
            try:
                yield room
            finally:
                shutil.rmtree(room, ignore_errors=True)
        except OSError as error:
            raise Unreadable(
                "edition_unwritable",
                f"The editions in {self.folder} cannot be written ({error.strerror}); nothing was kept. Check the "
                "folder, its rights and its room.",
                file=str(self.folder),
            ) from error

    def prepare(self, room: Path, indicator: str, figures: pa.Table, definition: str) -> Prepared:
        """Write both files into `room`, all the way to the disk."""
        if not _ID.fullmatch(indicator):
            raise ValueError(f"{indicator!r} cannot be the name of a folder.")
        columns, text = room / f"{indicator}.parquet", room / f"{indicator}.definition.json"
        _write_figures(in_order(figures), columns)
        text.write_text(definition, encoding="utf-8")
        for path in (columns, text):
            path.chmod(_READ_ONLY)
            _reach_disk(path)
        return Prepared(indicator, columns, text, _digest(columns), _digest(text))

    def place(self, prepared: Sequence[Prepared], numbers: Mapping[str, int]) -> list[int]:
        """Put the files in place, each under the number given for its indicator or the next that is free.

        Returns the numbers.

        A file that is there already was written by somebody who did not come to say so in the database, or belongs to
        a database that an older backup has taken the place of. It is never written over.
        """
        placed = [self._place(each, numbers[each.indicator]) for each in prepared]
        _reach_disk(self.folder)
        return placed

    def _place(self, prepared: Prepared, number: int) -> int:
        home = self.folder / prepared.indicator
        home.mkdir(exist_ok=True)
        while not all(
            _linked(new, place)
            for new, place in (
                (prepared.figures, self._figures(prepared.indicator, number)),
                (prepared.definition, self._definition(prepared.indicator, number)),
            )
        ):
            number += 1
        _reach_disk(home)
        return number

    def figures(self, edition: Edition) -> Path:
        """Return the file of the figures, after making sure that it is what was written.

        Raises `Unreadable`: `edition_missing` or `edition_damaged`.
        """
        path = self._figures(edition.indicator, edition.number)
        self._check(path, edition, edition.figures_digest)
        return path

    def definition(self, edition: Edition) -> str:
        """Return the text of the definition. Raises what `figures` raises."""
        path = self._definition(edition.indicator, edition.number)
        self._check(path, edition, edition.definition_digest)
        return path.read_text(encoding="utf-8")

    def _figures(self, indicator: str, number: int) -> Path:
        return self.folder / indicator / f"{number}.parquet"

    def _definition(self, indicator: str, number: int) -> Path:
        return self.folder / indicator / f"{number}.definition.json"

    def _check(self, path: Path, edition: Edition, digest: str) -> None:
        """Compare a file with its digest, once as long as its size, time and place on the disk stay the same."""
        name = f"edition {edition.number} of {edition.indicator}"
        try:
            status = path.stat()
            stamp = (digest, status.st_size, status.st_mtime_ns, status.st_ino)
            with self._lock:
                if self._sound.get(path) == stamp:
                    return
            found = _digest(path)
        except OSError as error:
            raise Unreadable(
                "edition_missing",
                f"The file {path} with {name} cannot be read ({error.strerror}); put it back from a backup of "
                f"{self.folder}.",
                file=str(path),
                indicator=edition.indicator,
                number=edition.number,
            ) from error
        if found != digest:
            raise Unreadable(
                "edition_damaged",
                f"The file {path} is not what was written as {name}; put it back from a backup of {self.folder}.",
                file=str(path),
                indicator=edition.indicator,
                number=edition.number,
            )
        with self._lock:
            self._sound[path] = stamp


def _write_figures(figures: pa.Table, path: Path) -> None:
    codes = [name for name in figures.column_names if name.startswith(DIMENSION)]
    for place, field in enumerate(figures.schema):
        if field.name in codes:
            # The same figures make the same file, whatever codes their tables had room for.
            anew = figures[field.name].cast(pa.string()).combine_chunks().dictionary_encode()
            figures = figures.set_column(place, field, anew)
    pq.write_table(
        figures.replace_schema_metadata({_CONTENTS: contents_of(figures).as_json()}),
        path,
        row_group_size=ROWS_IN_GROUP,
        compression="zstd",
        use_dictionary=[
            *codes,
            "period",
            "source",
            "flags",
            "missing",
            "note",
            "note_nb",
            "qualifier",
            "confidence",
        ],
        write_statistics=True,
    )


def kept_contents(path: Path) -> Contents:
    """Return what the figures in a file cover, from its footer."""
    return Contents.from_json(pq.read_schema(path).metadata[_CONTENTS])


def _linked(new: Path, place: Path) -> bool:
    """Put a file in place; say False where another one is there."""
    try:
        place.hardlink_to(new)
    except FileExistsError:
        return filecmp.cmp(new, place, shallow=False)
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reach_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
