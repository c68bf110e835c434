"""Signs that no text may hold, whoever wrote it and wherever it came in."""

import re
import unicodedata
from typing import Final

# Embeddings, overrides and isolates let a text show in another order than it is stored in, so that what a
# reader sees is not what was recorded. The plain direction marks do no such thing and stay allowed.
_BIDI: Final = "\u202a-\u202e\u2066-\u2069"
# Unicode keeps these for programs' own use and promises never to make characters of them.
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_FORBIDDEN: Final = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\ud800-\udfff{_NONCHARACTERS}]"  # tab and line break are kept
)


def forbidden(sign: str) -> str | None:
    """Return why a sign is not kept: `control`, `surrogate`, `bidi` or `noncharacter`; `None` when it is."""
    if not _FORBIDDEN.match(sign):
        return None
    return {"Cc": "control", "Cs": "surrogate", "Cf": "bidi"}.get(unicodedata.category(sign), "noncharacter")


def first_forbidden(text: str) -> int | None:
    """Return the place of the first sign of a text that is not kept, counted from 0; `None` when all are kept."""
    found = _FORBIDDEN.search(text)
    return found.start() if found else None


def code_point(sign: str) -> str:
    """Name a sign without showing it: `U+202E`."""
    return f"U+{ord(sign):04X}"


def quoted(text: str, *, at_most: int = 60) -> str:
    """Write a text that may hold anything as a short literal that can be shown: what cannot be seen is escaped."""
    return repr(text) if len(text) <= at_most else f"{text[:at_most]!r}…"
