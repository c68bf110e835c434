"""One table that somebody named or sent, with what it is a table of."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from pydantic import TypeAdapter, ValidationError

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.measures.definitions import Definition
from monitor.measures.dimensions import Id
from monitor.measures.editions import Kind
from monitor.measures.received import Received
from monitor.sources.jsonstat_door import language as language_of
from monitor.sources.jsonstat_forms import read_datasets
from monitor.sources.known import Known, Lookup
from monitor.sources.names import name_of
from monitor.sources.own_files import own_definition, read_own_table
from monitor.sources.pxweb.from_file import read_file
from monitor.sources.pxweb.request import Described
from monitor.sources.shapes import shaped
from monitor.sources.tidy_csv import Share, nobody, read_tidy
from monitor.sources.tidy_xlsx import read_tidy_workbook
from monitor.sources.yaml_door import read_yaml_text

TABLES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".json")
"""How the names of tables end."""

DEFINITIONS: Final = (".yaml", ".yml")
"""How the names of definitions end."""

UNDETERMINED: Final = "und"  # of BCP 47: nobody says which
_ID: Final = TypeAdapter[str](Id)
_OURS: Final = re.compile(
    r"(?:demonstration-)?([a-z][a-z0-9_]*)(?:-(?:edition|utgave)-[0-9]+)?(?: ?\([0-9]+\))?"
)
"""The names of the tables that are downloaded here, and of the copies that a browser makes of them."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody says of what they named, as far as it does not say it itself; all of it may be left out.

    `indicator` is the id that a table has or gets; `dataset` that of the set, and `title` what people call the set;
    `language` is that of the texts (BCP 47); `sheet` the one of a workbook. `totals` names, for a dimension of a
    table in JSON-stat, the code that stands for all of it. `translations` are folders or ZIPs with further words for a
    repository of Open SDG, such as a copy of `sdg-translations`.
    """

    indicator: str = ""
    dataset: str = ""
    title: str = ""
    language: str = ""
    sheet: str = ""
    totals: Mapping[str, str] = field(default_factory=dict)
    translations: tuple[Path, ...] = ()


def read_table_file(
    name: str, files: Mapping[str, bytes], wishes: Wishes, known: Lookup, tell: Share = nobody
) -> tuple[Received, ...]:
    """The figures in the file `name` of `files`, among which its definition may be: of one indicator, or of several
    where it holds several tables in JSON-stat. Raises what `gather_files` says.
    """
    if kind_of(name) is Kind.JSON_STAT:
        return _json_stat(name, files[name], wishes, known)
    about = _about(name, files, wishes, known)
    if kind_of(name) is Kind.XLSX:
        read = read_tidy_workbook(files[name], about.definition, name, sheet=wishes.sheet, tell=tell)
    else:
        read = read_tidy(files[name], about.definition, name, tell)
    return (replace(read, dataset=about.dataset),)


def _about(name: str, files: Mapping[str, bytes], wishes: Wishes, known: Lookup) -> Known:
    """What a table is of: what the definition beside it says, else the indicator that is named, or its own name."""
    stem = PurePosixPath(name).stem
    for suffix in DEFINITIONS:
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
    ours = _OURS.fullmatch(stem)
    found = known(wishes.indicator or (ours[1] if ours else stem))
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


def _json_stat(name: str, data: bytes, wishes: Wishes, known: Lookup) -> tuple[Received, ...]:
    """Our own file as the edition it holds, unless somebody asks for another set or id; any other as its own set."""
    tables = read_datasets(data)
    digest = hashlib.sha256(data).hexdigest()
    table = tables[0][1]
    ours = own_definition(table.extension, known) if len(tables) == 1 and not wishes.dataset else None
    if ours is not None and wishes.indicator in ("", ours.definition.id):
        own = read_own_table(table, ours, name, digest)
        if own is not None:
            return (own,)
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
    language = wishes.language or language_of(table) or UNDETERMINED
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
    return read_file(tables, described, name, digest)


def kind_of(name: str) -> Kind:
    """What a table is read as, by how its name ends."""
    return {".xlsx": Kind.XLSX, ".json": Kind.JSON_STAT}.get(suffix_of(name), Kind.CSV)


def suffix_of(name: str) -> str:
    """How a name ends, in small letters, with the point."""
    return PurePosixPath(name).suffix.casefold()
