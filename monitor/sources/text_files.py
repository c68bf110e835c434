"""The one way files of the project are opened: from inside its folder, of a bounded size, as text."""

import codecs
import stat
from pathlib import Path
from typing import Final

from monitor.errors import Fault, FaultyFiles

MAX_BYTES: Final = 2_000_000
"""Largest file of the project that is read, in bytes."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes) -> str | None:
    """The text of UTF-8, with or without a byte order mark, or of UTF-16 with one; `None` for anything else.

    Older encodings such as Windows-1252 accept nearly any bytes, so that nobody can tell one from another: whoever
    has such a file is asked to save it anew.
    """
    try:
        return data.decode("utf-16") if data.startswith(_UTF_16) else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def read_text(path: Path, root: Path) -> str:
    """The text of a file of the project at `root`; FaultyFiles says why it cannot be had.

    What stands in a file never says which file is read next without passing here: a link is followed only to a
    place inside `root`.
    """
    name = path.relative_to(root).as_posix()
    data = _read(path, root, name)
    text = decoded(data)
    if text is None:
        line = _bad_line(data)
        accepted = "a file saved as UTF-8, not as ANSI or Windows-1252."
        raise FaultyFiles([Fault(name, line, "", "The text is not UTF-8.", accepted)])
    return text


def _read(path: Path, root: Path, name: str) -> bytes:
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            problem = "The file is a link that leads out of the project."
            raise FaultyFiles([Fault(name, 0, "", problem, "the file itself.")])
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe or a device could wait for ever
            raise FaultyFiles(
                [Fault(name, 0, "", "The file cannot be opened (it is no file).", "a readable file.")]
            )
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FaultyFiles(
            [Fault(name, 0, "", "The file is missing.", "a file of this name; restore it.")]
        ) from None
    except OSError as error:
        problem = f"The file cannot be opened ({error.strerror})."
        raise FaultyFiles([Fault(name, 0, "", problem, "a readable file.")]) from None
    except RuntimeError:  # what Python before 3.13 makes of links that lead in a circle
        problem = "The file is a link that leads in a circle."
        raise FaultyFiles([Fault(name, 0, "", problem, "the file itself.")]) from None
    if len(data) > MAX_BYTES:
        raise FaultyFiles([Fault(name, 0, "", "The file is too large.", f"at most {MAX_BYTES:,} bytes.")])
    return data


def _bad_line(data: bytes) -> int:
    if data.startswith(_UTF_16):
        return 0
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return data[: error.start].count(b"\n") + 1
    return 0
