"""The answers of statistics banks as they came, each with what was asked: one ZIP for an edition that was made of them.

The ZIP is named by the digest that the edition keeps of what was read, so that one leads to the other.
"""

import os
import re
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from monitor.errors import Unreadable

_DIGEST: Final = re.compile("[0-9a-f]{64}")


class AskedFiles:
    """The folder of them. Safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, digest: str, packed: bytes) -> None:
        """Write a ZIP where there is none of this digest yet, whole or not at all.

        Raises `Unreadable("edition_unwritable")`.
        """
        place = self._place(digest)
        if place.exists():
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            room = Path(mkdtemp(dir=self._folder, prefix=".new-"))
            try:
                new = room / place.name
                with new.open("xb") as file:
                    file.write(packed)
                    file.flush()
                    os.fsync(file.fileno())
                new.chmod(0o444)
                new.replace(place)
            finally:
                shutil.rmtree(room, ignore_errors=True)
        except OSError as error:
            raise Unreadable(
                "edition_unwritable",
                f"What was asked cannot be kept in {self._folder} ({error.strerror}); nothing was kept. Check the "
                "folder, its rights and its room.",
                file=str(self._folder),
            ) from error

    def find(self, digest: str) -> bytes | None:
        """The ZIP of a digest, `None` where nothing was asked for it."""
        try:
            return self._place(digest).read_bytes()
        except FileNotFoundError:
            return None

    def _place(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r} is no digest.")
        return self._folder / f"{digest}.zip"
