"""The figures of editions as Parquet files: written once, kept in the database, and copied to a folder to be read.

The engine that reads figures lazily needs files. The folder holds copies of what lies in the database, each named by
its SHA-256: one that is missing or is not what its name says is made anew, so the folder may be emptied at any time.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Engine

from monitor.errors import Unreadable
from monitor.measures.contents import Contents, contents_of
from monitor.measures.editions import Edition
from monitor.measures.figures import DIMENSION
from monitor.measures.keys import kept_places
from monitor.storage.edition_bytes import damaged, missing, pieces
from monitor.storage.engine import reading

ROWS_IN_GROUP: Final = 122_880
"""Rows for which the file says least and greatest, so that the others need not be read: what DuckDB itself writes."""

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")  # no sign of it could lead to another folder
_READ_ONLY: Final = 0o444
_CONTENTS: Final = b"contents"  # under which name the file of the figures says what they cover
_ROOM: Final = ".new-"
_LEFT_BEHIND: Final = 86_400  # seconds after which nobody writes in a room any more


class EditionFiles:
    """The folder with copies of the figures in a database. Safe to share between threads and processes."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self._engine = engine
        self._sound: dict[Path, tuple[int, int, int]] = {}
        self._lock = Lock()
        self._fetching = Lock()

    @contextmanager
    def room(self) -> Iterator[Path]:
        """Give a folder beside the copies to write new files in, which goes again.

        Raises `Unreadable("edition_unwritable")`, also for what goes wrong with the files while it is held.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=self.folder, prefix=_ROOM, ignore_cleanup_errors=True) as room:
                self._clear(before=Path(room).stat().st_mtime - _LEFT_BEHIND)
                yield Path(room)
        except OSError as error:
            raise Unreadable(
                "edition_unwritable",
                f"The figures of editions cannot be written to {self.folder} ({error.strerror}); nothing was kept. "
                "Check the folder, its rights and its room.",
                file=str(self.folder),
            ) from error

    def figures(self, edition: Edition) -> Path:
        """Return a file with the figures of an edition that is what was written, copied from the database if need be.

        Raises `Unreadable`: `edition_missing` or `edition_damaged` where the database has no such file, or
        `edition_unwritable`, or a fault of the database.
        """
        digest = edition.figures_digest
        if not _DIGEST.fullmatch(digest):
            raise damaged(edition)
        path = self.folder / f"{digest}.parquet"
        if not self._is_sound(path):
            with self._fetching:
                if not self._is_sound(path):
                    self._fetch(edition, path)
        return path

    def take(self, written: Path, digest: str) -> None:
        """Put a file that was written in a room among the copies, where that can be done."""
        path = self.folder / f"{digest}.parquet"
        with suppress(OSError):  # it is fetched when somebody wants to read it
            self._place(written, path)

    def _fetch(self, edition: Edition, path: Path) -> None:
        made, any_at_all = hashlib.sha256(), False
        with self.room() as room:
            copy = room / path.name
            with copy.open("wb") as file, reading(self._engine) as connection:
                for piece in pieces(connection, edition.figures_digest):
                    any_at_all = True
                    made.update(piece)
                    file.write(piece)
            if not any_at_all:
                raise missing(edition)
            if made.hexdigest() != edition.figures_digest:
                raise damaged(edition)
            self._place(copy, path)

    def _place(self, new: Path, path: Path) -> None:
        new.chmod(_READ_ONLY)
        new.replace(path)
        with self._lock:
            self._sound[path] = _stamp(path)

    def _is_sound(self, path: Path) -> bool:
        """Compare a file with its name, once as long as its size, time and place on the disk stay the same.

        A power cut may leave a copy without its content: nothing waits here for the disk, since this looks.
        """
        try:
            stamp = _stamp(path)
            with self._lock:
                if self._sound.get(path) == stamp:
                    return True
            with path.open("rb") as file:
                sound = hashlib.file_digest(file, "sha256").hexdigest() == path.stem
        except OSError:
            return False
        if sound:
            with self._lock:
                self._sound[path] = stamp
        return sound

    def _clear(self, *, before: float) -> None:
        """Remove what processes left behind that were broken off."""
        for left in self.folder.glob(f"{_ROOM}*"):
            with suppress(OSError):
                if left.stat().st_mtime < before:
                    for file in left.iterdir():
                        file.unlink()
                    left.rmdir()


def write_figures(figures: pa.Table, path: Path, *, with_places: bool = False) -> tuple[str, Contents]:
    """Write figures in the order they are kept in, with what they cover; return the SHA-256 of the file, and that.

    The same figures make the same file, however they were ordered and whatever codes their tables had room for; but
    `with_places` it says where each stood, so that they can be shown in that order again.
    """
    places = kept_places(figures)
    if places is not None:
        figures = figures.take(pa.array(places))
    codes = [name for name in figures.column_names if name.startswith(DIMENSION)]
    for place, field in enumerate(figures.schema):
        if field.name in codes:
            anew = figures[field.name].cast(pa.string()).combine_chunks().dictionary_encode()
            figures = figures.set_column(place, field, anew)
    contents = contents_of(figures)
    if with_places:
        stood = range(figures.num_rows) if places is None else places.tolist()
        contents = replace(contents, places=tuple(stood))
    pq.write_table(
        figures.replace_schema_metadata({_CONTENTS: contents.as_json()}),
        path,
        row_group_size=ROWS_IN_GROUP,
        compression="zstd",
        use_dictionary=True,  # numbers too: rounded ones repeat, and are then a third of the work to read
        write_statistics=True,
    )
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), contents


def kept_contents(path: Path) -> Contents:
    """Return what the figures in a file cover, from its footer."""
    return Contents.from_json(pq.read_schema(path).metadata[_CONTENTS])


def _stamp(path: Path) -> tuple[int, int, int]:
    status = os.stat(path)  # noqa: PTH116
    return status.st_size, status.st_mtime_ns, status.st_ino
