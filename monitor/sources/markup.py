"""Plain text from texts that hold HTML or Markdown links, as descriptions from outside do."""

import re
from html.parser import HTMLParser

from monitor.catalogue.signs import first_forbidden, forbidden

LONGEST = 3_900
"""Longest text that is kept in one piece, in characters; `Line` takes some more."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS = frozenset(("p", "div", "br", "section", "blockquote", "hr"))
_BLOCKS = _HEADINGS | _PARTS | {"li", "ul", "ol", "table", "tr", "dt", "dd"}
_SILENT = frozenset(("script", "style", "template", "iframe", "object", "svg"))
_MARKDOWN_LINK = re.compile(r"!?\[([^][]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<[^<>]*>")
_MOST = 200_000  # characters that are looked at
_MOST_TAGS = 5_000  # more are taken out without being understood: the parser takes long over broken ones


def plain(text: str) -> str:
    """The words of a text: tags gone, entities read, links as `words (address)`, nothing hidden left."""
    text = text[:_MOST].replace("\r\n", "\n").replace("\r", "\n")
    if "](" in text:
        text = _MARKDOWN_LINK.sub(lambda found: _link(found[1], found[2]), text)
    if text.count("<") > _MOST_TAGS:
        text = _TAG.sub(" ", text).replace("<", " ")
    if "<" in text or "&" in text:
        reader = _Reader()
        reader.feed(text)
        reader.close()
        text = reader.text()
    if first_forbidden(text) is not None:
        text = "".join(sign for sign in text if not forbidden(sign))
    text = _SPACES.sub(" ", text.replace("\ufeff", ""))
    return _LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def one_line(text: str) -> str:
    """The words of a text on one line."""
    return " ".join(plain(text).split())


def shown(text: str, *, line: bool = True) -> str:
    """The words of a text as they are kept: plain, and at most so long; a text that is cut says so."""
    read = one_line(text) if line else plain(text)
    if len(read) <= LONGEST:
        return read
    return f"{read[:LONGEST].rsplit(' ', 1)[0]} […]"


def _link(words: str, address: str) -> str:
    words = words.strip()
    web = address.startswith(("http://", "https://"))
    return words if not web or address in words else f"{words} ({address})" if words else address


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._silent = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self._pieces)))
        elif tag in _BLOCKS:
            self._pieces.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self._pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            words = "".join(self._pieces[start:])
            self._pieces[start:] = [_link(words, address.strip())]
        elif tag in ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(data)

    def text(self) -> str:
        return "".join(self._pieces)
