"""Made-up tables of counts in every shape disclosure control has to stand: sparse, dense, crossed, linked, trees."""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from monitor.statistics.disclosure.tables import Cell, Key, Tables
from tests.statistics.crossing import Tree, codes, totals


def flat(size: int) -> Tree:
    return {"": [str(number) for number in range(size)]}


def nested(*sizes: int) -> Tree:
    """A nation of regions that are made of so many municipalities each."""
    regions = [chr(ord("A") + number) for number in range(len(sizes))]
    tree: dict[str, Sequence[str]] = {"": regions}
    tree.update(
        {region: [f"{region}{n}" for n in range(size)] for region, size in zip(regions, sizes, strict=True)}
    )
    return tree


def leaves(tree: Tree) -> list[str]:
    return [code for code in codes(tree) if not tree.get(code)]


def under(code: str, tree: Tree) -> list[str]:
    parts = tree.get(code)
    return [leaf for part in parts for leaf in under(part, tree)] if parts else [code]


def counted(trees: Sequence[Tree], mean: float, seed: int) -> dict[Key, int]:
    """Every cell of the crossing; the smallest are Poisson around gamma means, so that some are 0 and some large."""
    chance = np.random.default_rng(seed)
    small = {
        key: int(chance.poisson(chance.gamma(1.0, mean)))
        for key in product(*(leaves(tree) for tree in trees))
    }
    return {
        key: sum(
            small[leaf]
            for leaf in product(*(under(code, tree) for code, tree in zip(key, trees, strict=True)))
        )
        for key in product(*(codes(tree) for tree in trees))
    }


def crossed(trees: Sequence[Tree], mean: float, seed: int) -> Tables:
    counts = counted(trees, mean, seed)
    return Tables(tuple(Cell(*each) for each in counts.items()), totals(trees))


def linked(trees: Sequence[Tree], mean: float, seed: int) -> Tables:
    """Three classifications of the same persons, published two by two: each pair of tables shares a margin."""
    counts = {key: count for key, count in counted(trees, mean, seed).items() if "" in key}
    return Tables(tuple(Cell(*each) for each in counts.items()), totals(trees, counts))


SHAPES: dict[str, Callable[[float, int], Tables]] = {
    "5 × 6": lambda mean, seed: crossed([flat(5), flat(6)], mean, seed),
    "8 × 10": lambda mean, seed: crossed([flat(8), flat(10)], mean, seed),
    "3 × 4 × 4": lambda mean, seed: crossed([flat(3), flat(4), flat(4)], mean, seed),
    "4 × 5 × 6": lambda mean, seed: crossed([flat(4), flat(5), flat(6)], mean, seed),
    "2 × 3 regions of 2 to 4 × 4": lambda mean, seed: crossed(
        [flat(2), nested(2, 3, 4), flat(4)], mean, seed
    ),
    # each cell of a margin adds up four to six, so the mean is that of fewer
    "4 × 5, 4 × 6 and 5 × 6 linked": lambda mean, seed: linked([flat(4), flat(5), flat(6)], mean / 5, seed),
}
MEANS = (2.0, 6.0, 20.0)
"""Sparse, middling, dense."""
