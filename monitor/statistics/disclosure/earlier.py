"""What an earlier edition may have counted where it hid: of all tables that agree with what it showed, the nearest.

What was hidden is kept nowhere, so it is unknown here as it is to readers. That is enough: how wide a range an attacker
is left with follows from what is visible and from which counts he takes to be unchanged, never from the true ones. As
many as can be are taken to be unchanged, which is what a reader would presume.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from monitor.statistics.disclosure.tables import Key, Total

NODES = 200
"""Branches looked at before the search is given up: a clock would make answers differ by machine."""

OPEN = 0.01
"""What a step costs of a count of which nothing is known, beside one of a count that is taken to be unchanged."""


def supposed(
    visible: Mapping[Key, int], hidden: Sequence[Key], totals: Sequence[Total], now: Mapping[Key, int]
) -> dict[Key, int] | None:
    """Return a whole count from 0 for each hidden cell, so that every total holds; None where none was found.

    `totals` speak of cells that are visible or hidden. `now` are the counts to be near to, 0 where none is given.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csc_array, hstack

    place = {key: number for number, key in enumerate(hidden)}
    near = np.array([now.get(key, 0) for key in hidden], dtype=np.float64)
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    sums: list[float] = []
    for total in totals:
        missing = 0.0
        for key, sign in ((total.key, -1.0), *((part, 1.0) for part in total.parts)):
            if key in place:
                rows.append(len(sums))
                columns.append(place[key])
                values.append(sign)
                missing -= sign * near[place[key]]
            else:
                missing -= sign * visible[key]
        sums.append(missing)
    if not hidden:
        return None if any(sums) else {}
    size = len(hidden)
    costs = np.array([1.0 if key in now else OPEN for key in hidden])
    matrix = csc_array((values, (rows, columns)), shape=(len(sums), size))
    answer = milp(
        np.tile(costs, 2),  # steps up, and steps down
        constraints=LinearConstraint(hstack([matrix, -matrix], format="csc"), np.array(sums), np.array(sums))
        if sums
        else None,
        integrality=np.ones(2 * size),
        bounds=Bounds(0, np.concatenate([np.full(size, np.inf), near])),
        options={"node_limit": NODES},
    )
    if answer.x is None:
        return None
    steps = np.rint(answer.x).astype(np.int64)
    if (matrix @ (steps[:size] - steps[size:]) != np.array(sums)).any():
        return None  # the solver's rounding
    found = near.astype(np.int64) + steps[:size] - steps[size:]
    return dict(zip(hidden, found.tolist(), strict=True))
