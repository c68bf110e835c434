"""What stands in the place of a value, or beside it, and what it means here. None of it is ever zero.

Statistics Norway: https://www.ssb.no/en/diverse/standardtegn-i-tabeller.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from monitor.measures.figures import Flag, Missing

USUAL: Final[Mapping[str, Missing | Flag]] = {
    ".": Missing.NOT_APPLICABLE,
    "..": Missing.NOT_AVAILABLE,
    "...": Missing.NOT_AVAILABLE,  # not yet
    ":": Missing.CONFIDENTIAL,
    "*": Flag.PROVISIONAL,
}
"""The signs of Statistics Norway. Others use some of them otherwise; a request says how."""


class Meaning(NamedTuple):
    """What a cell says beside its value: a reason where there is none, a flag where there is one, or a remark."""

    missing: Missing | None
    flag: Flag | None
    note: str | None


def meaning(sign: str | None, *, has_value: bool, known: Mapping[str, Missing | Flag]) -> Meaning:
    """What `sign` says of a cell. A sign that is not `known`, or says something else, is kept as a remark."""
    said = known.get(sign) if sign is not None else None
    if has_value and isinstance(said, Flag):
        return Meaning(None, said, None)
    if not has_value and isinstance(said, Missing):
        return Meaning(said, None, None)
    return Meaning(None if has_value else Missing.NOT_STATED, None, sign)
