"""What the description of one indicator says, in our terms."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from monitor.catalogue.provenance import Seen
from monitor.catalogue.text import LocalText
from monitor.measures.datasets import Remark
from monitor.measures.definitions import Drawing, Source
from monitor.sources.addresses import address
from monitor.sources.markup import LONGEST, plain
from monitor.sources.opensdg import fields
from monitor.sources.opensdg.metadata import Metadata
from monitor.sources.opensdg.words import Words
from monitor.sources.yaml_door import Tree

_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_NO: Final = frozenset(("false", "no", "0", "off"))
_MOST_SOURCES: Final = 20
_NUMBERED: Final = re.compile(
    r"^(?:(?:indicator|goal|target|indikator|indicateur|objectif|cible)\s*[0-9]+(?:[.\-][0-9a-z]{1,2})*"
    r"|[0-9]+(?:\.[0-9a-z]{1,2}){2,})\s*[:.\-–]?\s+",
    re.IGNORECASE,
)


class Description:
    """The fields that describe an indicator: those of the repository's main language, and those of others."""

    def __init__(self, main: Metadata, others: Mapping[str, Metadata], words: Words) -> None:
        self._main, self._others, self._words = main, others, words

    def raw(self, names: Sequence[str]) -> str:
        """The first of the fields that says something, as it stands; empty where none does."""
        for name in names:
            said = self._main.get(name)
            if isinstance(said, str) and plain(said):
                return said.strip()
        return ""

    def tree(self, name: str) -> Tree:
        """A field that is more than a text."""
        return self._main.get(name)

    def words(self, name: str, *, line: bool = True) -> LocalText | None:
        """The text of a field in every language it is in."""
        said = self._main.get(name)
        read: dict[str, str] = {}
        if isinstance(said, str) and said.strip():
            said = said.strip()
            read = self._words.found(said)
            if self._words.main not in read and not self._words.is_key(said):
                read[self._words.main] = said
        for language, other in self._others.items():
            told = other.get(name)
            if isinstance(told, str) and told.strip() and not self._words.is_key(told.strip()):
                read[language] = told
        return self._words.of(read, line=line)

    def first(self, names: Sequence[str], *, line: bool = True) -> LocalText | None:
        """The text of the first of the fields that has one."""
        return next((text for name in names if (text := self.words(name, line=line)) is not None), None)

    def title(self) -> LocalText | None:
        """What the indicator is called: its name, or what its chart is called; None where only keys are there."""
        return (
            self._bare(self.first(fields.TITLE))
            or self._bare(self.first(fields.OTHER_TITLES))
            or self._of_chart()
        )

    def key_of_name(self) -> str:
        """The key that stands where the name would; empty where none does."""
        said = (self.raw((name,)) for name in (*fields.TITLE, *fields.OTHER_TITLES))
        return next((text for text in said if self._words.is_key(text)), "")

    def goal(self) -> LocalText | None:
        """What the goal is called that the indicator belongs to."""
        return self._bare(self.first(fields.GOAL))

    def of_the_un(self) -> bool:
        """Whether it speaks of the UN's goals: by a key of their shared names, or by the address of their metadata."""
        keys = (*fields.TITLE, "target_name", "graph_title", "goal_meta_link")
        return any(
            self.raw((key,)).startswith(("global_", "https://unstats.un.org", "http://unstats.un.org"))
            for key in keys
        )

    def _of_chart(self) -> LocalText | None:
        titles = self.tree("graph_titles")
        for entry in titles if isinstance(titles, list) else []:
            said = entry.get("title") if isinstance(entry, dict) else None
            if isinstance(said, str) and (text := self._words.text(said)) is not None:
                return text
        return None

    def _bare(self, text: LocalText | None) -> LocalText | None:
        """Without the number in front, which has a place of its own."""
        if text is None:
            return None
        said = {language: words for language in ("nb", "nn", "en") if (words := getattr(text, language))}
        if text.other is not None:
            said[text.other.language] = text.other.text
        return self._words.of(
            {name: _NUMBERED.sub("", words, count=1) or words for name, words in said.items()}
        )

    def caveats(self) -> tuple[LocalText, ...]:
        """What the source warns of."""
        found = [self.words(name, line=False) for name in fields.CAVEATS]
        return tuple(text for text in found if text is not None)

    def remarks(self, used: Sequence[str]) -> Iterator[Remark]:
        """What else the source says, under its heading; without the fields in `used`."""
        told: set[str] = set()
        for name, (english, norwegian) in fields.REMARKS.items():
            text = self.words(name, line=False) if name not in used else None
            if text is not None and english not in told:
                told.add(english)
                heading = self._words.of(self._words.found(f"metadata_fields.{name}"))
                yield Remark(heading=heading or LocalText(en=english, nb=norwegian), text=text)
        for name in fields.DEFINITION:
            text = self.words(name, line=False) if name not in used else None
            if text is not None:
                yield Remark(heading=LocalText(en="Definitions", nb="Definisjoner"), text=text)

    def used(self, names: Sequence[str]) -> str:
        """Which of the fields `first` takes; empty where it finds none."""
        return next((name for name in names if self.words(name) is not None), "")

    def drawing(self) -> Drawing:
        """Bars where the source draws bars."""
        return Drawing.BARS if self.raw(("graph_type",)).casefold() == "bar" else Drawing.LINES

    def sources(self, otherwise: str) -> tuple[Source, ...]:
        """Where the source says the figures are from; the set itself, named `otherwise`, where it says nothing."""
        found = [
            source for number in range(1, _MOST_SOURCES + 1) if (source := self._source(number)) is not None
        ]
        return tuple(found) or (Source(id="s1", title=otherwise, seen=Seen.SOURCE),)

    def _source(self, number: int) -> Source | None:
        if self.raw((f"source_active_{number}",)).casefold() in _NO:
            return None
        publisher = self.words(f"source_organisation_{number}")
        link = self.first(
            (f"source_url_text_{number}", f"source_title_{number}", f"source_agency_survey_dataset_{number}")
        )
        if link is not None and address(link.wording(self._words.main).text) is not None:
            link = publisher or link  # some repeat the address
        titled = link or publisher or self.words(f"source_{number}")
        if titled is None:
            return None
        title = titled.wording(self._words.main).text
        years = set(_YEAR.findall(self.raw((f"source_release_date_{number}",))))
        year = int(years.pop()) if len(years) == 1 else None
        return Source(
            id=f"s{number}",
            title=title[:LONGEST],
            publisher=publisher,
            year=year,
            url=address(self.raw((f"source_url_{number}",))),
            seen=Seen.SOURCE,
            underlying=self.words(f"source_other_info_{number}", line=False),
        )
