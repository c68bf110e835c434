"""The one place that turns what somebody named, or sent, into indicators: it sees what a thing is, and opens its door.

| What | Read by |
| --- | --- |
| a folder, a ZIP or several files with `datapackage.json` | `frictionless` |
| another folder or ZIP | `opensdg` |
| `.json` | `pxweb.from_file` (JSON-stat) |
| `.csv`, `.tsv`, `.txt`; `.xlsx` | `tidy_csv`; `tidy_xlsx` |
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LocalText, OtherText
from monitor.errors import Fault, Refused
from monitor.measures.editions import Kind
from monitor.measures.received import Received
from monitor.sources.bundles import MAX_PACKED, Bundle, Folder, Loose, Zipped, open_bundle
from monitor.sources.delivery import Delivery, Progress
from monitor.sources.frictionless.descriptor import FILE as PACKAGE
from monitor.sources.frictionless.package import read_data_package
from monitor.sources.known import Lookup
from monitor.sources.opensdg.repository import read_repository
from monitor.sources.opensdg.words import language_of
from monitor.sources.table_files import (
    DEFINITIONS,
    TABLES,
    UNDETERMINED,
    Wishes,
    kind_of,
    read_table_file,
    suffix_of,
)

MAX_BYTES: Final = 2 * 2**30
"""Largest table as CSV that is read, in bytes: ten million rows take some 500 MB."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was named, read: what it is, its indicators, and what a reader of the report has to know beside them."""

    name: str
    kind: Kind
    received: tuple[Received, ...]
    noted: tuple[Fault, ...] = ()


def gather_path(path: Path, wishes: Wishes, known: Lookup, progress: Progress | None = None) -> Gathered:
    """What lies at a path: a folder or a file. Beside a table its definition is looked for, under the same name.

    Raises Refused `import_missing` with `name` where nothing is there, and what `gather_files` raises.
    """
    if path.is_dir():
        return _bundle(Folder(path), wishes, known, progress)
    if path.name == PACKAGE:
        return _bundle(Folder(path.parent), wishes, known, progress)
    files = {path.name: _bytes(path)}
    for suffix in DEFINITIONS:
        beside = path.with_suffix(suffix)
        if path.suffix.casefold() in TABLES and beside.is_file():
            files[beside.name] = _bytes(beside)
    return gather_files(files, wishes, known, progress)


def gather_files(
    files: Mapping[str, bytes], wishes: Wishes, known: Lookup, progress: Progress | None = None
) -> Gathered:
    """What is in files that were sent, by their names.

    A definition (`housing.yaml`) is that of the table of the same name (`housing.csv`).

    Raises Refused: `import_nothing`; `import_mixed` where files are of several kinds; `import_unknown_kind` with
    `name`; `import_no_definition` with `name` where nothing says what a table is of; `import_other_id` with `name`,
    `said` and `indicator` where its definition has another id than was named; `import_id` with `said` where that is
    none; and what the doors raise. FaultyFiles where a definition holds faults.
    """
    if PACKAGE in files:
        return _bundle(Loose(files, PACKAGE), wishes, known, progress)
    if any(suffix_of(name) == ".zip" for name in files):
        return _zipped(files, wishes, known, progress)
    tables = [name for name in files if suffix_of(name) in TABLES]
    for name in files:
        if suffix_of(name) not in (*TABLES, *DEFINITIONS):
            raise Refused(
                "import_unknown_kind",
                f"{quoted(name)} is nothing that is read here; accepted: CSV, XLSX, JSON-stat 2 (.json), an Open SDG "
                "repository or a Frictionless data package as a folder or a ZIP.",
                name=quoted(name),
            )
    if not tables:
        raise Refused("import_nothing", "There is no table among the files; give one, or a ZIP.")
    kinds = {kind_of(name) for name in tables}
    if len(kinds) > 1 or (len(tables) > 1 and wishes.indicator):
        raise _mixed()
    received: list[Received] = []
    for place, name in enumerate(sorted(tables)):

        def tell(share: float, place: int = place) -> None:
            if progress is not None:
                progress(place + share, len(tables))

        received.extend(read_table_file(name, files, wishes, known, tell))
        tell(1)
    return Gathered(", ".join(sorted(tables))[:200], kinds.pop(), tuple(received), _alone(files, tables))


