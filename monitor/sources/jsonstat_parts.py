"""The parts of a JSON-stat dataset that stand for themselves: texts, lists, cells and the signs beside them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeGuard

from monitor.catalogue.signs import first_forbidden
from monitor.errors import Refused
from monitor.sources.json_door import Json

MAX_NOTES: Final = 50
"""Most remarks on dimensions and categories that are kept."""

MAX_TEXT: Final = 4_000
"""Longest text that is kept in one piece, in characters."""


def all_values(said: Json, cells: int) -> list[int | Decimal | None]:
    """All cells in order: from a list of all, or from the places of those that hold something."""
    if isinstance(said, list):
        if len(said) != cells:
            raise damaged("value", "does not hold as many values as the sizes come to")
        return [_value(value) for value in said]
    values: list[int | Decimal | None] = [None] * cells
    for place, value in mapping(said, "value").items():
        values[_place(place, cells, "value")] = _value(value)
    return values


def _value(said: Json) -> int | Decimal | None:
    if said is None or (isinstance(said, int | Decimal) and not isinstance(said, bool)):
        return said
    raise damaged("value", "holds something that is no number")


def signs_by_place(said: Json, cells: int) -> dict[int, str]:
    """The signs by place: from a list of all, from the places that have one, or one sign for every cell."""
    if said is None:
        return {}
    if isinstance(said, str):
        return dict.fromkeys(range(cells), text(said, "status"))
    if isinstance(said, list) and len(said) == 1:  # the format: one for all of them
        said = said * cells
    if isinstance(said, list):
        if len(said) != cells:
            raise damaged("status", "does not hold as many signs as there are values")
        return {place: text(sign, "status") for place, sign in enumerate(said) if sign not in (None, "")}
    return {
        _place(place, cells, "status"): text(sign, "status")
        for place, sign in mapping(said, "status").items()
    }


def _place(said: str, cells: int, where: str) -> int:
    # One way to write each place, so that no two keys can mean the same cell.
    if not (said.isascii() and said.isdigit() and len(said) < 10) or str(int(said)) != said:
        raise damaged(where, "holds a key that is no place")
    if int(said) >= cells:
        raise damaged(where, "holds a place that lies outside the table")
    return int(said)


def mapping(said: Json, where: str) -> dict[str, Json]:
    """An object; Refused `jsonstat_damaged` with `place` where it is none."""
    if isinstance(said, dict):
        return said
    raise damaged(where, "is not there, or is no object")


def texts(said: Json, where: str) -> list[str]:
    """A list of texts; refused as `text` is."""
    if not isinstance(said, list):
        raise damaged(where, "is not there, or is no list")
    return [text(each, where) for each in said]


def text(said: Json, where: str) -> str:
    """A text that can be shown; Refused `jsonstat_damaged` with `place` where it is none."""
    if not isinstance(said, str) or len(said) > MAX_TEXT or first_forbidden(said) is not None:
        raise damaged(where, "holds what is no text that can be shown")
    return said


def notes_of(ids: Sequence[str], described: Mapping[str, Json]) -> list[str]:
    """What is remarked on dimensions and on single categories of them, each behind what it is about.

    Where a remark is of another form than the format has, or more than `MAX_NOTES` are there, it is passed over.
    """
    found: list[str] = []
    for name in ids:
        about = described.get(name)
        if not isinstance(about, dict):
            continue
        category = about.get("category")
        category = category if isinstance(category, dict) else {}
        labels, remarked = category.get("label"), category.get("note")
        labels = labels if isinstance(labels, dict) else {}
        title = about.get("label") or name
        found += [f"{title}: {note}" for note in _notes(about.get("note"))]
        for code, notes in (remarked if isinstance(remarked, dict) else {}).items():
            found += [f"{title}, {labels.get(code) or code}: {note}" for note in _notes(notes)]
    kept = [note for note in found if len(note) <= MAX_TEXT and first_forbidden(note) is None]
    return list(dict.fromkeys(kept))[:MAX_NOTES]


def _notes(said: Json) -> list[str]:
    entries = said if isinstance(said, list) else [said]
    return [entry.strip() for entry in entries if isinstance(entry, str) and entry.strip()]


def is_whole(said: Json) -> TypeGuard[int]:
    """Whether it is a whole number, which `true` is not."""
    return isinstance(said, int) and not isinstance(said, bool)


def count_of(cells: int) -> str:
    """A number of cells in words, however large."""
    return f"{cells:,}" if cells < 10**12 else f"some 10^{len(str(cells)) - 1}"


def damaged(where: str, problem: str) -> Refused:
    """The refusal of a dataset that contradicts itself or the format at a place."""
    place = where[:80]
    return Refused(
        "jsonstat_damaged", f"The dataset cannot be used: {place} {problem}.", place=place, problem=problem
    )
