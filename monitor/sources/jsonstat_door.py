"""The door for JSON-stat 2, in which Statistics Norway (PxWebApi v2) and Eurostat answer: one dataset, checked.

What the sizes of the dimensions come to is looked at before a table is made of it: a few bytes can name 10⁹ × 10⁹
cells.
Format: https://json-stat.org/format/.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from math import prod
from typing import Final, TypeGuard

from monitor.catalogue.signs import first_forbidden
from monitor.errors import Refused
from monitor.sources.json_door import Json, read_json
from monitor.sources.jsonstat_table import Category, Dataset, Dimension

MAX_CELLS: Final = 800_000
"""Most cells in one dataset; SSB gives no more at a time."""

_MAX_TEXT: Final = 4_000
_MAX_DIMENSIONS: Final = 50
_LANGUAGE: Final = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ROLES: Final = ("time", "geo", "metric")


def read_dataset(data: bytes) -> Dataset:
    """The dataset in a file.

    Raises Refused: what `read_json` raises; `jsonstat_class` where it is no dataset of JSON-stat 2;
    `jsonstat_too_large` with `cells` and `limit`; `jsonstat_damaged` with `place` and `problem` where it contradicts
    itself or the format.
    """
    tree = read_json(data)
    if not isinstance(tree, dict) or tree.get("class") != "dataset" or tree.get("version") != "2.0":
        raise Refused("jsonstat_class", "This is no dataset of JSON-stat 2.")
    ids = _texts(tree.get("id"), "id")
    sizes = _sizes(tree.get("size"), ids)
    has_values = tree.get("value") not in (None, [], {})
    if has_values and prod(sizes) > MAX_CELLS:
        raise Refused(
            "jsonstat_too_large",
            f"The table has {_count(prod(sizes))} cells; at most {MAX_CELLS:,}.",
            cells=_count(prod(sizes)),
            limit=MAX_CELLS,
        )
    described = _mapping(tree.get("dimension"), "dimension")
    if set(described) != set(ids):
        raise _damaged("dimension", "names other dimensions than id")
    return Dataset(
        label=_text(tree.get("label", ""), "label"),
        source=_text(tree.get("source", ""), "source"),
        updated=_instant(tree.get("updated")),
        dimensions=tuple(
            _dimension(name, size, described[name]) for name, size in zip(ids, sizes, strict=True)
        ),
        role=_roles(tree.get("role"), ids),
        values=tuple(_values(tree.get("value"), prod(sizes))) if has_values else (),
        status=_status(tree.get("status"), prod(sizes) if has_values else 0),
        notes=tuple(_texts(tree.get("note", []), "note")),
        decimals=_decimals(_inside(_inside(tree, "extension"), "px").get("decimals")),
        extension=_inside(tree, "extension"),
    )


def language(table: Dataset) -> str | None:
    """The language that a table says its texts are in (PxWeb: `extension.px.language`); None where it says none."""
    said = _inside(table.extension, "px").get("language")
    return said if isinstance(said, str) and _LANGUAGE.fullmatch(said) else None


def _sizes(said: Json, ids: Sequence[str]) -> list[int]:
    if not 1 <= len(ids) <= _MAX_DIMENSIONS or len(set(ids)) < len(ids):
        raise _damaged("id", "names no dimension, very many, or one twice")
    if not isinstance(said, list) or len(said) != len(ids):
        raise _damaged("size", "does not give one size for each dimension")
    sizes = []
    for size in said:
        if not _is_whole(size) or size < 1:
            raise _damaged("size", "is not made of whole numbers above zero")
        sizes.append(size)
    return sizes


def _dimension(name: str, size: int, said: Json) -> Dimension:
    where = f"dimension.{name}"
    described = _mapping(said, where)
    category = _mapping(described.get("category"), f"{where}.category")
    labels = _mapping(category.get("label", {}), f"{where}.category.label")
    units = _mapping(category.get("unit", {}), f"{where}.category.unit")
    codes = _codes(category.get("index"), labels, size, f"{where}.category")
    categories = []
    for code in codes:
        unit = _mapping(units.get(code, {}), f"{where}.category.unit")
        decimals = _decimals(unit.get("decimals"))
        if decimals is None and unit.get("decimals") is not None:
            raise _damaged(f"{where}.category.unit", "has decimals that are no small whole number")
        base = unit.get("base", unit.get("label"))
        categories.append(
            Category(
                code=code,
                label=_text(labels.get(code, code), f"{where}.category.label"),
                unit=None if base is None else _text(base, f"{where}.category.unit"),
                decimals=decimals,
            )
        )
    return Dimension(
        name,
        _text(described.get("label", name), f"{where}.label"),
        tuple(categories),
        may_be_left_out=_inside(described, "extension").get("elimination") is True,
    )


def _inside(tree: Mapping[str, Json], key: str) -> Mapping[str, Json]:
    """What stands there, where it is an object: extensions are anybody's, and may be of any form."""
    said = tree.get(key)
    return said if isinstance(said, dict) else {}


