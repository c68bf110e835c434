"""What may stand behind the `?` of an address. One table says it to readers of the description and refuses the rest."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.measures.periods import ACCEPTED_FORMS, UNDATED, Period
from monitor.show.words import UI_LANGUAGES, nearest_language

AS_OF, LANG, LIMIT, CURSOR, FROM, TO, BY = "as_of", "lang", "limit", "cursor", "from", "to", "by"
EDITION = "edition"

_BY: Final = re.compile(r"by\[([^\[\]]*)\]")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST: Final = 1_000  # parts of a query; a longer one is nobody's question
_MOST_EDITIONS: Final = 99_999


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query. `schema` is JSON Schema; `more` are further members of its description."""

    name: str
    about: str
    schema: Mapping[str, Any]
    more: Mapping[str, Any] = field(default_factory=dict)


as_of = Parameter(
    AS_OF,
    "The day to read as of, from the start of the strategy's period to today, which is the default. What is shown "
    "was effective by that day and known by that day.",
    {"type": "string", "format": "date"},
)
lang = Parameter(
    LANG,
    "The language of the sentence in a problem; without it Accept-Language decides, else it is English. Answers hold "
    "every language; a file is in one, English unless it is named here.",
    {"type": "string", "enum": list(UI_LANGUAGES)},
)
cursor = Parameter(
    CURSOR,
    "The place to go on from, as it stands in the address of the next part. It holds for the list it came from; "
    "where that has changed since, the answer is 410 and the list is to be read anew.",
    {"type": "string"},
)
edition = Parameter(
    EDITION,
    "The number of an edition; without it, the latest. Each answer names the edition it is from.",
    {"type": "integer", "minimum": 1, "maximum": _MOST_EDITIONS},
)
period_from = Parameter(
    FROM,
    f"Only figures whose period begins no earlier than this one does. A period is written {ACCEPTED_FORMS}; undated "
    "figures are left out.",
    {"type": "string"},
)
period_to = Parameter(TO, "Only figures whose period ends no later than this one does.", {"type": "string"})
by = Parameter(
    BY,
    "Only figures of these codes: `by[dimension]=code`, more than once for any of several codes. Nothing behind the "
    "= is the total. The indicator's definition lists dimensions and codes.",
    {"type": "object", "additionalProperties": {"type": "string"}},
    {"style": "deepObject", "explode": True},
)


def limit(default: int, most: int) -> Parameter:
    """How many entries one part of a list may have."""
    return Parameter(
        LIMIT,
        f"The most entries in this part of the list; more than {most} is refused.",
        {"type": "integer", "minimum": 1, "maximum": most, "default": default},
    )


@dataclass(frozen=True)
class Given:
    """A query whose names are all known. What they stand for is read by the methods, which raise Refused."""

    items: Sequence[tuple[str, str]]
    parameters: Mapping[str, Parameter]

    def text(self, name: str) -> str | None:
        """What is said for a name; None where it is not there."""
        return next((said for key, said in self.items if key == name), None)

    def day(self, *, earliest: date, today: date) -> date:
        """The day to read as of."""
        said = self.text(AS_OF)
        if said is None:
            return today
        day = _day(said)
        if day is None or not earliest <= day <= today:
            raise _bad(AS_OF, said, "day", first=earliest.isoformat(), last=today.isoformat())
        return day

    def number(self) -> int:
        """How many entries a part of the list may have."""
        found = self._whole(LIMIT)
        return int(self.parameters[LIMIT].schema["default"]) if found is None else found

    def edition(self) -> int | None:
        """The number of the edition that is asked for; None for the latest."""
        return self._whole(EDITION)

    def _whole(self, name: str) -> int | None:
        """A whole number from 1 on; None where there is none."""
        said = self.text(name)
        if said is None:
            return None
        most = int(self.parameters[name].schema["maximum"])
        if not (said.isascii() and said.isdigit() and len(said) < 10 and 1 <= int(said) <= most):
            raise _bad(name, said, "number", most=most)
        return int(said)

    def period(self, name: str) -> Period | None:
        """A bound of the periods; None where there is none."""
        said = self.text(name)
        if said is None:
            return None
        try:
            if said != UNDATED:
                return Period(said)
        except ValueError:
            pass
        raise _bad(name, said, "period")

    def groups(self, codes: Mapping[str, Sequence[str]]) -> dict[str, set[str | None]]:
        """The codes that are asked for, by dimension; None among them is the total. `codes` are those there are."""
        wanted: dict[str, set[str | None]] = {}
        for name, said in self.items:
            found = _BY.fullmatch(name)
            if found is None:
                continue
            if found[1] not in codes:
                raise unknown(name, [f"by[{dimension}]" for dimension in codes])
            if said and said not in codes[found[1]]:
                raise _bad(name, said, "code", accepted=_listed(codes[found[1]]))
            wanted.setdefault(found[1], set()).add(said or None)
        return wanted


def read(items: Sequence[tuple[str, str]], parameters: Sequence[Parameter]) -> Given:
    """The query of an address. Raises Refused where a name is not among the parameters, or is there twice."""
    table = {parameter.name: parameter for parameter in parameters}
    accepted = ["by[…]" if name == BY else name for name in table]
    if len(items) > _MOST:
        raise Refused("query_too_long", f"The query has more than {_MOST} parts.", most=_MOST)
    seen: set[str] = set()
    for name, said in items:
        if BY in table and _BY.fullmatch(name):
            continue
        if name not in table or name == BY:
            raise unknown(name, accepted)
        if name in seen:
            raise Refused("parameter_twice", f"{name} is there twice.", parameter=name)
        seen.add(name)
        if name == LANG and nearest_language(said) is None:
            raise _bad(name, said, "language", accepted=list(UI_LANGUAGES))
    return Given(items, table)


def unknown(name: str, accepted: Sequence[str]) -> Refused:
    """That there is no parameter of a name."""
    return Refused(
        "unknown_parameter",
        f"There is no parameter {quoted(name)} here. Accepted: {_some(accepted) or 'none'}.",
        parameter=name,
        said=quoted(name),
        accepted=tuple(accepted),
        listed=_some(accepted) or "–",
    )


def _bad(name: str, said: str, kind: str, accepted: Sequence[str] = (), **fields: object) -> Refused:
    return Refused(
        "bad_parameter",
        f"{name} cannot be {quoted(said)}.",
        parameter=name,
        said=quoted(said),
        kind=kind,
        accepted=tuple(accepted),
        listed=_some(accepted),
        **fields,
    )


def _listed(codes: Sequence[str]) -> Sequence[str]:
    """All codes, or only the first where they would be a long answer to a slip."""
    return codes if len(codes) <= _MOST else codes[:20]


def _some(accepted: Sequence[str]) -> str:
    """The first of what is accepted, for a sentence."""
    return ", ".join(accepted[:20]) + (" …" if len(accepted) > 20 else "")


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if _DAY.fullmatch(said) else None
    except ValueError:
        return None
