"""The forms that answers in JSON-stat have as files, each brought to datasets of version 2.

Read are a dataset of version 2 or 1, a bundle of version 1 (datasets by name), and a collection with its datasets in
it. What the format lets a dataset leave out is looked for in what it says: which dimension is time, and which measures.
Small faults of known sources are mended here, where nothing can be misread by it; all else the door refuses.
Format: https://json-stat.org/format/, and for version 1 https://json-stat.org/format/1.3/.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from monitor.errors import Refused
from monitor.measures.periods import UNDATED
from monitor.sources.json_door import Json, read_json
from monitor.sources.jsonstat_door import dataset_of
from monitor.sources.jsonstat_mending import Tree, mend
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.pxweb.time_labels import period_of
from monitor.sources.tabular.periods import years_by_dash

_IN_DIMENSION: Final = ("id", "size", "role")  # of version 1
_VERSION: Final = re.compile(r"2\.[0-9]{1,2}")
_TIMES: Final = frozenset(
    ("time", "year", "period", "date", "tid", "år", "aar", "jahr", "zeit", "année", "temps", "año", "tiempo")
)


def read_datasets(data: bytes) -> list[tuple[str, Dataset]]:
    """Every dataset in a file, by its name there; the name of the only one is empty.

    Raises Refused: what `dataset_of` and `read_json` raise; `jsonstat_class` where it is no JSON-stat;
    `jsonstat_addresses` with `count` where it is a collection that only says where its tables are; `pxweb_no_values`
    where it describes one dimension.
    """
    return [(name, dataset_of(tree)) for name, tree in _trees(read_json(data))]


def _trees(tree: Json) -> list[tuple[str, Tree]]:
    if not isinstance(tree, dict):
        raise _no_jsonstat()
    if tree.get("class") == "dimension":
        raise Refused("pxweb_no_values", "The file describes a dimension and holds no figures.")
    if tree.get("class") == "collection":
        return _named(_collected(tree))
    if _is_dataset(tree):
        return [("", _usual(tree))]
    found = [(name, said) for name, said in tree.items() if isinstance(said, dict) and _is_dataset(said)]
    if "class" in tree or not found:
        raise _no_jsonstat()
    return _named(found)


def _collected(tree: Tree) -> list[tuple[str, Tree]]:
    link = tree.get("link")
    items = link.get("item") if isinstance(link, dict) else None
    listed = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    found = [(_text(item.get("label")), item) for item in listed if _is_dataset(item)]
    if not found:
        message = f"The collection says where {len(listed)} tables are and holds none; fetch each and give those files."
        raise Refused("jsonstat_addresses", message, count=len(listed))
    return found


def _named(found: Iterable[tuple[str, Tree]]) -> list[tuple[str, Tree]]:
    tables = [(name, _usual(tree)) for name, tree in found]
    return tables if len(tables) > 1 else [("", tree) for _name, tree in tables]


def _is_dataset(tree: Tree) -> bool:
    return isinstance(tree.get("dimension"), dict) and tree.get("class", "dataset") == "dataset"


def _usual(tree: Tree) -> Tree:
    """A dataset as version 2 has it, with what it leaves out."""
    made = {**tree, "class": "dataset"}
    version = tree.get("version")
    if version is None or (isinstance(version, str) and (_VERSION.fullmatch(version) or version[:1] == "1")):
        made["version"] = "2.0"
    dimension = tree["dimension"]
    assert isinstance(dimension, dict)
    if "id" not in tree and isinstance(dimension.get("id"), list):
        made |= {key: dimension[key] for key in _IN_DIMENSION if key in dimension}
        made["dimension"] = {key: said for key, said in dimension.items() if key not in _IN_DIMENSION}
    mend(made)
    _say_roles(made)
    _word_signs(made)
    return made


def _say_roles(made: Tree) -> None:
    """Which dimension is time and which holds measures, where the dataset does not say it and leaves no doubt."""
    said = made.get("role", {})
    dimension, ids = made.get("dimension"), made.get("id")
    if not isinstance(said, dict) or not isinstance(dimension, dict) or not isinstance(ids, list):
        return
    roles: Tree = {role: [names] if isinstance(names, str) else names for role, names in said.items()}
    named = {
        name: about
        for name in ids
        if isinstance(name, str) and isinstance(about := dimension.get(name), dict)
    }
    times = roles.get("time") or list(named)
    if (isinstance(times, list) and len(times) != 1) or not roles.get("time"):
        found = [name for name in named if name in times and _is_time(named[name])]  # type: ignore[operator]
        called = [name for name in found if _called(name, named[name]) & _TIMES]
        if len(found) == 1 or len(called) == 1:
            roles["time"] = [*(called[:1] or found)]
        elif not found and not roles.get("time"):
            _say_undated(made, named)
            roles["time"] = [str(made["id"][-1])]  # type: ignore[index]
    if not roles.get("metric"):
        counted = [name for name, about in named.items() if _category(about).get("unit")]
        units = [name for name in named if name.casefold() == "unit"]
        if len(counted) == 1:
            roles["metric"] = [*counted]
        elif (
            not counted and len(units) == 1
        ):  # of Eurostat: figures in different units are of different kinds
            roles["metric"] = [*units]
            _say_units(_category(named[units[0]]))
    made["role"] = roles


def _say_undated(made: Tree, named: Mapping[str, Tree]) -> None:
    """A dimension for the time that no dimension says."""
    name = "time" if "time" not in named else "time of the figures"
    ids, sizes, dimension = made["id"], made.get("size"), made["dimension"]
    made["id"] = [*ids, name] if isinstance(ids, list) else ids
    made["size"] = [*sizes, 1] if isinstance(sizes, list) else sizes
    if isinstance(dimension, dict):
        made["dimension"] = {**dimension, name: {"category": {"index": [UNDATED]}}}


def _say_units(category: Tree) -> None:
    labels = category.get("label")
    if isinstance(labels, dict):
        category["unit"] = {code: {"label": label} for code, label in labels.items()}


def _is_time(about: Tree) -> bool:
    """Whether each of its codes is a stretch of time, or the words for each are."""
    category = _category(about)
    labels, index = category.get("label"), category.get("index")
    known = labels if isinstance(labels, dict) else {}
    codes = list(index if isinstance(index, list | dict) else known)
    years = years_by_dash(code for code in codes if isinstance(code, str))
    return bool(codes) and all(
        code in years
        or period_of(_text(code), _text(known.get(str(code))), _text(about.get("label"))) is not None
        for code in codes
    )


def _called(name: str, about: Tree) -> set[str]:
    return {name.casefold(), _text(about.get("label")).casefold()}


def _word_signs(made: Tree) -> None:
    """Signs beside figures as the words that the answer has for them (Eurostat: `extension.status.label`)."""
    extension, status = made.get("extension"), made.get("status")
    told = extension.get("status") if isinstance(extension, dict) else None
    labels = told.get("label") if isinstance(told, dict) else None
    if isinstance(labels, dict):
        if isinstance(status, dict):
            made["status"] = {place: labels.get(_text(sign), sign) for place, sign in status.items()}
        elif isinstance(status, list):
            made["status"] = [labels.get(_text(sign), sign) for sign in status]
        elif isinstance(status, str):
            made["status"] = labels.get(status, status)


def _category(about: Tree) -> Tree:
    category = about.get("category")
    return category if isinstance(category, dict) else {}


def _text(said: Json) -> str:
    return said if isinstance(said, str) else ""


def _no_jsonstat() -> Refused:
    return Refused("jsonstat_class", "This is no JSON-stat: no dataset, bundle or collection.")
