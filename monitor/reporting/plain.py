"""What is wrong with a text or an id that a person sent, whatever it is part of."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from monitor.errors import Refused

MAX_TEXT: Final = 4000
"""Longest free text of one field, in characters."""

MAX_ID: Final = 200
"""Longest key or pseudonymous id, in characters."""

# Embeddings, overrides and isolates let a text show in another order than it is stored in, so that what a
# reader sees is not what was recorded. The plain direction marks do no such thing and stay allowed.
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_KINDS: Final = {
    "control": "an invisible control character",
    "surrogate": "half of a character, which cannot be stored",
    "bidi": "a mark that turns the direction of the text around",
}


def id_faults(value: str, *, field: str, limit: int = MAX_ID, **context: object) -> Iterator[Refused]:
    """Yield `id_invalid` when a value cannot serve as a key or an id. `context` becomes fields of the refusal."""
    if not 1 <= len(value) <= limit or not value.isprintable() or value != value.strip():
        yield Refused(
            "id_invalid",
            f"The field {field} must hold 1 to {limit} printable characters without spaces around them.",
            field=field,
            limit=limit,
            **context,
        )


def text_faults(text: str, *, field: str, limit: int = MAX_TEXT, **context: object) -> Iterator[Refused]:
    """Yield `text_too_long` and `text_invalid` where they hold. `context` becomes fields of the refusal."""
    yield from _faults(text, forbidden, field=field, limit=limit, context=context)


def line_faults(line: str, *, field: str, limit: int, **context: object) -> Iterator[Refused]:
    """Yield what `text_faults` yields, a line break or tab in a line included, and `text_missing` for a blank."""
    if not line.strip():
        yield Refused("text_missing", f"The field {field} is blank; write something.", field=field, **context)
    yield from _faults(
        line,
        lambda char: "control" if char in "\n\t" else forbidden(char),
        field=field,
        limit=limit,
        context=context,
    )


def _faults(
    text: str,
    fault: Callable[[str], str | None],
    *,
    field: str,
    limit: int,
    context: dict[str, object],
) -> Iterator[Refused]:
    if len(text) > limit:
        yield Refused(
            "text_too_long",
            f"The text in {field} has {len(text)} characters; the most that is kept is {limit}.",
            field=field,
            length=len(text),
            limit=limit,
            **context,
        )
    for position, char in enumerate(text, start=1):
        if kind := fault(char):
            yield Refused(
                "text_invalid",
                f"Character {position} of the text in {field} is {_KINDS[kind]}: remove U+{ord(char):04X}.",
                field=field,
                kind=kind,
                position=position,
                codepoint=f"U+{ord(char):04X}",
                **context,
            )
            return


def forbidden(char: str) -> str | None:
    """Return why a character is not kept: `control`, `surrogate` or `bidi`; `None` when it is."""
    if char in "\n\t":
        return None
    if char in _BIDI:
        return "bidi"
    return {"Cc": "control", "Cs": "surrogate"}.get(unicodedata.category(char))
