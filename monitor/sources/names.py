"""Names of ours for things that are named otherwise where they come from."""

import re
import unicodedata
from collections.abc import Iterable

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40
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


def unlike(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number behind it where it is taken."""
    others = set(taken)
    tried, number = name, 2
    while tried in others:
        tried, number = f"{name}_{number}", number + 1
    return tried
