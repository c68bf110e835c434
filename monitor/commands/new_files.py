"""The files that commands write: new ones, whole, and readable by their owner alone unless said otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from monitor.errors import MonitorError


@contextmanager
def new_file(file: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Give a file that is not there yet, with the rights it should have from the start, to be filled.

    Where it, or what comes with it, cannot be written to the end, nothing is left of it. The log and its extracts
    may hold what is exempt from public access, so others on the machine do not read them.

    Raises MonitorError("file_unwritable").
    """
    with _worded(file):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            with os.fdopen(handle, "wb") as target:
                yield target
        except BaseException:
            file.unlink(missing_ok=True)
            raise


@contextmanager
def _worded(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MonitorError(
            "file_unwritable",
            f"{file} cannot be written ({error.strerror}); name a file that is not there yet.",
            file=str(file),
        ) from error
