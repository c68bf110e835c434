"""Power cuts, replayed: the order in which the program wrote and synchronised, cut off at any point.

A power cut cannot be had in a test. What it may leave behind can: strace shows every write, truncation, removal
and synchronisation of the files. Up to the cut, what was synchronised is on the disk. What was not may be there
or not, write by write and in parts of 512 bytes; changes of the folder arrive in order, up to any of them, once
the folder is synchronised or earlier. From that a folder is built as a cut could have left it, opened, verified,
and compared with what had been acknowledged. The memory that SQLite shares between processes (`-shm`) is never
on the disk as far as it is concerned.
"""

import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from monitor.errors import Unreadable
from monitor.settings import ROOT
from monitor.storage import sqlite
from monitor.storage.engine import open_engine
from monitor.storage.integrity import verify
from tests.soak.conftest import Tell

CUTS, EVENTS = 600, 60
SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename,link,linkat"
LINE = re.compile(r"^(\w+)\((.*)\) = (-?\d+)")
QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
HANDLE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*)>")

Change = tuple[int, bytes] | int
"""Bytes written at a place, or the length a file is cut to."""


@dataclass
class File:
    durable: bytes = b""
    pending: list[Change] = field(default_factory=list)


@dataclass
class Disk:
    """What is on the disk for certain, and what may be. Changes of the folder: a name, and its file or `None`."""

    names: dict[str, File]
    folder_pending: list[tuple[str, File | None]] = field(default_factory=list)

    def now(self, name: str) -> File:
        """The file that the program sees under a name."""
        for changed, file in reversed(self.folder_pending):
            if changed == name:
                assert file is not None
                return file
        return self.names[name]

    def left_by_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        kept = dict(self.names)
        for name, file in self.folder_pending[: chance.randint(0, len(self.folder_pending))]:
            if file is None:
                kept.pop(name, None)
            else:
                kept[name] = file
        likely = chance.choice((0.0, 0.5, 1.0))  # none of what was not synchronised, some of it, all of it
        return {name: arrived(file, likely, chance) for name, file in kept.items()}


def arrived(file: File, likely: float, chance: random.Random) -> bytes:
    content = bytearray(file.durable)
    for change in file.pending:
        if isinstance(change, int):
            if chance.random() < likely:
                apply(content, change)
            continue
        place, data = change
        at = 0
        while at < len(data):
            part = data[at : at + SECTOR - (place + at) % SECTOR]
            if chance.random() < likely:
                apply(content, (place + at, part))
            at += len(part)
    return bytes(content)


def apply(content: bytearray, change: Change) -> None:
    length = change if isinstance(change, int) else change[0]
    if length > len(content):
        content.extend(bytes(length - len(content)))
    if isinstance(change, int):
        del content[length:]
    else:
        content[length : length + len(change[1])] = change[1]


def plain(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def traced(folder: Path, migrated: Path, journal: str, synchronous: str) -> tuple[bytes, list[str]]:
    """Run the writer under strace; return the file it began with and the lines of the trace."""
    if shutil.which("strace") is None:
        pytest.fail("The power cuts need strace: install the package strace.")
    folder.mkdir()
    file = folder / "log.db"
    shutil.copy(migrated, file)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sqlite, "wal_is_safe", lambda version: journal == "wal")
        open_engine(f"sqlite:///{file}").dispose()
    start = file.read_bytes()
    arguments = [file, journal, synchronous, str(EVENTS)]
    subprocess.run(
        ["strace", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", folder / "trace", sys.executable,
         "-m", "tests.soak.traced", *arguments],
        cwd=ROOT,
        check=True,
    )  # fmt: skip
    return start, (folder / "trace").read_text(encoding="ascii").splitlines()


