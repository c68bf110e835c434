"""The one place that turns what somebody named, or sent, into indicators: it sees what a thing is, and opens its door.

| What | Read by |
| --- | --- |
| a folder, a ZIP or several files with `datapackage.json` | `frictionless` |
| another folder or ZIP | `opensdg` |
| `.json` | `pxweb.from_file` (JSON-stat 2) |
| `.csv`, `.tsv`, `.txt`; `.xlsx` | `tidy_csv`; `tidy_xlsx` |
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from pydantic import TypeAdapter, ValidationError

from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LocalText, OtherText
from monitor.errors import Fault, Refused
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition, Id
from monitor.measures.editions import Kind
from monitor.measures.received import Received
from monitor.sources import jsonstat_door
from monitor.sources.bundles import MAX_PACKED, Bundle, Folder, Loose, Zipped
from monitor.sources.delivery import Delivery, Progress
from monitor.sources.frictionless.descriptor import FILE as PACKAGE
from monitor.sources.frictionless.package import read_data_package
from monitor.sources.names import name_of
from monitor.sources.opensdg.repository import read_repository
from monitor.sources.opensdg.words import language_of
from monitor.sources.pxweb.from_file import read_file
from monitor.sources.pxweb.request import Described
from monitor.sources.shapes import shaped
from monitor.sources.tidy_csv import read_tidy
from monitor.sources.tidy_xlsx import read_tidy_workbook
from monitor.sources.yaml_door import read_yaml_text

MAX_BYTES: Final = 2 * 2**30
"""Largest table as CSV that is read, in bytes: ten million rows take some 500 MB."""

_PLAIN: Final = (".csv", ".tsv", ".txt")
_TABLES: Final = (*_PLAIN, ".xlsx", ".json")
_DEFINITIONS: Final = (".yaml", ".yml")
_UNDETERMINED: Final = "und"  # of BCP 47: nobody says which
_ID: Final = TypeAdapter[str](Id)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an indicator that has figures already: its definition, and the set it belongs to."""

    definition: Definition
    dataset: DataSet | None = None


Lookup = Callable[[str], Known | None]
"""Finds an indicator that has figures already by its id."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody says of what they named, as far as it does not say it itself; all of it may be left out.

    `indicator` is the id that a table has or gets; `dataset` that of the set, and `title` what people call the set;
    `language` is that of the texts (BCP 47); `sheet` the one of a workbook. `totals` names, for a dimension of a
    table in JSON-stat, the code that stands for all of it.
    """

    indicator: str = ""
    dataset: str = ""
    title: str = ""
    language: str = ""
    sheet: str = ""
    totals: Mapping[str, str] = field(default_factory=dict)


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
        return _bundle(Folder(path), wishes, progress)
    if path.name == PACKAGE:
        return _bundle(Folder(path.parent), wishes, progress)
    files = {path.name: _bytes(path)}
    for suffix in _DEFINITIONS:
        beside = path.with_suffix(suffix)
        if path.suffix.casefold() in _TABLES and beside.is_file():
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
        return _bundle(Loose(files, PACKAGE), wishes, progress)
    packed = [name for name in files if _suffix(name) == ".zip"]
    if packed:
        if len(files) > 1:
            raise _mixed()
        return _zipped(packed[0], files[packed[0]], wishes, known, progress)
    tables = [name for name in files if _suffix(name) in _TABLES]
    for name in files:
        if _suffix(name) not in (*_TABLES, *_DEFINITIONS):
            raise Refused(
                "import_unknown_kind",
                f"{quoted(name)} is nothing that is read here; accepted: CSV, XLSX, JSON-stat 2 (.json), an Open SDG "
                "repository or a Frictionless data package as a folder or a ZIP.",
                name=quoted(name),
            )
    if not tables:
        raise Refused("import_nothing", "There is no table among the files; give one, or a ZIP.")
    kinds = {_kind(name) for name in tables}
    if len(kinds) > 1 or (len(tables) > 1 and wishes.indicator):
        raise _mixed()
    received = []
    for place, name in enumerate(sorted(tables), start=1):
        received.append(_table(name, files, wishes, known))
        if progress is not None:
            progress(place, len(tables))
    return Gathered(", ".join(sorted(tables))[:200], kinds.pop(), tuple(received), _alone(files, tables))


