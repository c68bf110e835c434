"""The canonical form of an event and the chain of digests over the log.

Every event stores the SHA-256 of its canonical form, which contains the digest of the event before it, so
that a change anywhere breaks every digest after it. Form 1 is a JSON object with the names in `FORM_1`,
sorted, without spaces, in UTF-8, days as ISO text and `null` for what is absent. The free texts enter
through `text_digest` alone: each text has a random salt and a digest of its own, and `text_digest` covers
those digests. A text and its salt can therefore be removed later while the chain still verifies, and what
was removed cannot be found by guessing.

A form, once used, is never changed: rows written with it must verify for ever. A new column means a new form.
Form 2 adds the columns in `ADDED_IN_2`, form 3 those in `ADDED_IN_3`. A row is written in the first form that
covers what it says, so that an event which says nothing new is the same row, with the same digest, before and
after the column was added.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date
from json.encoder import encode_basestring as _quoted
from typing import Final, cast

FORM: Final = 3
"""The last form there is."""

GENESIS: Final = "0" * 64
"""What the first event holds as the digest of the event before it."""

FORM_1: Final = (
    "sequence",
    "form",
    "kind",
    "idempotency_key",
    "expected_revision",
    "initiative",
    "refers_to",
    "status",
    "effective_on",
    "recorded_at",
    "recorded_by",
    "acting_for",
    "expected_completion",
    "revised_deadline",
    "milestone",
    "answer",
    "evidence_url",
    "decision_of",
    "decision_by",
    "case_number",
    "access_ground",
    "text_digest",
    "previous_digest",
)
"""The columns that form 1 covers: all of the event but the digest itself."""


ADDED_IN_2: Final = ("round", "asked", "answer_by", "redacted_fields")
"""The columns that form 2 covers beside those of form 1."""

FORM_2: Final = FORM_1 + ADDED_IN_2
"""The columns that form 2 covers: all of the event but the digest itself."""

ADDED_IN_3: Final = ("task_of", "task_until")
"""The columns that form 3 covers beside those of form 2."""

FORM_3: Final = FORM_2 + ADDED_IN_3
"""The columns that form 3 covers: all of the event but the digest itself."""

FORMS: Final[Mapping[int, tuple[str, ...]]] = {1: FORM_1, 2: FORM_2, 3: FORM_3}
"""The columns by form, for rows of every form that was ever written. Each holds all of the one before."""


def form_for(row: Mapping[str, object]) -> int:
    """Return the first form that covers what a row says. `row` holds the columns in `FORM_3` but `form`."""
    if any(row[name] is not None for name in ADDED_IN_3):
        return 3
    return 1 if all(row[name] is None for name in ADDED_IN_2) else 2


def event_digest(row: Mapping[str, object]) -> str:
    """Return the digest of an event in the form it says it has, in hexadecimal.

    `row` holds the columns of that form. A column that came with a later form is empty in an honest row; one
    that is not enters the digest too, so that what was slipped into an old row shows.

    Raises KeyError for a form that is not known, TypeError or ValueError for a value that no event can hold.
    """
    names = FORMS[cast(int, row["form"])]
    slipped_in = [name for name in FORMS[FORM] if name not in names and row.get(name) is not None]
    return digest_of(_object({name: row[name] for name in (*names, *slipped_in)}))


def text_digest(digests: Mapping[str, str]) -> str:
    """Return the digest over the digests of an event's texts by field; fields without a text are left out."""
    return digest_of(
        "{" + ",".join([f"{_quoted(name)}:{_quoted(digests[name])}" for name in sorted(digests)]) + "}"
    )


def field_digest(field: str, text: str, salt: str) -> str:
    """Return the salted digest of one free text."""
    return digest_of(f'{{"field":{_quoted(field)},"salt":{_quoted(salt)},"text":{_quoted(text)}}}')


def new_salt() -> str:
    """Return 32 random bytes in hexadecimal."""
    return secrets.token_hex(32)


def digest_of(written: str) -> str:
    """Return the digest of an object that was written in the canonical way already."""
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def _object(content: Mapping[str, object]) -> str:
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in content.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
