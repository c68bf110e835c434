"""The headings of a repository: its goals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from monitor.catalogue.text import LocalText
from monitor.measures.datasets import Group
from monitor.sources.opensdg.defined import group_of
from monitor.sources.opensdg.description import Description
from monitor.sources.opensdg.layout import order
from monitor.sources.opensdg.words import Words

_OF_THE_UN: Final = {
    str(number): LocalText(en=english, nb=norwegian)
    for number, (english, norwegian) in enumerate(
        (
            ("No poverty", "Utrydde fattigdom"),
            ("Zero hunger", "Utrydde sult"),
            ("Good health and well-being", "God helse og livskvalitet"),
            ("Quality education", "God utdanning"),
            ("Gender equality", "Likestilling mellom kjønnene"),
            ("Clean water and sanitation", "Rent vann og gode sanitærforhold"),
            ("Affordable and clean energy", "Ren energi til alle"),
            ("Decent work and economic growth", "Anstendig arbeid og økonomisk vekst"),
            ("Industry, innovation and infrastructure", "Industri, innovasjon og infrastruktur"),
            ("Reduced inequalities", "Mindre ulikhet"),
            ("Sustainable cities and communities", "Bærekraftige byer og lokalsamfunn"),
            ("Responsible consumption and production", "Ansvarlig forbruk og produksjon"),
            ("Climate action", "Stoppe klimaendringene"),
            ("Life below water", "Livet i havet"),
            ("Life on land", "Livet på land"),
            ("Peace, justice and strong institutions", "Fred, rettferdighet og velfungerende institusjoner"),
            ("Partnerships for the goals", "Samarbeid for å nå målene"),
        ),
        start=1,
    )
}
"""The short names of the Sustainable Development Goals, as the UN and its Norwegian association write them."""


def goals(identities: Iterable[str], about: Mapping[str, Description], words: Words) -> Sequence[Group]:
    """A group for each goal in order, named as the repository names it, else as the UN does where the goals are the
    UN's, else by its number.
    """
    found: dict[str, Group] = {}
    said: dict[str, LocalText] = {}
    for identity in sorted(identities, key=order):
        goal = group_of(identity)
        title = _title(goal, words)
        if title is None and goal not in said and identity in about:
            told = about[identity].goal()
            if told is not None:
                said[goal] = told
        found[goal] = Group(id=goal, title=title or said.get(goal) or _numbered(goal))
    if set(found) <= set(_OF_THE_UN) and any(each.of_the_un() for each in about.values()):
        for goal in set(found) - set(said):
            if found[goal].title == _numbered(goal):
                found[goal] = Group(id=goal, title=_OF_THE_UN[goal])
    return tuple(found.values())


def _numbered(goal: str) -> LocalText:
    return LocalText(en=f"Goal {goal}", nb=f"Mål {goal}")


def _title(goal: str, words: Words) -> LocalText | None:
    for key in (f"global_goals.{goal}-short", f"global_goals.{goal}-title", f"global_goals.{goal}"):
        said = words.found(key, ())
        if said:
            return words.of(said)
    return None
