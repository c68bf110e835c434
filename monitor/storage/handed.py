"""Many values handed to a query as one parameter, however many there are."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Integer, String, bindparam, cast, func, select
from sqlalchemy.dialects import postgresql

_TYPES: Final = {int: Integer, str: String}


def handed(dialect: str, name: str, type_: type[int] | type[str]) -> FromClause:
    """A table with the one column `value`, out of the parameter `name`, which `as_parameter` gives."""
    if dialect == "sqlite":
        values = func.json_each(bindparam(name, type_=String)).table_valued("value")
        return select(values.c.value).subquery()
    array: ColumnElement[Any] = cast(bindparam(name), postgresql.ARRAY(_TYPES[type_]))
    return select(func.unnest(array).label("value")).subquery()


def as_parameter(dialect: str, values: Sequence[int] | Sequence[str]) -> object:
    """The values as the parameter that `handed` asks for."""
    return json.dumps(values) if dialect == "sqlite" else list(values)
