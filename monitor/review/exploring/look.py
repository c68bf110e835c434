"""What an analyst looks at, and how it is written in an address, so that a link shows what its sender saw.

An address names what the interface for programs names, by the same names: `id`, `edition`, `by[sex]=f` (more than once
for any of several codes, nothing behind `=` for the total), `from` and `to`. Where several indicators stand side by
side, what concerns one of them bears its id: `housing.by[sex]=f`; what bears none concerns all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

ID: Final = "id"
MOST_LOOKS: Final = 4
"""The most indicators that stand side by side."""

ALL: Final = "*"
"""Stands in the address for all codes of a dimension, where no code is called so."""

_LARGEST: Final = 9  # digits of a number in an address


class Shape(StrEnum):
    """How figures are drawn."""

    LINES = "lines"
    DOTS = "dots"
    STACK = "stack"
    PANELS = "panels"
    SLOPE = "slope"


@dataclass(frozen=True, slots=True)
class Look:
    """One indicator and what is chosen of it.

    `edition` is None for the latest. `codes` holds for a dimension the codes chosen, None among them for the total; a
    dimension that is not there has what the explorer chooses. `first` and `last` are periods, between which the whole
    period must lie; "" for no bound. `shape` is None for the first that fits. `panels` is the dimension that small
    multiples are drawn by, "" for the explorer's choice. `page` is that of the table.
    """

    indicator: str
    edition: int | None = None
    codes: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    shape: Shape | None = None
    panels: str = ""
    page: int = 1


def looks_in(query: Mapping[str, Sequence[str]]) -> list[Look]:
    """What an address asks for. What cannot be read in it counts as not chosen."""
    asked = list(dict.fromkeys(name for name in query.get(ID, ()) if name))[:MOST_LOOKS]
    return [_look(name, query) for name in asked]


def query_of(looks: Sequence[Look]) -> dict[str, list[str]]:
    """What stands in the address for these looks; what is not chosen stands nowhere."""
    query: dict[str, list[str]] = {ID: [look.indicator for look in looks]} if looks else {}
    for look in looks:
        prefix = f"{look.indicator}." if len(looks) > 1 else ""
        query |= {f"{prefix}{name}": values for name, values in _said(look)}
    return query


def owned(name: str) -> bool:
    """Whether a name in an address is one of ours, to be taken out when it is written anew."""
    name = name.partition(".")[2] if "." in name.partition("[")[0] else name
    return name in (ID, "edition", "from", "to", "chart", "panels", "page") or name.startswith("by[")


def _said(look: Look) -> Iterator[tuple[str, list[str]]]:
    if look.edition is not None:
        yield "edition", [str(look.edition)]
    for dimension, codes in look.codes.items():
        yield f"by[{dimension}]", [code or "" for code in codes]
    for name, value in (
        ("from", look.first),
        ("to", look.last),
        ("chart", look.shape),
        ("panels", look.panels),
    ):
        if value:
            yield name, [str(value)]
    if look.page > 1:
        yield "page", [str(look.page)]


def _look(indicator: str, query: Mapping[str, Sequence[str]]) -> Look:
    # What bears the id of the indicator counts before what concerns all.
    said = {name: list(values) for name, values in query.items() if "." not in name.partition("[")[0]}
    prefix = f"{indicator}."
    said |= {
        name.removeprefix(prefix): list(values) for name, values in query.items() if name.startswith(prefix)
    }
    edition = _number(said.get("edition"))
    shape = _last(said.get("chart"))
    return Look(
        indicator=indicator,
        edition=edition or None,
        codes={
            name[3:-1]: tuple(dict.fromkeys(code or None for code in codes))
            for name, codes in said.items()
            if name.startswith("by[") and name.endswith("]") and codes
        },
        first=_last(said.get("from")),
        last=_last(said.get("to")),
        shape=Shape(shape) if shape in set(Shape) else None,
        panels=_last(said.get("panels")),
        page=max(1, _number(said.get("page"))),
    )


def _last(said: Sequence[str] | None) -> str:
    return said[-1] if said else ""


def _number(said: Sequence[str] | None) -> int:
    text = _last(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LARGEST else 0
