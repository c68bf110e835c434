"""The totals of a table that crosses several classifications, each of them flat or a tree."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from monitor.statistics.disclosure.tables import Key, Total

Tree = Mapping[str, Sequence[str]]
"""A classification: for each code that is a total, the codes that make it up (`{"": ["north", "south"]}`)."""


def codes(tree: Tree) -> tuple[str, ...]:
    """Return every code of a classification once, totals included, in the order in which they are named."""
    return tuple(dict.fromkeys(code for total, parts in tree.items() for code in (total, *parts)))


def totals(
    trees: Sequence[Tree], cells: Iterable[Key] | None = None, groups: Iterable[int] = ()
) -> tuple[Total, ...]:
    """Return all totals between cells whose keys hold one code for each classification.

    With `cells`, only those of which every cell is there. `groups` numbers the classifications, from 0, in which
    everybody being in one part discloses something. A classification with one code is no breakdown (`{"": []}`).
    """
    there = None if cells is None else set(cells)
    disclosing = set(groups)
    found = []
    for place, tree in enumerate(trees):
        others = [codes(other) if at != place else ("",) for at, other in enumerate(trees)]
        for rest in product(*others):
            for total, parts in tree.items():
                keys = [(*rest[:place], code, *rest[place + 1 :]) for code in (total, *parts)]
                if parts and (there is None or there.issuperset(keys)):
                    found.append(Total(keys[0], tuple(keys[1:]), place in disclosing))
    return tuple(found)
