"""The words of an Open SDG repository in the languages it has.

A text in a description or a heading may be a key such as `global_indicators.1-1-1-title`, which stands for the words
in `translations/<language>/global_indicators.yml`. Headings and values of the figures may be keys without their first
part.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from monitor.catalogue.signs import first_forbidden
from monitor.catalogue.text import LANGUAGES, LocalText, OtherText
from monitor.errors import Fault, Refused
from monitor.sources.bundles import Bundle
from monitor.sources.markup import shown
from monitor.sources.opensdg.metadata import read_metadata
from monitor.sources.yaml_door import Tree

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*(?:\.[A-Za-z0-9_\-]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLACE = re.compile(r"(?:^|.*/)translations/([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)/([^/]+)\.ya?ml")
_OURS: Mapping[str, str] = {"no": "nb"}


def language_of(tag: str) -> str | None:
    """A language as BCP 47 writes it: `pt_BR` is `pt-BR`; None where the text names none."""
    tag = tag.strip().replace("_", "-")
    main, *rest = tag.split("-")
    tag = "-".join((main.lower(), *rest))
    return _OURS.get(tag, tag) if _LANGUAGE.fullmatch(tag) else None


class Words:
    """Looks words up, and makes texts of them. `languages` are those of the repository, its main one first."""

    def __init__(self, languages: Sequence[str], translations: Mapping[str, Mapping[str, str]]) -> None:
        self.languages = tuple(languages)
        self._translations = translations

    @property
    def main(self) -> str:
        """The language that texts without translation are in."""
        return self.languages[0]

    def is_key(self, text: str) -> bool:
        """Whether a text looks like a key and not like words."""
        return _KEY.fullmatch(text) is not None

    def found(self, text: str, groups: Iterable[str] = ("data",)) -> dict[str, str]:
        """The words a key stands for, by language; empty where it is none, or an unknown one."""
        keys = [text] if "." in text else []
        keys += [f"{group}.{text}" for group in groups]
        words: dict[str, str] = {}
        for language in self.languages:
            known = self._translations.get(language, {})
            said = next((known[key] for key in keys if known.get(key)), None)
            if said is not None:
                words[language] = said
        return words

    def text(self, said: str, groups: Iterable[str] = ("data",), *, line: bool = True) -> LocalText | None:
        """A text of the repository; None where nothing of it is left, or where it is a key that nothing explains."""
        words = self.found(said, groups)
        if self.main not in words and not self.is_key(said):
            words = {self.main: said, **words}
        return self.of(words, line=line)

    def of(self, words: Mapping[str, str], *, line: bool = True) -> LocalText | None:
        """A text from its words by language."""
        read = {language: shown(text, line=line) for language, text in words.items()}
        kept = {language: text for language, text in read.items() if text}
        if not kept:
            return None
        ours = {language: kept.pop(language) for language in LANGUAGES if language in kept}
        other = next(((name, kept[name]) for name in (*self.languages, *kept) if name in kept), None)
        return LocalText(**ours, other=OtherText(language=other[0], text=other[1]) if other else None)


def label(text: str) -> str:
    """A heading or a value of the figures that nothing explains: what it says after the last dot of a key."""
    return text.rpartition(".")[2] or text if _KEY.fullmatch(text) else text


def read_translations(bundles: Iterable[Bundle], noted: list[Fault]) -> dict[str, dict[str, str]]:
    """Every key in the `translations` folders of the bundles with its words, by language; the last bundle wins."""
    read: dict[str, dict[str, str]] = {}
    for bundle in bundles:
        for name in bundle.names:
            place = _PLACE.fullmatch(name)
            language = language_of(place[1]) if place else None
            if place is None or language is None:
                continue
            try:
                tree = read_metadata(bundle.read(name), name, noted)
            except Refused as error:
                noted.append(Fault(name, 0, "", error.message, "a file that can be unpacked.", error))
                continue
            into = read.setdefault(language, {})
            _flatten(PurePosixPath(name).stem, tree, into)
    return read


def _flatten(above: str, tree: Tree, into: dict[str, str]) -> None:
    if isinstance(tree, dict):
        for key, value in tree.items():
            _flatten(f"{above}.{key}", value, into)
    elif isinstance(tree, str) and tree.strip() and first_forbidden(above) is None:
        into[above] = tree.strip()
