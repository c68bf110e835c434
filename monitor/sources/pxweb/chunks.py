"""A question that is too large, cut into questions that are small enough."""

from collections.abc import Mapping
from math import ceil, prod

Selection = Mapping[str, tuple[str, ...]]
"""The codes that are asked for, by variable."""


def cells(selection: Selection) -> int:
    """How many figures a selection asks for."""
    return prod(len(codes) for codes in selection.values())


def cut(selection: Selection, limit: int) -> list[Selection]:
    """Selections of at most `limit` cells each that together ask for every cell of `selection` once.

    The longest variable is cut first, into stretches of much the same length, so that few and even questions come of
    it. `limit` is at least 1.
    """
    total = cells(selection)
    if total <= limit:
        return [selection]
    longest = max(selection, key=lambda variable: len(selection[variable]))
    codes = selection[longest]
    for_each_code = total // len(codes)
    pieces = ceil(len(codes) / max(1, limit // for_each_code))
    length = ceil(len(codes) / pieces)
    return [
        smaller
        for start in range(0, len(codes), length)
        for smaller in cut({**selection, longest: codes[start : start + length]}, limit)
    ]
