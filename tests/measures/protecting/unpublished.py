"""Made-up figures on persons that nobody has published, and what a reader of what is kept of them can work with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.measures.indicators import Indicator
from monitor.measures.protecting import protect
from monitor.measures.protecting.continuity import Served
from monitor.measures.received import Received
from monitor.statistics.disclosure.rule import Rule
from tests.builders import an_indicator, both
from tests.measures.vintages import figures
from tests.statistics import attack

Name = tuple[str, ...]
"""Count or denominator, period, then a code for each dimension, "" for the total."""

QUARTERS = tuple(f"2023-Q{number}" for number in (1, 2, 3, 4))


def a_guarded_definition(
    dimensions: Mapping[str, Sequence[str]], unit: str = "persons", **over: Any
) -> Indicator:
    """Codes "A1", "A2" … are parts of the code "A"."""
    said = [
        {
            "id": name,
            "title": both(name),
            "codes": [
                {"code": code, "label": both(code)} | ({"part_of": code[0]} if _region(code) else {})
                for code in codes
            ],
        }
        for name, codes in dimensions.items()
    ]
    return an_indicator(dimensions=said, unit=unit, persons="unpublished", **over)


def _region(code: str) -> bool:
    return code[0].isupper() and len(code) > 1


def small_counts(chance: np.random.Generator, shape: Sequence[int], mean: Any) -> Any:
    """Poisson around gamma means, so that some are 0 and some are large."""
    return chance.poisson(chance.gamma(1.0, mean, shape))


def with_totals(dimensions: Mapping[str, Sequence[str]], leaves: Mapping[Name, int]) -> dict[Name, int]:
    """Every cell of the crossing, from its smallest ones."""

    def under(code: str, codes: Sequence[str]) -> list[str]:
        smallest = [each for each in codes if not any(_region(other) and other[0] == each for other in codes)]
        return [each for each in smallest if code in ("", each, each[0])]

    every = list(dimensions.values())
    return {
        key: sum(
            leaves[leaf]
            for leaf in product(*(under(code, codes) for code, codes in zip(key, every, strict=True)))
        )
        for key in product(*(("", *codes) for codes in every))
    }


def smallest(dimensions: Mapping[str, Sequence[str]]) -> list[Name]:
    return [
        key
        for key in product(*dimensions.values())
        if not any(
            any(_region(other) and other[0] == code for other in codes)
            for code, codes in zip(key, dimensions.values(), strict=True)
        )
    ]


def counts_table(dimensions: Sequence[str], counts: Mapping[str, Mapping[Name, int]]) -> pa.Table:
    """Counts by period and codes."""
    return figures(
        dimensions,
        *(
            {"period": period, "value": float(count), "decimals": 0} | _group(dimensions, key)
            for period, cells in counts.items()
            for key, count in cells.items()
        ),
    )


def shares_table(
    dimensions: Sequence[str], shares: Mapping[str, Mapping[Name, tuple[int, int]]], **more: object
) -> pa.Table:
    """Shares by period and codes, of their numerators and denominators; those of nobody are left out."""
    return figures(
        dimensions,
        *(
            {
                "period": period,
                "value": round(100 * part / whole, 1),
                "decimals": 1,
                "numerator": float(part),
                "denominator": float(whole),
                "n": whole,
            }
            | _group(dimensions, key)
            | more
            for period, cells in shares.items()
            for key, (part, whole) in cells.items()
            if whole
        ),
    )


def _group(dimensions: Sequence[str], key: Name) -> dict[str, str]:
    return {name: code for name, code in zip(dimensions, key, strict=True) if code}


def received(definition: Indicator, table: pa.Table, **more: Any) -> Received:
    return Received(definition, table, "d" * 64, **more)


def guard(came: Received, earlier: Sequence[Served], rule: Rule) -> Received:
    """What is kept of one table that came alone."""
    (kept,), _ = protect.guard([came], earlier, rule)
    return kept


class Reader:
    """Somebody who has kept every edition, and for the worst case knows which counts did not change between them.

    Told the true tables only to say that: `true` are the tables as they came, `kept` what was kept of each.
    """

    def __init__(
        self, true: Sequence[pa.Table], kept: Sequence[pa.Table], answers: Sequence[str] = ()
    ) -> None:
        self.visible: dict[attack.Name, int] = {}
        self.sums: list[attack.Sum] = []
        self.hidden: set[attack.Name] = set()
        for was, now in zip(true, kept, strict=True):
            self._read(was, now, answers)
        self.hidden -= self.visible.keys()

    def _read(self, true: pa.Table, kept: pa.Table, answers: Sequence[str]) -> None:
        names = [name for name in true.column_names if name.startswith("by:")]
        counts: dict[Name, int] = {}
        pairs: list[tuple[Name, Name]] = []
        for was, now in zip(true.to_pylist(), kept.to_pylist(), strict=True):
            codes = [was[name] or "" for name in names]
            count = ("count", was["period"], *codes)
            counts[count] = int(was["value"] if was["numerator"] is None else was["numerator"])
            seen = now["value"] is not None
            self._note(count, counts[count], seen)
            if was["denominator"] is not None:
                asked = ["" if name[3:] in answers else code for name, code in zip(names, codes, strict=True)]
                base = ("base", was["period"], *asked)
                counts[base] = int(was["denominator"])
                self._note(base, counts[base], seen)
                pairs.append((base, count))
        told = attack.margins(counts)
        told += [(base, (count,)) for base, count in pairs]
        if answers:
            at = [number + 2 for number, name in enumerate(names) if name[3:] in answers]
            parts: dict[Name, list[Name]] = {}
            for base, count in pairs:
                if all(count[place] for place in at):
                    parts.setdefault(base, []).append(count)
            told += [(base, tuple(those)) for base, those in parts.items()]
        told += self._in_time(counts)
        for whole, those in told:
            rest = counts[whole] - sum(counts[part] for part in those)  # type: ignore[index]
            assert rest >= 0
            parts_now = [(part, counts[part]) for part in those]  # type: ignore[index]
            if rest or len(those) == 1:
                parts_now.append((("rest", whole, those), rest))
            self.sums.append(((whole, counts[whole]), tuple(parts_now)))  # type: ignore[index]

    def _note(self, name: Name, count: int, seen: bool) -> None:
        if seen:
            self.visible[name, count] = count
        else:
            self.hidden.add((name, count))

    @staticmethod
    def _in_time(counts: Mapping[Name, int]) -> list[attack.Sum]:
        years = {
            name: [(name[0], quarter, *name[2:]) for quarter in QUARTERS]
            for name in counts
            if name[1] == "2023"
        }
        return [(year, tuple(parts)) for year, parts in years.items() if counts.keys() >= set(parts)]

    def small(self, name: attack.Name) -> bool:
        return 1 <= name[1] <= 4  # type: ignore[index]

    def worked_out(self) -> set[attack.Name]:
        """The hidden counts that follow by adding and subtracting."""
        return self.hidden & attack.worked_out(self.visible, self.sums).keys()

    def narrowed(self, width: int = 5) -> dict[attack.Name, tuple[float, float]]:
        """The hidden counts of which he knows more than he may."""
        found = attack.ranges(self.visible, self.sums)
        return {
            name: ends
            for name, ends in found.items()
            if name in self.hidden and ends[1] - ends[0] < width - 1e-6
        }


SEX: Mapping[str, Sequence[str]] = {"sex": ["m", "w"]}
AGE: Mapping[str, Sequence[str]] = {"age": ["u", "v", "x", "y"]}
PLACE: Mapping[str, Sequence[str]] = {"region": ["A", "A1", "A2", "A3", "B", "B1", "B2"]}
ANSWER: Mapping[str, Sequence[str]] = {"answer": ["p", "q", "r"]}


@dataclass(frozen=True)
class Made:
    """A definition with its figures as they would come, and the dimensions whose codes count among the same persons."""

    definition: Indicator
    table: pa.Table
    answers: tuple[str, ...] = ()


def counts(dimensions: Mapping[str, Sequence[str]], mean: float, seed: int) -> Made:
    cells = {"2014": with_totals(dimensions, _leaves(dimensions, mean, seed))}
    return Made(a_guarded_definition(dimensions), counts_table(list(dimensions), cells))


def quarters(dimensions: Mapping[str, Sequence[str]], mean: float, seed: int) -> Made:
    """Four quarters and the year they make up."""
    cells = {
        period: with_totals(dimensions, _leaves(dimensions, mean, 10 * seed + number))
        for number, period in enumerate(QUARTERS)
    }
    cells["2023"] = {key: sum(cells[quarter][key] for quarter in QUARTERS) for key in cells[QUARTERS[0]]}
    return Made(a_guarded_definition(dimensions), counts_table(list(dimensions), cells))


def shares(dimensions: Mapping[str, Sequence[str]], mean: float, seed: int) -> Made:
    """The share of each group who have something."""
    parts, others = _leaves(dimensions, mean, seed), _leaves(dimensions, 2 * mean, seed + 5000)
    having = with_totals(dimensions, parts)
    every = with_totals(dimensions, {key: parts[key] + others[key] for key in parts})
    table = shares_table(list(dimensions), {"2014": {key: (having[key], every[key]) for key in having}})
    return Made(a_guarded_definition(dimensions, "percent"), table)


def answers(dimensions: Mapping[str, Sequence[str]], mean: float, seed: int) -> Made:
    """The shares of each group that gave one of three answers."""
    whole = {**dimensions, **ANSWER}
    gave = with_totals(whole, _leaves(whole, mean, seed))
    table = shares_table(list(whole), {"2014": {key: (gave[key], gave[(*key[:-1], "")]) for key in gave}})
    return Made(a_guarded_definition(whole, "percent"), table, tuple(ANSWER))


def _leaves(dimensions: Mapping[str, Sequence[str]], mean: float, seed: int) -> dict[Name, int]:
    keys = smallest(dimensions)
    return dict(
        zip(keys, small_counts(np.random.default_rng(seed), (len(keys),), mean).tolist(), strict=True)
    )


SHAPES: Mapping[str, Callable[[float, int], Made]] = {
    "counts, 2 × 4": lambda mean, seed: counts({**SEX, **AGE}, mean, seed),
    "counts, 2 × regions": lambda mean, seed: counts({**SEX, **PLACE}, mean, seed),
    "four quarters and the year, 2 × 4": lambda mean, seed: quarters({**SEX, **AGE}, mean, seed),
    "shares, 4 × 2": lambda mean, seed: shares({**AGE, **SEX}, mean, seed),
    "shares, 2 × regions": lambda mean, seed: shares({**SEX, **PLACE}, mean, seed),
    "shares of three answers, 2 × 4": lambda mean, seed: answers({**SEX, **AGE}, mean, seed),
}


def revised(
    table: pa.Table, dimensions: Mapping[str, Sequence[str]], seed: int, changes: int = 2
) -> pa.Table:
    """The same counts, of which a few of the smallest cells were revised, and all totals with them."""
    chance = np.random.default_rng(seed)
    rows = table.to_pylist()
    cells = {tuple(row[f"by:{name}"] or "" for name in dimensions): int(row["value"]) for row in rows}
    keys = smallest(dimensions)
    for place in chance.choice(len(keys), changes, replace=False):
        cells[keys[place]] = max(0, cells[keys[place]] + int(chance.integers(-4, 7)))
    return counts_table(
        list(dimensions), {rows[0]["period"]: with_totals(dimensions, {k: cells[k] for k in keys})}
    )
