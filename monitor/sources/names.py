"""Names of ours for things that are named otherwise where they come from."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from monitor.catalogue.signs import quoted
from monitor.errors import Refused

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 60
_IDENTITY = re.compile(r"[a-z][a-z0-9_]{0,63}")

_OF_FIGURES: Final = ("period", "first_day", "last_day", "value", "decimals", "numerator", "denominator", "n")
_OF_QUALITY: Final = ("lower", "upper", "level", "flags", "missing", "source", "qualifier", "confidence")
RESERVED: Final = frozenset((*_OF_FIGURES, *_OF_QUALITY, "note", "note_en", "note_nb", "measure"))
"""What no dimension may be called, because the columns of figures are."""
_SPELT = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


def name_of(text: str, *, otherwise: str) -> str:
    """A small letter, then small letters, digits and `_`, as near to the text as that goes.

    `otherwise` where nothing of the text can be written so, as in Greek.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    name = _OTHER.sub("_", plain.encode("ascii", "ignore").decode()).strip("_")[:_LONGEST].strip("_")
    if not name:
        return otherwise
    return name if name[0].isalpha() else f"{otherwise}_{name}"


def checked_identity(said: str, otherwise: str) -> str:
    """The id that somebody gave a set, or one made of `otherwise`.

    Raises Refused `dataset_id` with `said` where it is none.
    """
    if not said:
        return name_of(otherwise, otherwise="set")[:30].strip("_")
    if not _IDENTITY.fullmatch(said):
        message = f"{quoted(said)} is no id; accepted: a small letter, then small letters, digits and _."
        raise Refused("dataset_id", message, said=quoted(said))
    return said


def unlike(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number behind it where it is taken."""
    others = set(taken)
    tried, number = name, 2
    while tried in others:
        tried, number = f"{name}_{number}", number + 1
    return tried
