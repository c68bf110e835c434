"""A reader who thinks in the smallest groups: whatever is published of anything counts some of them, none is below 0.

It looks for no totals and so misses none: each figure that is shown is one equation in the smallest groups, whether
what lies between was published or not. It shares nothing with the protection, nor with `tests/statistics/attack.py`.
"""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

Name = tuple[str, ...]
"""A code for each dimension; "" is everybody, "A" holds "A1" and "A2"."""


def smallest(dimensions: Mapping[str, Sequence[str]]) -> list[Name]:
    """The groups that nothing lies within."""
    return list(
        product(
            *(
                [code for code in codes if not any(other != code and other[0] == code for other in codes)]
                for codes in dimensions.values()
            )
        )
    )


def within(leaf: Name, name: Name) -> bool:
    return all(code in ("", part, part[0]) for part, code in zip(leaf, name, strict=True))


def too_narrow(
    shown: Mapping[Name, int],
    hidden: Sequence[Name],
    leaves: Sequence[Name],
    width: float = 5,
    same: Sequence[tuple[Name, Name]] = (),
) -> dict[Name, tuple[float, float]]:
    """The hidden figures of which the reader finds out more than a range of this width.

    `same` are figures of which he was told that they are the same number, whatever it is.
    """
    place = {leaf: number for number, leaf in enumerate(leaves)}
    equations = lil_matrix((len(shown) + len(same), len(place)))
    for row, name in enumerate(shown):
        for leaf, column in place.items():
            if within(leaf, name):
                equations[row, column] = 1
    for row, (one, other) in enumerate(same, start=len(shown)):
        for leaf, column in place.items():
            equations[row, column] = float(within(leaf, one)) - float(within(leaf, other))
    known = np.array([*shown.values(), *[0] * len(same)], dtype=float)
    found = {}
    for name in hidden:
        aim = np.array([float(within(leaf, name)) for leaf in place])
        ends = []
        for sign in (1, -1):
            answer = linprog(
                sign * aim, A_eq=equations.tocsr(), b_eq=known, bounds=(0, None), method="highs-ipm"
            )
            ends.append(sign * answer.fun if answer.status == 0 else -sign * np.inf)
            assert answer.status in (0, 3, 4), answer.message
        if ends[1] - ends[0] < width - 1e-5:
            found[name] = (ends[0], ends[1])
    return found
