"""Lists in parts. A cursor names a place in one list, and a digest of that list: whoever follows the addresses of the
next parts meets every entry once, or hears that the list has changed meanwhile.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.web.api.asked import Asked
from monitor.web.api.parameters import CURSOR

T = TypeVar("T")

_FORM = re.compile(r"([0-9a-f]{16})-([0-9]{1,9})")


@dataclass(frozen=True)
class Part(Generic[T]):
    """One part of a list of `total` entries; `next` is the address of the one after it."""

    entries: Sequence[T]
    total: int
    next: str | None


def part(asked: Asked, entries: Sequence[T], names: Iterable[str]) -> Part[T]:
    """The part of a list that is asked for. `names` tell its entries apart, in their order.

    Raises Refused: `bad_parameter`, or `list_changed` where the cursor comes from a list of other entries.
    """
    return part_of(asked, names, lambda start, most: (entries[start : start + most], len(entries)))


def part_of(
    asked: Asked, names: Iterable[str], read: Callable[[int, int], tuple[Sequence[T], int]]
) -> Part[T]:
    """The part of a list that is read bit by bit. `names` tell the list from every other.

    `read` gives the entries from a place on, at most so many, and how many the whole list has. Raises what `part`
    raises.
    """
    digest = _digest(names)
    start, most = _place(asked, digest), asked.given.number()
    entries, total = read(start, most)
    end = start + most
    return Part(entries, total, asked.address(f"{digest}-{end}") if end < total else None)


def _digest(names: Iterable[str]) -> str:
    found = hashlib.sha256()
    for name in names:
        found.update(f"{len(name)}:{name}".encode())
    return found.hexdigest()[:16]


def _place(asked: Asked, digest: str) -> int:
    said = asked.given.text(CURSOR)
    if said is None:
        return 0
    found = _FORM.fullmatch(said)
    if found is None:
        raise Refused(
            "bad_parameter",
            f"{CURSOR} cannot be {quoted(said)}.",
            parameter=CURSOR,
            said=quoted(said),
            kind="cursor",
        )
    if found[1] != digest:
        raise Refused("list_changed", "The list has changed; read it anew.", parameter=CURSOR)
    return int(found[2])
