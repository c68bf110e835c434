"""All indicators by their titles, as a list names them, by theme and by data set."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.catalogue.text import LocalText
from monitor.errors import Unreadable
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Definition
from monitor.measures.themes import Theme

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Title:
    """An indicator as a list names it. `number` is what its source numbers it by; `dataset` is "" for what ships."""

    id: str
    title: LocalText
    theme: Theme | None = None
    dataset: str = ""
    group: str | None = None
    number: str | None = None


@dataclass(frozen=True, eq=False)
class Titles:
    """The titles of all indicators. `faults` are those that cannot be read; they stand in no list.

    Two of them are equal only where they are one: what is made of a long list can be kept by it.
    """

    titles: Mapping[str, Title]
    datasets: Mapping[str, DataSet]
    faults: Sequence[Unreadable] = ()

    @cached_property
    def by_theme(self) -> Mapping[Theme, Sequence[Title]]:
        """What was placed under a theme, in the order of themes; within one, in the order they were handed in."""
        placed = {theme: [each for each in self.titles.values() if each.theme is theme] for theme in Theme}
        return {theme: found for theme, found in placed.items() if found}

    @cached_property
    def by_dataset(self) -> Mapping[str, Mapping[str | None, Sequence[Title]]]:
        """What came with a data set, by the set's groups in its order; what lies in none of them under None, last."""
        return {name: self._grouped(dataset) for name, dataset in self.datasets.items()}

    def holding(self, said: str, words: str) -> "Titles":
        """Those whose title in the language `words`, number or id holds what is said, however it is written."""
        wanted = said.casefold()
        found = {
            name: each
            for name, each in self.titles.items()
            if any(
                wanted in text.casefold()
                for text in (each.title.wording(words).text, each.number or "", name)
            )
        }
        return Titles(found, self.datasets, self.faults)

    def _grouped(self, dataset: DataSet) -> Mapping[str | None, Sequence[Title]]:
        grouped: dict[str | None, list[Title]] = {
            name: [] for name in (*(each.id for each in dataset.groups), None)
        }
        mine = [each for each in self.titles.values() if each.dataset == dataset.id]
        for each in sorted(mine, key=_by_number):
            grouped[each.group if each.group in grouped else None].append(each)
        return {name: found for name, found in grouped.items() if found}


def title_of(definition: Definition) -> Title:
    """What a list says of an indicator."""
    if isinstance(definition, Imported):
        return Title(
            definition.id,
            definition.title,
            definition.theme,
            definition.dataset,
            definition.group,
            definition.number,
        )
    return Title(definition.id, definition.title, definition.theme)


def _by_number(title: Title) -> tuple[bool, list[tuple[int, str]], str]:
    """So that 1.10 stands behind 1.2; what has no number stands behind what has, by its id."""
    parts = _DIGITS.split(title.number or "")
    return (
        title.number is None,
        [(int(part), "") if part.isdigit() else (-1, part) for part in parts],
        title.id,
    )
