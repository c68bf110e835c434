"""Which codes an expression means, worked out from the codes there are.

A source would work them out as well; but only who knows the codes can tell how many cells a question asks for, cut it
into smaller ones, and see that what came is what was meant.
Forms: https://www.pxtools.net/PxWebApi/documentation/user-guide.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from monitor.catalogue.signs import quoted
from monitor.errors import Refused

_COUNTED = re.compile(
    r"(?P<end>top|bottom)\((?P<count>[0-9]{1,6})(?:,(?P<skip>[0-9]{1,6}))?\)", re.IGNORECASE
)
_BOUNDED = re.compile(r"(?P<side>from|to)\((?P<bound>[^(),]+)\)", re.IGNORECASE)
_RANGE = re.compile(r"\[?range\((?P<first>[^(),]+),(?P<last>[^(),]+)\)\]?", re.IGNORECASE)
_NAMED = 5  # codes that a refusal lists


def chosen(
    expressions: Iterable[str], codes: Sequence[str], variable: str, *, is_time: bool
) -> tuple[str, ...]:
    """The codes that any of `expressions` means, each once, in the order of the source.

    `codes` are all there are, of time from the earliest to the latest.

    Raises Refused: `pxweb_codes_gone` with `variable` and `codes` where a code is not among them any more;
    `pxweb_nothing_chosen` with `variable` and `said` where an expression means none.
    """
    there = set(codes)
    gone: list[str] = []
    meant: set[str] = set()
    for expression in expressions:
        if expression in there:
            meant.add(expression)
            continue
        reading = _reading(expression, is_time=is_time)
        if reading is None:
            gone.append(expression)
            continue
        bounds, found = reading(codes)
        gone.extend(bound for bound in bounds if bound not in there)
        if not gone and not found:
            said = quoted(expression)
            raise Refused(
                "pxweb_nothing_chosen",
                f"{said} means none of the codes of {variable}. Choose others.",
                variable=variable,
                said=said,
            )
        meant.update(found)
    if gone:
        raise codes_gone(variable, gone)
    return tuple(code for code in codes if code in meant)


def codes_gone(variable: str, gone: Sequence[str]) -> Refused:
    """That a variable no longer has these codes."""
    listed = ", ".join(quoted(code) for code in gone[:_NAMED]) + (" …" if len(gone) > _NAMED else "")
    return Refused(
        "pxweb_codes_gone",
        f"{variable} does not have {listed} (any more). Look up its codes, and change the selection.",
        variable=variable,
        codes=listed,
    )


Reading = Callable[[Sequence[str]], tuple[Sequence[str], Sequence[str]]]
"""From all codes to those an expression names as its bounds, and those it means."""


def _reading(expression: str, *, is_time: bool) -> Reading | None:
    """How an expression is read; None for what is a plain code."""
    compact = expression.replace(" ", "")
    if counted := _COUNTED.fullmatch(compact):
        count, skip = int(counted["count"]), int(counted["skip"] or 0)
        # The latest of time stand at the end of the list, and are the ones that `top` means.
        at_end = (counted["end"].lower() == "top") == is_time

        def some(codes: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
            if at_end:
                return (), codes[max(0, len(codes) - skip - count) : max(0, len(codes) - skip)]
            return (), codes[skip : skip + count]

        return some
    if bounded := _BOUNDED.fullmatch(compact):
        is_from = bounded["side"].lower() == "from"
        return _between(bounded["bound"] if is_from else None, None if is_from else bounded["bound"])
    if between := _RANGE.fullmatch(compact):
        return _between(between["first"], between["last"])
    if "*" in expression or "?" in expression:
        signs = {"*": ".*", "?": "."}
        mask = re.compile(
            "".join(signs.get(sign, re.escape(sign)) for sign in re.sub(r"\*+", "*", expression))
        )
        return lambda codes: ((), [code for code in codes if mask.fullmatch(code)])
    return None


def _between(first: str | None, last: str | None) -> Reading:
    def span(codes: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        bounds = [bound for bound in (first, last) if bound is not None]
        if not set(bounds) <= set(codes):
            return bounds, ()
        start = 0 if first is None else codes.index(first)
        end = len(codes) if last is None else codes.index(last) + 1
        return bounds, codes[start:end]

    return span
