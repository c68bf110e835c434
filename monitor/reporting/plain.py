"""What is wrong with a text or an id that a person sent, whatever it is part of."""

import re
from collections.abc import Iterator
from typing import Final

from monitor.catalogue.signs import code_point, first_forbidden, forbidden
from monitor.errors import Refused

MAX_TEXT: Final = 4000
"""Longest free text of one field, in characters."""

MAX_ID: Final = 200
"""Longest key or pseudonymous id, in characters."""

_BREAKS: Final = re.compile("[\n\t\u2028\u2029]")  # what may stand in a text and not in a line

_KINDS: Final = {
    "control": "an invisible control character",
    "surrogate": "half of a character, which cannot be stored",
    "bidi": "a mark that turns the direction of the text around",
    "noncharacter": "no character, but a code kept for programs",
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
    yield from _faults(text, first_forbidden(text), field=field, limit=limit, context=context)


def line_faults(line: str, *, field: str, limit: int, **context: object) -> Iterator[Refused]:
    """Yield what `text_faults` yields, a line break or tab in a line included, and `text_missing` for a blank."""
    if not line.strip():
        yield Refused("text_missing", f"The field {field} is blank; write something.", field=field, **context)
    broken = _BREAKS.search(line)
    places = [
        place for place in (first_forbidden(line), broken.start() if broken else None) if place is not None
    ]
    yield from _faults(line, min(places, default=None), field=field, limit=limit, context=context)


def _faults(
    text: str, place: int | None, *, field: str, limit: int, context: dict[str, object]
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
    if place is not None:
        kind, codepoint = forbidden(text[place]) or "control", code_point(text[place])
        yield Refused(
            "text_invalid",
            f"Character {place + 1} of the text in {field} is {_KINDS[kind]}: remove {codepoint}.",
            field=field,
            kind=kind,
            position=place + 1,
            codepoint=codepoint,
            **context,
        )
