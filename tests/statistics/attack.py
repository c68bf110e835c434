"""An attacker who knows what is visible, which sums hold, and that no count is below 0. Nothing else.

It shares no code with monitor/statistics/disclosure, which is judged by it: `margins` finds by itself which cells of a
made-up table add up to which, from their names alone, and every range is asked of SciPy one by one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, lil_matrix

Name = Hashable
Sum = tuple[Name, tuple[Name, ...]]
"""A total and its parts."""


def margins(names: Iterable[tuple[str, ...]]) -> list[Sum]:
    """Every sum that can be seen in a table of the made-up kind.

    A name holds one code for each classification; "" is all of it, "A" a region, "A1" a place in it, and any other code
    a part of all. What has a name is published; what has none is not there.
    """
    known = set(names)
    parts: dict[tuple[str, ...], dict[int, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for name in sorted(known):
        for place, code in enumerate(name):
            if code:
                above = code[0] if code[0].isupper() and len(code) > 1 else ""
                whole = (*name[:place], above, *name[place + 1 :])
                if whole in known:
                    parts[whole][place].append(name)
    return [(whole, tuple(those)) for whole, by_place in parts.items() for those in by_place.values()]


@dataclass(frozen=True)
class Equations:
    """`Σ coefficient · unknown = constant`, one for each sum with anything hidden in it."""

    unknowns: tuple[Name, ...]
    rows: tuple[tuple[dict[Name, int], int], ...]


def equations(visible: Mapping[Name, int], sums: Iterable[Sum]) -> Equations:
    unknowns: dict[Name, None] = {}
    rows = []
    for total, parts in sums:
        row: dict[Name, int] = {}
        constant = 0
        for name, sign in ((total, -1), *((part, 1) for part in parts)):
            if name in visible:
                constant -= sign * visible[name]
            else:
                row[name] = row.get(name, 0) + sign
                unknowns[name] = None
        if row:
            rows.append((row, constant))
    return Equations(tuple(unknowns), tuple(rows))


def worked_out(visible: Mapping[Name, int], sums: Iterable[Sum]) -> dict[Name, Fraction]:
    """Every hidden count that follows by adding and subtracting sums, in exact arithmetic."""
    reduced: dict[Name, tuple[dict[Name, Fraction], Fraction]] = {}
    for coefficients, value in equations(visible, sums).rows:
        row, constant = {name: Fraction(c) for name, c in coefficients.items()}, Fraction(value)
        for pivot in [name for name in row if name in reduced]:
            row, constant = _minus((row, constant), row[pivot], reduced[pivot])
        if row:
            pivot = min(row, key=lambda name: (abs(row[name]) != 1, repr(name)))
            scale = row[pivot]
            new = ({name: c / scale for name, c in row.items()}, constant / scale)
            for other, (entries, _) in list(reduced.items()):
                if pivot in entries:
                    reduced[other] = _minus(reduced[other], entries[pivot], new)
            reduced[pivot] = new
    return {pivot: constant for pivot, (row, constant) in reduced.items() if len(row) == 1}


def _minus(
    one: tuple[dict[Name, Fraction], Fraction],
    times: Fraction,
    other: tuple[dict[Name, Fraction], Fraction],
) -> tuple[dict[Name, Fraction], Fraction]:
    row = dict(one[0])
    for name, coefficient in other[0].items():
        row[name] = row.get(name, Fraction(0)) - times * coefficient
        if not row[name]:
            del row[name]
    return row, one[1] - times * other[1]


def determined(visible: Mapping[Name, int], sums: Iterable[Sum]) -> set[Name]:
    """What `worked_out` finds, in floating point: in large tables fractions take hours.

    A count follows from the equations if its unit vector is one of their combinations.
    """
    system = equations(visible, sums)
    _, sizes, directions = np.linalg.svd(_matrix(system)[0].toarray(), full_matrices=False)
    spanned = (directions[sizes > sizes.max(initial=0) * 1e-9] ** 2).sum(axis=0)
    return {name for name, share in zip(system.unknowns, spanned, strict=True) if share > 1 - 1e-7}


def _matrix(system: Equations) -> tuple[csr_matrix, np.ndarray]:
    place = {name: column for column, name in enumerate(system.unknowns)}
    matrix = lil_matrix((len(system.rows), len(place)))
    for number, (row, _) in enumerate(system.rows):
        for name, coefficient in row.items():
            matrix[number, place[name]] = coefficient
    return matrix.tocsr(), np.array([constant for _, constant in system.rows], dtype=float)


def ranges(
    visible: Mapping[Name, int],
    sums: Iterable[Sum],
    *,
    whole: bool = False,
    presumed: Mapping[Name, tuple[int, int | None]] | None = None,
    of: Callable[[Sequence[Name]], Collection[Name]] | None = None,
) -> dict[Name, tuple[float, float]]:
    """The least and the greatest each hidden count can be.

    `whole`: among tables of whole numbers only. `presumed`: bounds of hidden counts, where they are not 0 and none.
    `of` picks some of all hidden counts, where it would take too long to ask for each.
    """
    system = equations(visible, sums)
    place = {name: column for column, name in enumerate(system.unknowns)}
    matrix, constants = _matrix(system)
    asked = set(place if of is None else of(system.unknowns))
    limits = [(presumed or {}).get(name, (0, None)) for name in place]
    least = np.array([low for low, _ in limits], dtype=float)
    most = np.array([np.inf if high is None else high for _, high in limits], dtype=float)
    found = {}
    for name, column in place.items():
        if name not in asked:
            continue
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(place))
            aim[column] = sign
            if whole:
                answer = milp(
                    aim,
                    constraints=LinearConstraint(matrix, constants, constants),
                    integrality=np.ones(len(place)),
                    bounds=Bounds(least, most),
                )
            else:
                answer = linprog(
                    aim, A_eq=matrix, b_eq=constants, bounds=np.column_stack([least, most]), method="highs"
                )
            # 3: without end, 4 where the solver cannot tell that from no answer; the true table is one.
            assert answer.status in (0, 3, 4), answer.message
            ends.append(sign * answer.fun if answer.status == 0 else sign * -np.inf)
        found[name] = (ends[0], ends[1])
    return found
