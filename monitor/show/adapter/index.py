"""The index of indicators and what a list says of each, made once for as long as the list is the same."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from monitor.measures.titles import Titles
from monitor.show.addresses import Addresses
from monitor.show.blocks import indicator_titles
from monitor.show.exploring import title_word
from monitor.show.words import Words


@lru_cache(maxsize=16)
def index(titles: Titles, to: Addresses) -> Markup:
    """All indicators under their themes and data sets, in the language and for the day of the addresses."""
    return indicator_titles.index(titles, to, Words(to.language))


@lru_cache(maxsize=4)
def options(titles: Titles, language: str) -> Mapping[str, str]:
    """Every indicator by its id, as a field offers it, in the order of the words."""
    words = Words(language)
    named = {name: title_word(title, titles, words) for name, title in titles.titles.items()}
    return {name: named[name] for name in sorted(named, key=lambda name: named[name].casefold())}
