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


def filled(template: str, fields: Mapping[str, Any], _: Words) -> str:
    """A sentence with its fields, those that quote in marks. What it puts in marks itself is what somebody wrote."""
    told = {
        name: in_marks(said, _) if isinstance(said, str) and f"«{{{name}}}»" not in template else said
        for name, said in fields.items()
    }
    return template.format(**told)


def _marked(found: re.Match[str]) -> str:
    literal = found[0].removesuffix("…")
    inside = literal[1:-1].replace(f"\\{literal[0]}", literal[0])
    return f"«{inside}…»" if found[0].endswith("…") else f"«{inside}»"
