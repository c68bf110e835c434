"""Quotation marks as the reader's language has them: in errors what somebody wrote stands between plain ones."""

import re
from collections.abc import Mapping
from typing import Any, Final

from monitor.show.words import Words

_LITERAL: Final = r"""'(?:[^'\\]|\\.)*'…?|"(?:[^"\\]|\\.)*"…?"""
_LITERALS: Final = re.compile(f"(?:{_LITERAL})(?:, (?:{_LITERAL}))*", re.DOTALL)
_ONE: Final = re.compile(_LITERAL, re.DOTALL)


def in_marks(said: str, _: Words) -> str:
    """A field of an error that quotes, with «…» in Norwegian; any other field as it is, and English as it is."""
    if _.language == "en" or not _LITERALS.fullmatch(said):
        return said
    return _ONE.sub(_marked, said)


def fields_in_marks(fields: Mapping[str, Any], _: Words) -> dict[str, Any]:
    """The same of all fields that are text."""
    return {name: in_marks(said, _) if isinstance(said, str) else said for name, said in fields.items()}


def _marked(found: re.Match[str]) -> str:
    literal = found[0].removesuffix("…")
    inside = literal[1:-1].replace(f"\\{literal[0]}", literal[0])
    return f"«{inside}…»" if found[0].endswith("…") else f"«{inside}»"
