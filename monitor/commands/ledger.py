"""The commands that keep the log trustworthy: verify, checkpoint, make-key, backup, restore, export."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from monitor import wiring
from monitor.commands.new_files import new_file
from monitor.documents import log_export
from monitor.errors import MonitorError, Unreadable
from monitor.settings import Settings
from monitor.storage import backup, chain, checkpoint, integrity, whole_log
from monitor.storage.editions import check_editions
from monitor.storage.engine import database_name
from monitor.storage.migrate import opened


def add_commands(commands: Any) -> None:
    """Describe the commands to the parser; `run` carries out the one that was chosen."""
    verify = commands.add_parser(
        "verify", help="check that the log is what was written; exit 1 where it is not"
    )
    verify.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a signed checkpoint that the log has to match; may be given several times",
    )
    verify.add_argument(
        "--public-key", type=Path, metavar="FILE", help="the key that checkpoints have to be signed with"
    )
    signed = commands.add_parser(
        "checkpoint", help="verify the log and sign its end (CHECKPOINT_KEY or CHECKPOINT_KEY_FILE)"
    )
    signed.add_argument("file", nargs="?", type=Path, help="where to write it; without, it is printed")
    key = commands.add_parser("make-key", help="make a key for signing checkpoints: FILE and FILE.pub")
    key.add_argument("file", type=Path)
    saved = commands.add_parser("backup", help="write the whole database into a new file and verify that")
    saved.add_argument("file", type=Path)
    restored = commands.add_parser("restore", help="verify a backup and fill an empty database with it")
    restored.add_argument("file", type=Path)
    export = commands.add_parser("export", help="print the whole log as CSV or JSON lines")
    export.add_argument("file", nargs="?", type=Path, help="where to write it; without, it is printed")
    export.add_argument("--format", choices=("csv", "jsonl"), default="csv")


NAMES = frozenset({"verify", "checkpoint", "make-key", "backup", "restore", "export"})
"""The commands that `run` knows."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Carry out one command and return its exit code: 0 done, 1 the log or an edition is not sound.

    Raises MonitorError for what could not be done at all.
    """
    try:
        match options.command:
            case "verify":
                return _verify(settings, options.checkpoint, options.public_key)
            case "checkpoint":
                return _checkpoint(settings, options.file)
            case "make-key":
                return _make_key(options.file)
            case "backup":
                with opened(settings.database_url) as engine:
                    head = backup.backup(engine, options.file)
                with backup.open_backup(options.file) as copy:
                    kept, faults = check_editions(copy)
                print(f"Backed up and verified {_events(head)} and {_editions(kept)} in {options.file}.")
                return _told(faults)
            case "restore":
                head = backup.restore(options.file, settings.database_url)
                with opened(settings.database_url) as engine:
                    kept, faults = check_editions(engine)
                print(f"Verified and restored {_events(head)} and {_editions(kept)} from {options.file}.")
                return _told(faults)
            case _:
                return _export(settings, options.file, options.format)
    except Unreadable as error:
        if error.code not in integrity.BROKEN:
            raise
        print(error.message, file=sys.stderr)
        return 1


def _verify(settings: Settings, files: list[Path], key_file: Path | None) -> int:
    signed: dict[int, str] = {}
    if files:
        key = _public_key(settings, key_file)
        for file in files:
            read = checkpoint.read(_text(file), key, file=str(file))
            if signed.setdefault(read.sequence, read.digest) != read.digest:
                raise Unreadable(
                    "checkpoint_mismatch",
                    f"Two checkpoints sign different logs up to event {read.sequence}; one of them, {file}, is of "
                    "another database.",
                    file=str(file),
                    sequence=read.sequence,
                )
    with opened(settings.database_url) as engine:
        head = integrity.verify(engine, signed={number: of for number, of in signed.items() if number > 0})
        against = (
            f", and as signed in {len(files)} checkpoint{'s' if len(files) != 1 else ''}" if files else ""
        )
        kept, faults = check_editions(engine)
        whole = f"{database_name(engine)}: whole and unaltered{against}."
        held = _events(head).capitalize()
        # Of editions that are not sound, each is named below.
        print(f"{held} in {whole}" if faults else f"{held} and {_editions(kept)} in {whole}")
        return _told(faults)


def _editions(count: int) -> str:
    return f"{count} edition{'s' if count != 1 else ''}"


def _told(faults: list[Unreadable]) -> int:
    """Say what is wrong, and return the exit code that says so too."""
    for fault in faults:
        print(fault.message, file=sys.stderr)
    return 1 if faults else 0


def _checkpoint(settings: Settings, file: Path | None) -> int:
    key = _private_key(settings)
    with opened(settings.database_url) as engine:
        head = integrity.verify(engine)
    text = checkpoint.sign(head, key, at=wiring.system_clock())
    if file is None:
        print(text, end="")
    else:
        with new_file(file, mode=0o644) as target:
            target.write(text.encode())
        print(f"Signed {_events(head)} in {file}; keep it where whoever keeps the database cannot reach it.")
    return 0


def _make_key(file: Path) -> int:
    private, public = checkpoint.new_key()
    with new_file(file) as secret, new_file(file.with_name(file.name + ".pub"), mode=0o644) as shown:
        secret.write(private.encode())
        shown.write(public.encode())
    print(f"Keep {file} secret, and set CHECKPOINT_KEY_FILE to it. {file}.pub is for those who verify.")
    return 0


def _export(settings: Settings, file: Path | None, form: str) -> int:
    write = log_export.as_csv if form == "csv" else log_export.as_json_lines
    with opened(settings.database_url) as engine:
        rows = whole_log.rows(engine)
        if file is None:
            try:
                sys.stdout.buffer.writelines(line.encode() for line in write(rows))
                sys.stdout.flush()
            except BrokenPipeError:  # whoever reads has seen enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        else:
            with new_file(file) as target:
                target.writelines(line.encode() for line in write(rows))
    return 0


def _private_key(settings: Settings) -> checkpoint.Key:
    if settings.checkpoint_key:
        return checkpoint.Key(settings.checkpoint_key, source="CHECKPOINT_KEY")
    if settings.checkpoint_key_file:
        file = settings.checkpoint_key_file
        return checkpoint.Key(_text(file), source=str(file))
    raise MonitorError(
        "key_missing",
        "No key is set: make one with `python -m monitor make-key FILE`, and set CHECKPOINT_KEY_FILE to it.",
    )


def _public_key(settings: Settings, file: Path | None) -> checkpoint.PublicKey:
    if file is not None:
        return checkpoint.PublicKey(_text(file), source=str(file))
    if settings.checkpoint_key or settings.checkpoint_key_file:
        return _private_key(settings).public
    raise MonitorError(
        "key_missing", "Name the key that the checkpoint has to be signed with: --public-key FILE."
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MonitorError(
            "file_unreadable", f"{file} cannot be read; name a file that is there.", file=str(file)
        ) from error


def _events(head: chain.Head) -> str:
    return f"{head.sequence} event{'s' if head.sequence != 1 else ''}"