def _bundle(
    bundle: Bundle,
    wishes: Wishes,
    known: Lookup,
    progress: Progress | None,
    translations: Sequence[Bundle] = (),
) -> Gathered:
    if _package(bundle):
        kind = Kind.FRICTIONLESS
        found = read_data_package(
            bundle,
            identity=wishes.dataset,
            language=wishes.language or "en",
            known=known,
            progress=progress,
        )
    else:
        kind = Kind.OPEN_SDG
        found = read_repository(
            bundle,
            identity=wishes.dataset,
            title=_title(wishes),
            language=wishes.language or None,
            translations=[*translations, *(open_bundle(path) for path in wishes.translations)],
            progress=progress,
        )
    return _delivered(bundle.name, kind, found)


def _delivered(name: str, kind: Kind, found: Delivery) -> Gathered:
    return Gathered(name, kind, found.indicators, found.noted)


def _package(bundle: Bundle) -> bool:
    """Whether it is described by a `datapackage.json`, perhaps in the one folder around everything.

    Some repositories of Open SDG hold one, too, for other tables than those of their indicators.
    """
    paths = [PurePosixPath(name) for name in bundle.names]
    return any(path.name == PACKAGE and len(path.parts) <= 2 for path in paths) and not any(
        path.parent.name == "data" and path.name.startswith("indicator_") for path in paths
    )


def _zipped(files: Mapping[str, bytes], wishes: Wishes, known: Lookup, progress: Progress | None) -> Gathered:
    """One ZIP, or a repository with others beside it that hold words for it and no figures."""
    if len(files) == 1:
        (name, data), *_none = files.items()
        if _is_workbook(data):
            return gather_files({f"{PurePosixPath(name).stem}.xlsx": data}, wishes, known, progress)
        return _bundle(Zipped(data, name), wishes, known, progress)
    if any(suffix_of(name) != ".zip" for name in files):
        raise _mixed()
    bundles = [Zipped(data, name) for name, data in files.items()]
    words = [bundle for bundle in bundles if _only_words(bundle)]
    others = [bundle for bundle in bundles if bundle not in words]
    if len(others) != 1:
        raise _mixed()
    return _bundle(others[0], wishes, known, progress, words)


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        return False  # the door of bundles says what is wrong


def _only_words(bundle: Bundle) -> bool:
    """Whether it holds translations of Open SDG and no table."""
    paths = [PurePosixPath(name) for name in bundle.names]
    return any("translations" in path.parts for path in paths) and not any(
        path.suffix.casefold() == ".csv" for path in paths
    )


def _alone(files: Mapping[str, bytes], tables: list[str]) -> tuple[Fault, ...]:
    """The definitions that no table came with."""
    stems = {PurePosixPath(name).stem for name in tables}
    return tuple(
        Fault(
            name, 0, "", "The definition came without a table.", f"{PurePosixPath(name).stem}.csv beside it."
        )
        for name in files
        if suffix_of(name) in DEFINITIONS and PurePosixPath(name).stem not in stems
    )


def _title(wishes: Wishes) -> LocalText | None:
    if not wishes.title:
        return None
    language = language_of(wishes.language) if wishes.language else None
    if language in ("nb", "nn", "en"):
        return LocalText.model_validate({language: wishes.title})
    return LocalText(other=OtherText(language=language or UNDETERMINED, text=wishes.title))


def _bytes(path: Path) -> bytes:
    limit = MAX_PACKED if suffix_of(path.name) == ".zip" else MAX_BYTES
    try:
        if path.stat().st_size > limit:
            raise Refused(
                "bundle_file_too_large",
                f"{quoted(path.name)} has more than {limit // 2**20:,} MB.",
                name=quoted(path.name),
                limit=limit // 2**20,
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(
            "import_missing",
            f"{quoted(str(path))} cannot be opened ({error.strerror}); name a file or a folder that is there.",
            name=quoted(path.name),
        ) from None


def _mixed() -> Refused:
    return Refused(
        "import_mixed",
        "These files are of several kinds, or one id was named for several tables; give one kind at a time, and one "
        "table for an id.",
    )
