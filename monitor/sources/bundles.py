"""Many files from outside at once: a folder or a ZIP, looked at before anything in it is opened.

Nothing in a bundle may name a place outside it, grow without bounds when it is unpacked, or be anything but a file.
Only what is asked for is ever read; nothing is written to the disk.
"""

import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from monitor.catalogue.signs import first_forbidden, quoted
from monitor.errors import Refused

MAX_FILES: Final = 20_000
"""Most files in one bundle. A national repository with pictures and pages has some five thousand."""

MAX_PACKED: Final = 300 * 2**20
"""Largest ZIP, in bytes."""

MAX_FILE: Final = 100 * 2**20
"""Largest file of a bundle that is read, in bytes."""

MAX_READ: Final = 500 * 2**20
"""Most bytes that are read from one bundle, all files together."""

_MAX_RATIO: Final = 200  # unpacked to packed; a table of equal rows reaches some hundred
_SMALL: Final = 2**20  # below this many bytes the ratio says nothing
_LONGEST_NAME: Final = 500
_PIECE: Final = 2**18
_HIDDEN: Final = frozenset({".git", ".github", "node_modules", "__MACOSX"})
_DRIVE: Final = re.compile("[A-Za-z]:")
_REGULAR: Final = (0, stat.S_IFREG)  # a ZIP made on Windows says nothing of the kind


class Bundle(ABC):
    """The files of a folder or a ZIP, by their path inside it with `/` between.

    Folders of version control and the like are passed over. `digest` is the SHA-256 of the ZIP, or, for a folder, of
    the names and sizes in it and of what was read.
    """

    def __init__(self, name: str, files: Mapping[str, int]) -> None:
        self.name = name
        self._files = files
        self._left = MAX_READ

    @property
    def names(self) -> list[str]:
        """The paths in order."""
        return sorted(self._files)

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises Refused: `bundle_missing` with `name`, `bundle_file_too_large` with `name` and `limit` in megabytes,
        `bundle_too_large` with `limit`, `bundle_damaged` with `name`.
        """
        size = self._files.get(name)
        if size is None:
            raise Refused("bundle_missing", f"There is no file {quoted(name)} here.", name=quoted(name))
        if size > MAX_FILE:
            raise _too_large(name)
        data = self._bytes(name)
        self._left -= len(data)
        if self._left < 0:
            raise Refused("bundle_too_large", "The files together are too large.", limit=MAX_READ // 2**20)
        return data

    @abstractmethod
    def _bytes(self, name: str) -> bytes: ...

    @abstractmethod
    def digest(self) -> str:
        """SHA-256 in hexadecimal."""


class Folder(Bundle):
    """The regular files of a folder. A link is followed only to a place inside."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        if not self._root.is_dir():
            raise Refused(
                "bundle_missing", f"There is no folder {quoted(str(root))}.", name=quoted(root.name)
            )
        files: dict[str, int] = {}
        for place, folders, names in os.walk(self._root, followlinks=False):
            folders[:] = sorted(set(folders) - _HIDDEN)
            for name in sorted(names):
                path = Path(place, name)
                inside = path.relative_to(self._root).as_posix()
                try:
                    said = path.stat()
                    if path.resolve().is_relative_to(self._root) and stat.S_ISREG(said.st_mode):
                        files[_checked(inside)] = said.st_size
                except (
                    OSError,
                    RuntimeError,
                    Refused,
                ):  # a link to nowhere or in a circle; a name that hides something
                    continue
                if len(files) > MAX_FILES:
                    raise _too_many()
        super().__init__(self._root.name, files)
        self._hash = hashlib.sha256()
        self._hash.update("\n".join(f"{name}\t{size}" for name, size in sorted(files.items())).encode())

    def _bytes(self, name: str) -> bytes:
        path = self._root / name
        try:
            if not path.resolve().is_relative_to(self._root):  # it may have become a link since
                raise _damaged(name)
            with path.open("rb") as file:
                data = file.read(MAX_FILE + 1)
        except OSError:
            raise _damaged(name) from None
        if len(data) > MAX_FILE:
            raise _too_large(name)
        self._hash.update(hashlib.sha256(data).digest())
        return data

    def digest(self) -> str:
        """SHA-256 of the names and sizes and of what was read until now, in hexadecimal."""
        return self._hash.hexdigest()


