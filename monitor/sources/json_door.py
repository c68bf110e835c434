"""The one way JSON comes in: what a file would grow to is counted in its text, before any of it is built.

Numbers come as `int` or `Decimal`, exactly as written. Texts come as written too, and may hold halves of characters
(`"\\ud800"`): whoever keeps one asks `signs.first_forbidden` first.
"""

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.sources.text_files import decoded

MAX_BYTES: Final = 10 * 2**20
MAX_VALUES: Final = 1_000_000
"""Most values in one file. SSB gives at most 800,000 cells at a time."""

MAX_DEPTH: Final = 30

Json = dict[str, "Json"] | list["Json"] | str | int | Decimal | bool | None

# The closing quote may be missing, so that a text that never ends is passed over once and not from each quote in it.
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_NO_BRACKET: Final = re.compile(r"[^][{}]+")
_LONGEST_WHOLE: Final = 18  # digits
_FARTHEST: Final = 30  # powers of ten from 1


def read_json(data: bytes) -> Json:
    """What a file holds.

    Raises Refused: `json_too_large` with `limit` in megabytes, `json_encoding`, `json_too_many` with `limit`,
    `json_too_deep` with `limit`, `json_key_twice` with `key`, `json_number` with `said`, and `json_invalid` with
    `line` and `column`.
    """
    if len(data) > MAX_BYTES:
        megabytes = MAX_BYTES // 2**20
        raise Refused(
            "json_too_large", f"The file has {len(data):,} bytes; at most {megabytes} MB.", limit=megabytes
        )
    text = decoded(data)
    if text is None:
        raise Refused("json_encoding", "The file is not UTF-8; save it as UTF-8.")
    _check_extent(text)
    try:
        read: Json = json.loads(
            text, object_pairs_hook=_once, parse_int=_whole, parse_float=_decimal, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        raise Refused(
            "json_invalid",
            f"The file is no valid JSON (line {error.lineno}, column {error.colno}).",
            line=error.lineno,
            column=error.colno,
        ) from None
    return read


def _check_extent(text: str) -> None:
    # Signs within texts are counted with the others: what is meant is a ceiling, and it is far away.
    if sum(text.count(sign) for sign in ",[{") > MAX_VALUES or text.count('"') > 4 * MAX_VALUES:
        raise Refused("json_too_many", f"The file holds more than {MAX_VALUES:,} values.", limit=MAX_VALUES)
    depth = 0
    for bracket in _NO_BRACKET.sub("", _TEXT.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise Refused(
                "json_too_deep", f"The file is nested deeper than {MAX_DEPTH} levels.", limit=MAX_DEPTH
            )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        key = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refused("json_key_twice", f"The key {quoted(key)} stands twice.", key=quoted(key))
    return found


def _whole(said: str) -> int:
    if len(said) > _LONGEST_WHOLE:
        raise _number(said)
    return int(said)


def _decimal(said: str) -> Decimal:
    try:
        number = Decimal(said) if len(said) <= 2 * _FARTHEST else None
    except InvalidOperation:  # an exponent beyond what even Decimal holds
        number = None
    if number is None or not number.is_finite() or abs(number.adjusted()) > _FARTHEST:
        raise _number(said)
    return number


def _no_number(said: str) -> None:
    raise _number(said)


def _number(said: str) -> Refused:
    told = quoted(said, at_most=30)
    return Refused("json_number", f"{told} is no number that can be used.", said=told)
