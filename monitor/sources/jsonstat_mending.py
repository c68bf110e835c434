"""Small faults of known sources of JSON-stat, mended where nothing can be misread by it."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Final

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.sources.json_door import Json
from monitor.sources.jsonstat_parts import MAX_TEXT

Tree = dict[str, Json]

_MOST: Final = 10**9
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def mend(made: Tree) -> None:
    """What known sources write otherwise than the format, and what stands for nothing here."""
    sizes = made.get("size")
    if isinstance(sizes, list):
        made["size"] = [_whole(size) for size in sizes]
    notes = made.get("note")
    if isinstance(notes, str):
        notes = [notes]
    if isinstance(notes, dict):
        notes = list(notes.values())
    if isinstance(notes, list):
        made["note"] = [note[:MAX_TEXT] if isinstance(note, str) else note for note in notes]
    if not _is_instant(made.get("updated")):  # a day as somebody types it: when is not known
        made.pop("updated", None)
    for key in ("label", "source", "role", "status", "note", "extension"):
        if made.get(key) is None:
            made.pop(key, None)
    status = made.get("status")
    if isinstance(status, dict):
        made["status"] = {place: sign for place, sign in status.items() if sign not in (None, "")}
    dimension = made.get("dimension")
    if isinstance(dimension, dict):
        made["dimension"] = {name: _mended(about) for name, about in dimension.items()}
    values = made.get("value")
    if isinstance(values, list) and any(isinstance(value, str) for value in values):
        made["value"], made["status"] = _numbers(values, made.get("status"))


def _numbers(values: list[Json], status: Json) -> tuple[Json, Json]:
    """Cells that are texts as the numbers they write; any other is no value, and its text stands beside it."""
    read: list[Json] = []
    signs = (
        {str(place): sign for place, sign in enumerate(status) if sign}
        if isinstance(status, list)
        else status
    )
    signs = dict(signs) if isinstance(signs, dict) else {}
    for place, value in enumerate(values):
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            read.append(Decimal(value.strip()))
        elif isinstance(value, str):
            read.append(None)
            if value.strip():
                signs.setdefault(str(place), value.strip()[:100])
        else:
            read.append(value)
    if not any(isinstance(value, int | Decimal) for value in read):
        said = quoted(next(value for value in values if isinstance(value, str)))
        message = f"The table holds texts such as {said} in the place of figures; ask the source for figures."
        raise Refused("jsonstat_texts", message, said=said)
    return read, signs


def _mended(about: Json) -> Json:
    """A dimension without what is null in it, and with numbers of decimals that are written as texts."""
    if not isinstance(about, dict):
        return about
    category = about.get("category")
    if not isinstance(category, dict):
        return about
    kept: Tree = {key: said for key, said in category.items() if said is not None}
    units = kept.get("unit")
    if isinstance(units, dict):
        kept["unit"] = {code: _unit(unit) for code, unit in units.items() if unit is not None}
    mended: Tree = {key: said for key, said in about.items() if said is not None}
    mended["category"] = kept
    return mended


def _unit(unit: Json) -> Json:
    if not isinstance(unit, dict):
        return unit
    return {**unit, "decimals": _whole(unit["decimals"])} if "decimals" in unit else unit


def _whole(said: Json) -> Json:
    """A whole number that is written as a text or with a point; all else as it is."""
    if isinstance(said, str) and _digits(said):
        return int(said)
    small = isinstance(said, Decimal) and abs(said) < _MOST and said == said.to_integral_value()
    return int(said) if small else said  # type: ignore[arg-type]


def _digits(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 10


def _is_instant(said: Json) -> bool:
    try:
        return isinstance(said, str) and datetime.fromisoformat(said) is not None
    except ValueError:
        return False