class Loose(Bundle):
    """Files that were sent one by one, in memory, under the name of all of them. Refused `bundle_path` with `name`."""

    def __init__(self, files: Mapping[str, bytes], name: str) -> None:
        self._data = {_checked(path): data for path, data in files.items()}
        super().__init__(name, {path: len(data) for path, data in self._data.items()})

    def _bytes(self, name: str) -> bytes:
        return self._data[name]

    def digest(self) -> str:
        """SHA-256 of the names and of what is in the files, in hexadecimal."""
        told = (f"{name}\t{hashlib.sha256(self._data[name]).hexdigest()}" for name in self.names)
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


class Zipped(Bundle):
    """The files of a ZIP in memory.

    Raises Refused: `bundle_too_large`, `bundle_no_zip`, `bundle_too_many`, `bundle_protected`, `bundle_bomb`,
    `bundle_path` with `name`, `bundle_damaged`.
    """

    def __init__(self, data: bytes, name: str = "") -> None:
        if len(data) > MAX_PACKED:
            raise Refused("bundle_too_large", "The ZIP is too large.", limit=MAX_PACKED // 2**20)
        if data.count(b"PK\x01\x02") > MAX_FILES + 1000:  # counted before zipfile makes an object of each
            raise _too_many()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            parts = self._archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
            raise Refused("bundle_no_zip", "This is no ZIP that can be opened.") from None
        self._parts = {_checked(part.filename): part for part in parts if _kept(part)}
        if len(self._parts) > MAX_FILES:
            raise _too_many()
        super().__init__(name, {path: part.file_size for path, part in self._parts.items()})
        self._digest = hashlib.sha256(data).hexdigest()

    def _bytes(self, name: str) -> bytes:
        part = self._parts[name]
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(part) as unpacking:
                while piece := unpacking.read(_PIECE):
                    size += len(piece)
                    if size > MAX_FILE:  # whatever the directory said
                        raise _too_large(name)
                    if size > _SMALL and size > _MAX_RATIO * max(part.compress_size, 1):
                        raise _bomb()
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            zlib.error,
        ):
            raise _damaged(name) from None
        return b"".join(pieces)

    def digest(self) -> str:
        """SHA-256 of the ZIP, in hexadecimal."""
        return self._digest


def open_bundle(path: Path) -> Bundle:
    """The folder or ZIP at a path; Refused where it is neither."""
    if path.is_dir():
        return Folder(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PACKED + 1)
    except OSError:
        message = f"{quoted(path.name)} cannot be opened; give a folder or a ZIP."
        raise Refused("bundle_missing", message, name=quoted(path.name)) from None
    return Zipped(data, path.name)


def _kept(part: zipfile.ZipInfo) -> bool:
    if part.is_dir() or _HIDDEN & set(PurePosixPath(part.filename).parts):
        return False
    if part.flag_bits & 1:
        raise Refused("bundle_protected", "The ZIP is locked with a password; pack it anew without.")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("bundle_no_zip", "The ZIP is packed in a way that is not read; use deflate.")
    if part.file_size > _SMALL and part.file_size > _MAX_RATIO * part.compress_size:
        raise _bomb()
    return stat.S_IFMT(part.external_attr >> 16) in _REGULAR


def _checked(name: str) -> str:
    steps = name.split("/")
    if (
        len(name) > _LONGEST_NAME
        or "\\" in name
        or _DRIVE.match(name)
        or any(step in ("", ".", "..") for step in steps)
        or first_forbidden(name) is not None
    ):
        message = f"The file name {quoted(name)} leads out of the bundle or cannot be shown."
        raise Refused("bundle_path", message, name=quoted(name))
    return name


def _too_many() -> Refused:
    return Refused("bundle_too_many", f"There are more than {MAX_FILES:,} files.", limit=MAX_FILES)


def _bomb() -> Refused:
    return Refused("bundle_bomb", "The ZIP unpacks to far more than it holds.")


def _too_large(name: str) -> Refused:
    limit = MAX_FILE // 2**20
    message = f"The file {quoted(name)} has more than {limit} MB."
    return Refused("bundle_file_too_large", message, name=quoted(name), limit=limit)


def _damaged(name: str) -> Refused:
    return Refused(
        "bundle_damaged", f"The file {quoted(name)} cannot be unpacked or read.", name=quoted(name)
    )