def _decimals(said: Json) -> int | None:
    return said if _is_whole(said) and 0 <= said <= 15 else None


def _codes(index: Json, labels: Mapping[str, Json], size: int, where: str) -> list[str]:
    """The codes of a dimension in order: from a list, from the position of each, or from the label of the only one."""
    if index is None and size == 1:
        index = list(labels)
    if isinstance(index, dict):
        codes = [""] * len(index)
        for code, position in index.items():
            if not _is_whole(position) or not 0 <= position < len(index) or codes[position]:
                raise _damaged(f"{where}.index", "does not give each category a position of its own")
            codes[position] = _text(code, f"{where}.index")
    else:
        codes = _texts(index, f"{where}.index")
    if len(codes) != size or len(set(codes)) != size or not all(codes):
        raise _damaged(f"{where}.index", "does not name as many categories as size says")
    return codes


def _roles(said: Json, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    roles = {}
    for role, names in _mapping(said if said is not None else {}, "role").items():
        if role in _ROLES:
            roles[role] = tuple(_texts(names, f"role.{role}"))
            if not set(roles[role]) <= set(ids):
                raise _damaged(f"role.{role}", "names a dimension that is not there")
    return roles


def _values(said: Json, cells: int) -> list[int | Decimal | None]:
    """All cells in order: from a list of all, or from the places of those that hold something."""
    if isinstance(said, list):
        if len(said) != cells:
            raise _damaged("value", "does not hold as many values as the sizes come to")
        return [_value(value) for value in said]
    values: list[int | Decimal | None] = [None] * cells
    for place, value in _mapping(said, "value").items():
        values[_place(place, cells, "value")] = _value(value)
    return values


def _value(said: Json) -> int | Decimal | None:
    if said is None or (isinstance(said, int | Decimal) and not isinstance(said, bool)):
        return said
    raise _damaged("value", "holds something that is no number")


def _status(said: Json, cells: int) -> dict[int, str]:
    """The signs by place: from a list of all, from the places that have one, or one sign for every cell."""
    if said is None:
        return {}
    if isinstance(said, str):
        return dict.fromkeys(range(cells), _text(said, "status"))
    if isinstance(said, list):
        if len(said) != cells:
            raise _damaged("status", "does not hold as many signs as there are values")
        return {place: _text(sign, "status") for place, sign in enumerate(said) if sign not in (None, "")}
    return {
        _place(place, cells, "status"): _text(sign, "status")
        for place, sign in _mapping(said, "status").items()
    }


def _place(said: str, cells: int, where: str) -> int:
    # One way to write each place, so that no two keys can mean the same cell.
    if not (said.isascii() and said.isdigit() and len(said) < 10) or str(int(said)) != said:
        raise _damaged(where, "holds a key that is no place")
    if int(said) >= cells:
        raise _damaged(where, "holds a place that lies outside the table")
    return int(said)


def _instant(said: Json) -> datetime | None:
    if said is None:
        return None
    try:
        return datetime.fromisoformat(_text(said, "updated"))
    except ValueError:
        raise _damaged("updated", "is no instant") from None


def _mapping(said: Json, where: str) -> dict[str, Json]:
    if isinstance(said, dict):
        return said
    raise _damaged(where, "is not there, or is no object")


def _texts(said: Json, where: str) -> list[str]:
    if not isinstance(said, list):
        raise _damaged(where, "is not there, or is no list")
    return [_text(each, where) for each in said]


def _text(said: Json, where: str) -> str:
    if not isinstance(said, str) or len(said) > _MAX_TEXT or first_forbidden(said) is not None:
        raise _damaged(where, "holds what is no text that can be shown")
    return said


def _is_whole(said: Json) -> TypeGuard[int]:
    return isinstance(said, int) and not isinstance(said, bool)


def _count(cells: int) -> str:
    return f"{cells:,}" if cells < 10**12 else f"some 10^{len(str(cells)) - 1}"


def _damaged(where: str, problem: str) -> Refused:
    place = where[:80]
    return Refused(
        "jsonstat_damaged", f"The dataset cannot be used: {place} {problem}.", place=place, problem=problem
    )