def replay(disk: Disk, folder: Path, line: str) -> str | None:
    """Do on the disk what a line of the trace says. Return "acknowledged", "changed" or, for anything else, None."""
    found = LINE.match(line)
    if found is None or found[3].startswith("-"):
        return None
    call, arguments = found[1], found[2]
    texts = [plain(text) for text in QUOTED.findall(arguments)]
    if call in ("unlink", "openat"):
        path = Path(texts[0].decode())
        if path.parent != folder or path.name.endswith("-shm"):
            return None
        if call == "unlink":
            disk.folder_pending.append((path.name, None))
            return "changed"
        visible = dict(disk.names) | dict(disk.folder_pending)
        if "O_CREAT" in arguments and visible.get(path.name) is None and path.name != "acknowledged":
            disk.folder_pending.append((path.name, File()))
            return "changed"
        return None
    handle = HANDLE.match(arguments)
    assert handle is not None, line[:100]
    path = Path(plain(handle[1]).decode())
    if path == folder:
        assert call in ("fsync", "fdatasync")
        for name, file in disk.folder_pending:
            if file is None:
                disk.names.pop(name, None)
            else:
                disk.names[name] = file
        disk.folder_pending.clear()
        return "changed"
    if path.parent != folder or path.name.endswith("-shm"):
        return None
    if path.name == "acknowledged":
        return "acknowledged"
    file = disk.now(path.name)
    if call in ("fsync", "fdatasync"):
        content = bytearray(file.durable)
        for change in file.pending:
            apply(content, change)
        file.durable = bytes(content)
        file.pending.clear()
    elif call == "ftruncate":
        file.pending.append(int(arguments.rsplit(", ", 1)[1]))
    else:
        assert call == "pwrite64", line[:100]
        file.pending.append((int(arguments.rsplit(", ", 1)[1]), texts[-1]))
    return "changed"


def cuts(folder: Path, start: bytes, lines: list[str], scratch: Path, *, journal: str) -> tuple[int, int]:
    """Cut the power `CUTS` times; return how often something acknowledged was lost, and how often the file was."""
    chance = random.Random(600)
    disk = Disk({"log.db": File(start)})
    moments = [place for place, line in enumerate(lines) if replay(disk, folder, line) is not None]
    chosen = sorted(chance.choice(moments) for _ in range(CUTS))
    disk, acknowledged, lost, corrupt, place = Disk({"log.db": File(start)}), 0, 0, 0, -1
    for moment in chosen:
        while place < moment:
            place += 1
            acknowledged += replay(disk, folder, lines[place]) == "acknowledged"
        scratch.mkdir()
        for name, content in disk.left_by_a_cut(chance).items():
            (scratch / name).write_bytes(content)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(sqlite, "wal_is_safe", lambda version: journal == "wal")
            try:
                engine = open_engine(f"sqlite:///{scratch / 'log.db'}")
                try:
                    lost += verify(engine).sequence < acknowledged
                finally:
                    engine.dispose()
            except Unreadable:
                corrupt += 1
        shutil.rmtree(scratch)
    return lost, corrupt


@pytest.mark.parametrize(
    ("journal", "synchronous", "holds"),
    [
        ("wal", "EXTRA", True),  # as the program is set
        ("delete", "EXTRA", True),
        ("wal", "NORMAL", False),  # the controls: each must be seen to fail
        ("delete", "FULL", False),  # the removal of the journal may not have reached the disk
    ],
)
def test_a_power_cut_loses_nothing_that_was_acknowledged(
    journal: str, synchronous: str, holds: bool, migrated: Path, tmp_path: Path, tell: Tell
) -> None:
    folder = tmp_path / "traced"
    start, lines = traced(folder, migrated, journal, synchronous)
    lost, corrupt = cuts(folder, start, lines, tmp_path / "cut", journal=journal)
    tell(
        f"power cut, {CUTS} cuts, SQLite, journal {journal}, synchronous {synchronous}"
        + ("" if holds else " (control)"),
        f"{lost} lost something acknowledged, {corrupt} left a file that does not verify",
    )
    assert (lost + corrupt == 0) == holds, (lost, corrupt)