def _bundle(bundle: Bundle, wishes: Wishes, progress: Progress | None) -> Gathered:
    if _package(bundle):
        kind = Kind.FRICTIONLESS
        found = read_data_package(
            bundle, identity=wishes.dataset, language=wishes.language or "en", progress=progress
        )
    else:
        kind = Kind.OPEN_SDG
        found = read_repository(
            bundle,
            identity=wishes.dataset,
            title=_title(wishes),
            language=wishes.language or None,
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


def _zipped(name: str, data: bytes, wishes: Wishes, known: Lookup, progress: Progress | None) -> Gathered:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_workbook = "xl/workbook.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        is_workbook = False  # the door of bundles says what is wrong
    if is_workbook:
        return gather_files({f"{PurePosixPath(name).stem}.xlsx": data}, wishes, known, progress)
    return _bundle(Zipped(data, name), wishes, progress)


def _table(name: str, files: Mapping[str, bytes], wishes: Wishes, known: Lookup) -> Received:
    if _kind(name) is Kind.JSON_STAT:
        return _json_stat(name, files[name], wishes, known)
    about = _about(name, files, wishes, known)
    if _kind(name) is Kind.XLSX:
        read = read_tidy_workbook(files[name], about.definition, name, sheet=wishes.sheet)
    else:
        read = read_tidy(files[name], about.definition, name)
    return replace(read, dataset=about.dataset)


def _about(name: str, files: Mapping[str, bytes], wishes: Wishes, known: Lookup) -> Known:
    """What a table is of: what the definition beside it says, else the indicator that is named, or its own name."""
    stem = PurePosixPath(name).stem
    for suffix in _DEFINITIONS:
        if f"{stem}{suffix}" in files:
            definition = _definition(files[f"{stem}{suffix}"], f"{stem}{suffix}")
            if wishes.indicator and wishes.indicator != definition.id:
                raise Refused(
                    "import_other_id",
                    f"{stem}{suffix} defines {definition.id}, and not {quoted(wishes.indicator)}; name one of them.",
                    name=f"{stem}{suffix}",
                    said=quoted(wishes.indicator),
                    indicator=definition.id,
                )
            return Known(definition)
    found = known(wishes.indicator or stem)
    if found is None:
        raise Refused(
            "import_no_definition",
            f"Nothing says what {quoted(name)} is a table of; name an indicator that is there, or put its definition "
            f"beside it as {stem}.yaml.",
            name=quoted(name),
        )
    return found


def _definition(data: bytes, file: str) -> Definition:
    return shaped(read_yaml_text(data, file), Definition)


def _json_stat(name: str, data: bytes, wishes: Wishes, known: Lookup) -> Received:
    indicator = wishes.indicator or name_of(PurePosixPath(name).stem, otherwise="table")
    try:
        _ID.validate_python(indicator)
    except ValidationError:
        raise Refused(
            "import_id",
            f"{quoted(indicator)} is no id; accepted: a small letter, then small letters, digits and _.",
            said=quoted(indicator),
        ) from None
    before = known(indicator)
    set_before = before.dataset.id if before is not None and before.dataset is not None else ""
    language = wishes.language or jsonstat_door.language(data) or _UNDETERMINED
    try:
        described = Described(
            indicator=indicator,
            dataset=wishes.dataset or set_before or "json_stat",
            language=language,
            totals=wishes.totals,
        )
    except ValidationError:
        said = quoted(wishes.dataset or language)
        raise Refused(
            "dataset_id",
            f"{said} is no id of a set, or no language; accepted: such as json_stat, and en.",
            said=said,
        ) from None
    return read_file(data, described, name)


def _alone(files: Mapping[str, bytes], tables: list[str]) -> tuple[Fault, ...]:
    """The definitions that no table came with."""
    stems = {PurePosixPath(name).stem for name in tables}
    return tuple(
        Fault(
            name, 0, "", "The definition came without a table.", f"{PurePosixPath(name).stem}.csv beside it."
        )
        for name in files
        if _suffix(name) in _DEFINITIONS and PurePosixPath(name).stem not in stems
    )


def _title(wishes: Wishes) -> LocalText | None:
    if not wishes.title:
        return None
    language = language_of(wishes.language) if wishes.language else None
    if language in ("nb", "nn", "en"):
        return LocalText.model_validate({language: wishes.title})
    return LocalText(other=OtherText(language=language or _UNDETERMINED, text=wishes.title))


def _kind(name: str) -> Kind:
    return {".xlsx": Kind.XLSX, ".json": Kind.JSON_STAT}.get(_suffix(name), Kind.CSV)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()


def _bytes(path: Path) -> bytes:
    limit = MAX_PACKED if _suffix(path.name) == ".zip" else MAX_BYTES
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
