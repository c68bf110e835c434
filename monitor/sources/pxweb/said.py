"""Selections as people type them on one line: `Tid=from:2014`, `Kjonn=1,2`, `Region=03*`, `Tid=top:5`."""

import re
from collections.abc import Iterable
from typing import Final

from monitor.catalogue.signs import quoted
from monitor.errors import Refused

_SHORT: Final = re.compile(r"(from|to|top|bottom|range):(.+)", re.IGNORECASE)
_COMMA: Final = re.compile(r",(?![^()]*\))")  # outside of brackets


def select(said: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What is selected, by variable; one that is named twice has both. `from:2014` is short for `from(2014)`, and
    `range:2014:2020` for `range(2014,2020)`.

    Raises Refused `pxweb_selection` with `said`.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in said:
        variable, _, codes = text.partition("=")
        each = tuple(_expression(code.strip()) for code in _COMMA.split(codes) if code.strip())
        if not variable.strip() or not each:
            raise Refused(
                "pxweb_selection",
                f"{quoted(text)} selects nothing; write it as Tid=from:2014 or Kjonn=1,2 or Region=*.",
                said=quoted(text),
            )
        found[variable.strip()] = (*found.get(variable.strip(), ()), *each)
    return found


def pairs(said: Iterable[str]) -> dict[str, str]:
    """What stands on both sides of each `=`. Raises Refused `pxweb_selection` with `said`."""
    found = {}
    for text in said:
        name, _, value = (part.strip() for part in text.partition("="))
        if not name or not value:
            message = f"{quoted(text)} is no pair; write it as Kjonn=0."
            raise Refused("pxweb_selection", message, said=quoted(text))
        found[name] = value
    return found


def _expression(code: str) -> str:
    short = _SHORT.fullmatch(code)
    return f"{short[1].lower()}({short[2].replace(':', ',')})" if short else code
