"""The cells of a column as its schema says they are written, and what its constraints refuse."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.quality import Missing
from monitor.sources.frictionless.descriptor import Field, listed, text
from monitor.sources.json_door import Json
from monitor.sources.tabular import numbers, periods
from monitor.sources.tabular.cells import said

_MEANT: Final[Mapping[str, Missing]] = {
    "confidential": Missing.CONFIDENTIAL,
    "suppressed": Missing.CONFIDENTIAL,
    "not available": Missing.NOT_AVAILABLE,
    "not applicable": Missing.NOT_APPLICABLE,
    **{str(reason): reason for reason in Missing},
}


def reasons(field: Field, missing: Mapping[str, str]) -> dict[str, Missing]:
    """Why there is no value, for what the schema says stands in its place."""
    own = field.said.get("missingValues")  # of version 2
    told = {text(entry): "" for entry in own if isinstance(entry, str)} if isinstance(own, list) else missing
    return {
        sign: _MEANT.get(label.casefold(), numbers.NO_VALUE.get(sign, Missing.NOT_STATED))
        for sign, label in {**told, "": ""}.items()
    }


def read_values(field: Field, column: pa.Array, missing: Mapping[str, str]) -> numbers.Numbers:
    """The figures of a column. A sign between thousands is read where the schema names it, and only then."""
    why = reasons(field, missing)
    group, point = _sign(field, "groupChar"), _sign(field, "decimalChar")
    marked = pc.is_in(column, value_set=pa.array(list(why), pa.string()))
    plain = column
    if field.said.get("bareNumber") is False:
        plain = pc.replace_substring_regex(plain, r"^[^0-9+\-.,]+|[^0-9.,]+$", "")
    if group:
        plain = pc.replace_substring(plain, group, "")
    if point and point != ".":
        plain = pc.replace_substring(plain, point, ".")
    read = numbers.read_numbers(pc.if_else(marked, column, plain), why, points_only=True)
    faults = dict(read.faults)
    constraints = field.said.get("constraints")
    bounds = constraints if isinstance(constraints, dict) else {}
    if (least := _number(bounds.get("minimum"))) is not None:
        for row in _rows(pc.less(read.values, least)):
            told = f"{said(column[row].as_py())} lies below {least:g}, the least that the schema allows."
            faults.setdefault(row, told)
    if (most := _number(bounds.get("maximum"))) is not None:
        for row in _rows(pc.greater(read.values, most)):
            told = f"{said(column[row].as_py())} lies above {most:g}, the most that the schema allows."
            faults.setdefault(row, told)
    if field.type == "integer":
        for row in _rows(pc.not_equal(read.values, pc.floor(read.values))):
            faults.setdefault(row, f"{said(column[row].as_py())} is no whole number, as the schema says.")
    return numbers.Numbers(read.values, read.decimals, read.missing, faults)


def read_times(field: Field, column: pa.Array) -> periods.Periods:
    """The periods of a column; dates in the pattern that the schema says."""
    pattern = field.text("format")
    if field.type == "date" and pattern.startswith("%"):
        words = column.dictionary_encode()
        told = [_dated(word, pattern) for word in words.dictionary.to_pylist()]
        column = pa.array(told, pa.string()).take(words.indices)
    return periods.read_periods(column, months=field.type == "yearmonth")


def accepted(field: Field) -> dict[str, str] | None:
    """The codes that the schema allows a column, each with its words; None where it allows any."""
    found: dict[str, str] = {}
    for entry in listed(field.said.get("categories")):  # of version 2
        if isinstance(entry, dict):
            code = _text(entry.get("value"))
            found[code] = text(entry.get("label")) or code
        else:
            found[_text(entry)] = _text(entry)
    constraints = field.said.get("constraints")
    for entry in listed(constraints.get("enum")) if isinstance(constraints, dict) else []:
        found.setdefault(_text(entry), _text(entry))
    found.pop("", None)
    return found or None


def required(field: Field) -> bool:
    """Whether the schema says that no cell of a column may be blank."""
    constraints = field.said.get("constraints")
    return isinstance(constraints, dict) and constraints.get("required") is True


def _sign(field: Field, key: str) -> str:
    """A sign that the schema names; none where it names a digit or a word, which would change figures."""
    said_sign = field.said.get(key)
    named = said_sign if isinstance(said_sign, str) else ""
    return named if len(named) == 1 and not named.isalnum() and named not in "+-" else ""


def _dated(word: str, pattern: str) -> str:
    try:
        return datetime.strptime(word, pattern).date().isoformat()  # noqa: DTZ007 -- a day, not an instant
    except (ValueError, re.error):  # a directive that stands twice makes no pattern
        return word


def _text(value: Json) -> str:
    return str(value).strip() if isinstance(value, str | int | Decimal) else ""


def _number(value: Json) -> float | None:
    return float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _rows(mask: pa.Array) -> list[int]:
    return [int(row) for row in np.flatnonzero(pc.fill_null(mask, False).to_numpy(zero_copy_only=False))]
