"""What a Frictionless data package says of itself: `datapackage.json`, version 1 and version 2.

Specification: https://datapackage.org/ (version 2) and https://specs.frictionlessdata.io/ (version 1).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from monitor.catalogue.signs import first_forbidden, quoted
from monitor.errors import Refused
from monitor.sources.bundles import Bundle
from monitor.sources.json_door import Json, read_json
from monitor.sources.tabular.cells import heading

FILE: Final = "datapackage.json"
MAX_RESOURCES: Final = 2_000
MAX_FIELDS: Final = 200

Tree = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Field:
    """A column as the schema describes it; `said` is all that is said of it."""

    name: str
    type: str
    said: Tree

    def text(self, key: str) -> str:
        """A text that is said of it; empty where none is."""
        return text(self.said.get(key))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """That a column holds the codes of a list."""

    field: str
    resource: str
    reference: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One table. `data` is what is written into the descriptor itself, `paths` the files it is in otherwise."""

    name: str
    said: Tree
    paths: tuple[str, ...]
    data: Json
    fields: tuple[Field, ...]
    missing: Mapping[str, str]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    dialect: Tree = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A text that is said of it; empty where none is."""
        return text(self.said.get(key))


@dataclass(frozen=True, slots=True)
class Package:
    """A package: what is said of all of it, and its tables. `root` is the folder that its paths start from."""

    said: Tree
    root: str
    resources: tuple[Resource, ...]

    def text(self, key: str) -> str:
        """A text that is said of it; empty where none is."""
        return text(self.said.get(key))


def read_package(bundle: Bundle) -> Package:
    """The descriptor of the package in a bundle.

    Raises Refused: what `read_json` and `Bundle.read` raise; `package_none` where there is no descriptor;
    `package_damaged` with `place` and `problem` where it is none.
    """
    found = sorted(
        (name for name in bundle.names if PurePosixPath(name).name == FILE),
        key=lambda name: (name.count("/"), name),
    )
    if not found:
        raise Refused("package_none", f"There is no {FILE} here.")
    root = found[0][: -len(FILE)]
    tree = read_json(bundle.read(found[0]))
    if not isinstance(tree, dict):
        raise damaged("", "is no object")
    resources = tree.get("resources")
    if not isinstance(resources, list) or not 0 < len(resources) <= MAX_RESOURCES:
        raise damaged("resources", f"is no list of 1 to {MAX_RESOURCES} tables")
    read = tuple(_resource(entry, place, bundle, root) for place, entry in enumerate(resources))
    return Package(tree, root, read)


def text(value: Json) -> str:
    """A text that can be shown, else nothing."""
    if not isinstance(value, str) or first_forbidden(value) is not None:
        return ""
    return value.strip()


def listed(value: Json) -> list[Json]:
    """A list as it stands; nothing where there is none."""
    return value if isinstance(value, list) else []


def names(value: Json) -> tuple[str, ...]:
    """A name, or a list of names."""
    return tuple(text(entry) for entry in (value if isinstance(value, list) else [value]) if text(entry))


def _resource(entry: Json, place: int, bundle: Bundle, root: str) -> Resource:
    where = f"resources[{place}]"
    if not isinstance(entry, dict):
        raise damaged(where, "is no object")
    schema = entry.get("schema", {})
    if isinstance(schema, str):
        schema = read_json(bundle.read(inside(root, schema)))
    if not isinstance(schema, dict):
        raise damaged(f"{where}.schema", "is no object")
    dialect = entry.get("dialect", {})
    if isinstance(dialect, str):
        dialect = read_json(bundle.read(inside(root, dialect)))
    fields = listed(schema.get("fields"))
    if len(fields) > MAX_FIELDS:
        raise damaged(f"{where}.schema.fields", f"has more than {MAX_FIELDS} columns")
    paths = entry.get("path")
    return Resource(
        name=text(entry.get("name")) or f"table-{place + 1}",
        said=entry,
        paths=names(paths),
        data=entry.get("data"),
        fields=tuple(_field(said, f"{where}.schema.fields[{number}]") for number, said in enumerate(fields)),
        missing=_missing(schema.get("missingValues", [""])),
        primary_key=names(schema.get("primaryKey")),
        foreign_keys=tuple(_foreign_keys(schema.get("foreignKeys"))),
        dialect=dialect if isinstance(dialect, dict) else {},
    )


def _field(said: Json, where: str) -> Field:
    if isinstance(said, str):  # seen in older packages
        return Field(heading(said), "any", {})
    if not isinstance(said, dict) or not text(said.get("name")):
        raise damaged(where, "has no name")
    return Field(heading(text(said.get("name"))), text(said.get("type")) or "any", said)


def _missing(said: Json) -> dict[str, str]:
    """What stands for no value, each with what it means where version 2 says it."""
    found: dict[str, str] = {}
    for entry in listed(said):
        if isinstance(entry, dict):
            value = entry.get("value")
            if isinstance(value, str):
                found[value.strip()] = text(entry.get("label"))
        elif isinstance(entry, str):
            found[entry.strip()] = ""
    return {"": "", **found}


def _foreign_keys(said: Json) -> list[ForeignKey]:
    found = []
    for entry in listed(said):
        reference = entry.get("reference") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(reference, dict):
            continue
        own, others = names(entry.get("fields")), names(reference.get("fields"))
        resource = text(reference.get("resource"))
        if len(own) == len(others) == 1 and resource:
            found.append(ForeignKey(own[0], resource, others[0]))
    return found


def inside(root: str, path: str) -> str:
    """The place in the bundle of a path in the descriptor; Refused where it could lead out."""
    if path.startswith(("/", "~")) or "\\" in path or ":" in path or ".." in path.split("/"):
        message = f"The path {quoted(path)} leads out of the package; accepted: a path below {FILE}."
        raise Refused("package_path", message, path=quoted(path))
    return root + path.removeprefix("./")


def damaged(place: str, problem: str) -> Refused:
    """What is refused where the descriptor is none."""
    message = f"The descriptor is damaged: {place or FILE} {problem}."
    return Refused("package_damaged", message, place=place, problem=problem)


Fetch = Callable[[str], bytes]
"""Gets what is at a web address, or raises Refused."""

Hosts = Sequence[str]
