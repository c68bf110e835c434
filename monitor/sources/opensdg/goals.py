"""The headings of a repository: its goals."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.catalogue.text import LocalText
from monitor.measures.datasets import Group
from monitor.sources.opensdg.defined import group_of
from monitor.sources.opensdg.description import Description
from monitor.sources.opensdg.layout import order
from monitor.sources.opensdg.words import Words


def goals(identities: Iterable[str], about: Mapping[str, Description], words: Words) -> Sequence[Group]:
    """A group for each goal in order, named as the repository names it, else by its number."""
    found: dict[str, Group] = {}
    for identity in sorted(identities, key=order):
        goal = group_of(identity)
        if goal not in found:
            found[goal] = Group(
                id=goal, title=_title(goal, words) or LocalText(en=f"Goal {goal}", nb=f"Mål {goal}")
            )
        said = about[identity].goal() if identity in about and _title(goal, words) is None else None
        if said is not None and found[goal].title.en == f"Goal {goal}":
            found[goal] = Group(id=goal, title=said)
    return tuple(found.values())


def _title(goal: str, words: Words) -> LocalText | None:
    for key in (f"global_goals.{goal}-short", f"global_goals.{goal}-title", f"global_goals.{goal}"):
        said = words.found(key, ())
        if said:
            return words.of(said)
    return None
