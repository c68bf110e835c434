"""The door for JSON-stat 2, in which Statistics Norway (PxWebApi v2) and Eurostat answer: one dataset, checked.

What the sizes of the dimensions come to is looked at before a table is made of it: a few bytes can name 10⁹ × 10⁹
cells.
Format: https://json-stat.org/format/.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import prod
from typing import Final

from monitor.errors import Refused
from monitor.sources.json_door import Json, read_json
from monitor.sources.jsonstat_parts import (
    all_values,
    count_of,
    damaged,
    is_whole,
    mapping,
    notes_of,
    signs_by_place,
    text,
    texts,
)
from monitor.sources.jsonstat_table import Category, Dataset, Dimension

MAX_CELLS: Final = 800_000
"""Most cells in one dataset; SSB gives no more at a time."""

_MAX_DIMENSIONS: Final = 50
_MOST_POWER: Final = 12  # of ten, in which figures are given
_LANGUAGE: Final = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ROLES: Final = ("time", "geo", "metric")


def read_dataset(data: bytes) -> Dataset:
    """The dataset in a file.

    Raises Refused: what `read_json` raises; `jsonstat_class` where it is no dataset of JSON-stat 2;
    `jsonstat_too_large` with `cells` and `limit`; `jsonstat_damaged` with `place` and `problem` where it contradicts
    itself or the format.
    """
    return dataset_of(read_json(data))


def dataset_of(tree: Json) -> Dataset:
    """The dataset that a tree is. Raises what `read_dataset` does but for what `read_json` raises."""
    if not isinstance(tree, dict) or tree.get("class") != "dataset" or tree.get("version") != "2.0":
        raise Refused("jsonstat_class", "This is no dataset of JSON-stat 2.")
    ids = texts(tree.get("id"), "id")
    sizes = _sizes(tree.get("size"), ids)
    has_values = tree.get("value") not in (None, [], {})
    if has_values and prod(sizes) > MAX_CELLS:
        raise Refused(
            "jsonstat_too_large",
            f"The table has {count_of(prod(sizes))} cells; at most {MAX_CELLS:,}.",
            cells=count_of(prod(sizes)),
            limit=MAX_CELLS,
        )
    described = mapping(tree.get("dimension"), "dimension")
    if set(described) != set(ids):
        raise damaged("dimension", "names other dimensions than id")
    return Dataset(
        label=text(tree.get("label", ""), "label"),
        source=text(tree.get("source", ""), "source"),
        updated=_instant(tree.get("updated")),
        dimensions=tuple(
            _dimension(name, size, described[name]) for name, size in zip(ids, sizes, strict=True)
        ),
        role=_roles(tree.get("role"), ids),
        values=tuple(all_values(tree.get("value"), prod(sizes))) if has_values else (),
        status=signs_by_place(tree.get("status"), prod(sizes) if has_values else 0),
        notes=(*texts(tree.get("note", []), "note"), *notes_of(ids, described)),
        decimals=_decimals(_inside(_inside(tree, "extension"), "px").get("decimals")),
        extension=_inside(tree, "extension"),
    )


def language(table: Dataset) -> str | None:
    """The language that a table says its texts are in (PxWeb: `extension.px.language`, Eurostat: `extension.lang`);
    None where it says none.
    """
    said = _inside(table.extension, "px").get("language", table.extension.get("lang"))
    said = said.lower() if isinstance(said, str) and len(said) == 2 else said
    return said if isinstance(said, str) and _LANGUAGE.fullmatch(said) else None


def _sizes(said: Json, ids: Sequence[str]) -> list[int]:
    if not 1 <= len(ids) <= _MAX_DIMENSIONS or len(set(ids)) < len(ids):
        raise damaged("id", "names no dimension, very many, or one twice")
    if not isinstance(said, list) or len(said) != len(ids):
        raise damaged("size", "does not give one size for each dimension")
    sizes = []
    for size in said:
        if not is_whole(size) or size < 1:
            raise damaged("size", "is not made of whole numbers above zero")
        sizes.append(size)
    return sizes


def _dimension(name: str, size: int, said: Json) -> Dimension:
    where = f"dimension.{name}"
    described = mapping(said, where)
    category = mapping(described.get("category"), f"{where}.category")
    labels = mapping(category.get("label", {}), f"{where}.category.label")
    units = mapping(category.get("unit", {}), f"{where}.category.unit")
    codes = _codes(category.get("index"), labels, size, f"{where}.category")
    categories = []
    for code in codes:
        unit = mapping(units.get(code, {}), f"{where}.category.unit")
        decimals = _decimals(unit.get("decimals"))
        if decimals is None and unit.get("decimals") is not None:
            raise damaged(f"{where}.category.unit", "has decimals that are no small whole number")
        categories.append(
            Category(
                code=code,
                label=text(labels.get(code, code), f"{where}.category.label"),
                unit=_unit(unit, f"{where}.category.unit"),
                decimals=decimals,
            )
        )
    return Dimension(
        name,
        text(described.get("label", name), f"{where}.label"),
        tuple(categories),
        may_be_left_out=_inside(described, "extension").get("elimination") is True,
    )


def _unit(said: Mapping[str, Json], where: str) -> str | None:
    """What a measure is counted in, thousands and millions of it included.

    Where figures are given in powers of ten of the base, the label of the format says so ("thousands of persons") and
    the base does not.
    """
    base, label, sign = (text(said.get(key) or "", where) for key in ("base", "label", "symbol"))
    power = said.get("multiplier")
    if not is_whole(power) or not 0 < power <= _MOST_POWER:
        return base or label or sign or None
    counted = label or f"{base or sign} × {10**power:,}".replace(",", " ").strip()
    return counted if not sign or sign in counted else f"{sign} {counted}"


def _inside(tree: Mapping[str, Json], key: str) -> Mapping[str, Json]:
    """What stands there, where it is an object: extensions are anybody's, and may be of any form."""
    said = tree.get(key)
    return said if isinstance(said, dict) else {}


def _decimals(said: Json) -> int | None:
    return said if is_whole(said) and 0 <= said <= 15 else None


def _codes(index: Json, labels: Mapping[str, Json], size: int, where: str) -> list[str]:
    """The codes of a dimension in order: from a list, from the position of each, or from the label of the only one."""
    if index is None and size == 1:
        index = list(labels)
    if isinstance(index, dict):
        codes = [""] * len(index)
        for code, position in index.items():
            if not is_whole(position) or not 0 <= position < len(index) or codes[position]:
                raise damaged(f"{where}.index", "does not give each category a position of its own")
            codes[position] = text(code, f"{where}.index")
    else:
        codes = texts(index, f"{where}.index")
    if len(codes) != size or len(set(codes)) != size or not all(codes):
        raise damaged(f"{where}.index", "does not name as many categories as size says")
    return codes


def _roles(said: Json, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    roles = {}
    for role, names in mapping(said if said is not None else {}, "role").items():
        if role in _ROLES:
            roles[role] = tuple(texts(names, f"role.{role}"))
            if not set(roles[role]) <= set(ids):
                raise damaged(f"role.{role}", "names a dimension that is not there")
    return roles


def _instant(said: Json) -> datetime | None:
    if said is None:
        return None
    try:
        return datetime.fromisoformat(text(said, "updated"))
    except ValueError:
        raise damaged("updated", "is no instant") from None
