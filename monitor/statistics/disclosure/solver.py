"""What is asked of SciPy. It is loaded at the first question: most processes never ask one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NODES, NODES_OF_STEPS = 100, 50
"""Branches looked at, for a choice and for steps, before the best answer so far is taken: a clock would make answers
differ by machine."""

WHOLE = 1e-6
"""How far from a whole number a step may be that is called one; whoever uses it checks every sum."""


def matrix(rows: Sequence[tuple[int, Sequence[int]]], size: int) -> Any:
    """Return the relations "total = sum of parts" as a sparse matrix with a column for each of `size` unknowns."""
    from scipy.sparse import csc_array

    places = [(row, column) for row, (total, parts) in enumerate(rows) for column in (total, *parts)]
    values = [sign for total, parts in rows for sign in (-1.0, *[1.0] * len(parts))]
    where = np.array(places, dtype=np.int64).reshape(-1, 2)
    return csc_array((values, (where[:, 0], where[:, 1])), shape=(len(rows), size))


def groups(rows: Ints, columns: Ints, size: int) -> Ints:
    """Return a number for each of `size` columns: those that share a row, directly or by others, have the same one."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    height = int(rows.max()) + 1 if rows.size else 0
    links = coo_array((np.ones(rows.size), (rows, columns + height)), shape=(height + size, height + size))
    return np.asarray(connected_components(links, directed=False)[1][height:], dtype=np.int64)


@dataclass(frozen=True)
class Programme:
    """Maximise `gain @ steps` over steps that keep every relation and lie between `least` ≤ 0 and `most` ≥ 0.

    The relations are given by the `rows`, `columns` and `values` of their entries; there are `height` of them.
    """

    rows: Ints
    columns: Ints
    values: Floats
    height: int
    gain: Floats
    least: Floats
    most: Floats


def furthest(programmes: Sequence[Programme], thrift: float = 0.0, whole: bool = False) -> list[Floats]:
    """Return the best steps of each programme. They are solved side by side: one call costs as much as a small one.

    `thrift`: what one step of any unknown costs, so that few take part. `whole`: in whole numbers, as far as a short
    search finds. No step at all where the solver gives up.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import hstack

    joint = _side_by_side(programmes)
    relations, size = _relations(joint), joint.gain.size
    answer = milp(
        np.concatenate([thrift - joint.gain, thrift + joint.gain]),  # steps up, and steps down
        constraints=LinearConstraint(hstack([relations, -relations], format="csc"), 0, 0),
        integrality=np.full(2 * size, int(whole)),
        bounds=Bounds(0, np.concatenate([joint.most, -joint.least])),
        options={"node_limit": NODES_OF_STEPS},
    )
    steps = np.zeros(size) if answer.x is None else answer.x[:size] - answer.x[size:]
    return np.split(steps, np.cumsum([each.gain.size for each in programmes])[:-1])


def prices(programmes: Sequence[Programme]) -> list[Floats]:
    """Return for each programme what its relations hold the steps back by (dual values).

    Any numbers whatever would give valid bounds; these give the best.
    """
    from scipy.optimize import linprog

    joint = _side_by_side(programmes)
    answer = linprog(
        -joint.gain,
        A_eq=_relations(joint),
        b_eq=np.zeros(joint.height),
        bounds=np.column_stack([joint.least, joint.most]),
        method="highs-ds",
    )
    duals = np.zeros(joint.height) if answer.x is None else -np.asarray(answer.eqlin.marginals)
    return np.split(duals, np.cumsum([each.height for each in programmes])[:-1])


def lightest(programme: Programme, target: int, by: int) -> Ints | None:
    """Return steps that move the target by so much and lose as little gain (none is above 0) as can be.

    None where there are none, or where those of least loss are no whole numbers.
    """
    from scipy.optimize import linprog
    from scipy.sparse import hstack

    relations = _relations(programme)
    up, down = np.flatnonzero(programme.most > 0), np.flatnonzero(programme.least < 0)
    most = np.concatenate([programme.most[up], -programme.least[down]])
    least = np.zeros(most.size)
    forth, back = (
        np.concatenate([up == (target if one else -1), down == (-1 if one else target)])
        for one in (True, False)
    )
    this, other = (forth, back) if by > 0 else (back, forth)
    least[this], most[this], most[other] = abs(by), abs(by), 0
    answer = linprog(
        -np.concatenate([programme.gain[up], programme.gain[down]]),
        A_eq=hstack([relations[:, up], -relations[:, down]], format="csc"),
        b_eq=np.zeros(programme.height),
        bounds=np.column_stack([least, most]),
        method="highs-ds",
    )
    if answer.x is None:
        return None
    steps = np.zeros(programme.gain.size)
    steps[up] = answer.x[: up.size]
    steps[down] -= answer.x[up.size :]
    whole = np.rint(steps)
    return whole.astype(np.int64) if np.abs(whole - steps).max() < WHOLE else None


def _side_by_side(programmes: Sequence[Programme]) -> Programme:
    tops = np.cumsum([0, *(each.height for each in programmes)])
    lefts = np.cumsum([0, *(each.gain.size for each in programmes)])
    return Programme(
        np.concatenate([each.rows + top for each, top in zip(programmes, tops[:-1], strict=True)]),
        np.concatenate([each.columns + left for each, left in zip(programmes, lefts[:-1], strict=True)]),
        np.concatenate([each.values for each in programmes]),
        int(tops[-1]),
        np.concatenate([each.gain for each in programmes]),
        np.concatenate([each.least for each in programmes]),
        np.concatenate([each.most for each in programmes]),
    )


def _relations(programme: Programme) -> Any:
    from scipy.sparse import csc_array

    shape = (programme.height, programme.gain.size)
    return csc_array((programme.values, (programme.rows, programme.columns)), shape=shape)


@dataclass(frozen=True)
class Cut:
    """A demand on every good choice: `values @ chosen[places]` is at least `floor`."""

    places: Ints
    values: Floats
    floor: float


def cheapest(weights: Floats, cuts: Sequence[Cut], least: Bools, most: Bools, slack: float) -> Bools | None:
    """Choose unknowns of least weight that meet every cut, within the share `slack` of the best; None if none can.

    What is in `least` is chosen, what is not in `most` is not. When the search ends before it found an answer, all
    of `most` is chosen: that meets whatever can be met.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    starts = np.cumsum([0, *(cut.places.size for cut in cuts)])
    places = np.concatenate([np.zeros(0, dtype=np.int64), *(cut.places for cut in cuts)])
    values = np.concatenate([np.zeros(0), *(cut.values for cut in cuts)])
    demands = csr_array((values, places, starts), shape=(len(cuts), len(weights)))
    floors = np.array([cut.floor for cut in cuts])
    answer = milp(
        weights,
        constraints=LinearConstraint(demands, floors, np.inf) if cuts else None,
        integrality=np.ones(len(weights)),
        bounds=Bounds(least.astype(np.float64), most.astype(np.float64)),
        options={"node_limit": NODES, "mip_rel_gap": slack},
    )
    infeasible = 2
    if answer.status == infeasible:
        return None
    return most if answer.x is None else np.asarray(answer.x > 0.5)
