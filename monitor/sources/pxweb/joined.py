"""Answers to the parts of one question, checked against what was asked and joined into one table."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from monitor.errors import Refused
from monitor.sources.jsonstat_door import read_dataset
from monitor.sources.jsonstat_table import Category, Dataset
from monitor.sources.pxweb.asked import Answer
from monitor.sources.pxweb.columns import Reading, figures


@dataclass
class Joined:
    """What has come so far. `table` is the source's description of the table.

    `categories` are those that came, by dimension and code; `told` says of each answer what was asked for it.
    """

    table: Dataset
    reading: Reading
    categories: dict[str, dict[str, Category]] = field(default_factory=dict)
    told: list[dict[str, object]] = field(default_factory=list)
    _parts: list[pa.Table] = field(default_factory=list)
    _digest: Any = field(default_factory=hashlib.sha256)

    def add(self, answer: Answer) -> None:
        """Take one more answer. Refused as of `read_dataset`, and `pxweb_other_answer` with `problem`."""
        dataset = read_dataset(answer.content)
        _check(dataset, self.table, answer)
        self._parts.append(figures(dataset, self.reading))
        for dimension in dataset.dimensions:
            there = self.categories.setdefault(dimension.id, {})
            there |= {category.code: category for category in dimension.categories}
        self._digest.update(answer.content)
        self.told.append(answer.told())

    @property
    def digest(self) -> str:
        """The SHA-256 of all answers in order, in hexadecimal."""
        digest: str = self._digest.hexdigest()
        return digest

    def figures(self) -> pa.Table:
        """All of them."""
        return pa.concat_tables(self._parts)


def _check(dataset: Dataset, table: Dataset, answer: Answer) -> None:
    """That what came is what was asked for. A dimension that is summed over leaves no other trace in an answer."""
    asked = answer.selection
    if set(dataset.id) != set(asked):
        raise _other(f"it has {', '.join(dataset.id)} instead of {', '.join(asked)}")
    for dimension in dataset.dimensions:
        if {category.code for category in dimension.categories} != set(asked[dimension.id]):
            raise _other(f"it has other codes of {dimension.id}")
    for role in ("time", "metric"):
        if set(dataset.role.get(role, ())) != set(table.role.get(role, ())) & set(asked):
            raise _other(f"it calls other dimensions {role}")
    if not dataset.values:
        raise _other("it holds no values")


def _other(problem: str) -> Refused:
    return Refused(
        "pxweb_other_answer",
        f"Something else came than was asked for: {problem}. Fetch it again, or tell the source.",
        problem=problem,
    )
