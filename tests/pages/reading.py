"""What a reader sees in a page of AppTest: its words without the markup, its tables as rows, its charts as data."""

import base64
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import numpy
from streamlit.testing.v1 import AppTest

_BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "div",
    "td",
    "th",
    "tr",
    "dt",
    "dd",
    "br",
    "caption",
    "ul",
    "ol",
}


@dataclass
class Table:
    """One table: what it is called, its headings, and its rows from heading to text."""

    caption: str
    headings: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects words, headings, links and tables. Signs that are hidden from those who listen are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.links: list[tuple[str, str]] = []
        self.roles: list[tuple[str, str]] = []
        self.tables: list[Table] = []
        self._open: list[tuple[str, dict[str, str], int]] = []
        self._cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "br":
            return
        attributes = {name: value or "" for name, value in attrs}
        self._open.append((tag, attributes, len(self.parts)))
        if attributes.get("role") == "img":
            self.parts.append(attributes["aria-label"])
        if tag == "table":
            self.tables.append(Table(""))
        if tag == "tr":
            self._cells = []

    def handle_data(self, data: str) -> None:
        hidden = any(
            attributes.get("aria-hidden") == "true" or attributes.get("role") == "img"
            for _tag, attributes, _at in self._open
        )
        if not hidden:
            self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        opened, attributes, at = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        text = squeezed("".join(self.parts[at:]))
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), text))
        elif tag == "a":
            self.links.append((text, attributes["href"]))
        elif tag == "caption":
            self.tables[-1].caption = text
        elif tag in ("td", "th"):
            self._cells.append(text)
        elif tag == "tr":
            table = self.tables[-1]
            if table.headings:
                table.rows.append(dict(zip(table.headings, self._cells, strict=True)))
            else:
                table.headings = self._cells
        if "role" in attributes:
            self.roles.append((attributes["role"], text))
        if tag in _BLOCKS:
            self.parts.append("\n")


def squeezed(text: str) -> str:
    """The text as a browser sets it: any run of spaces is one."""
    return " ".join(text.split())


class Page:
    """A page that has run: what its main part shows, or its side bar."""

    def __init__(self, app: AppTest, *, beside: bool = False) -> None:
        self.app = app
        self._reader = _Reader()
        for element in app.sidebar if beside else app.main:
            if element.type == "html":
                self._reader.feed(element.proto.body)
        self._reader.close()

    @property
    def text(self) -> str:
        """All words, a space between any two."""
        return squeezed("".join(self._reader.parts))

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of each heading, in order."""
        return self._reader.headings

    @property
    def title(self) -> str:
        """The one heading of the first level."""
        (title,) = [text for level, text in self.headings if level == 1]
        return title

    @property
    def links(self) -> list[tuple[str, str]]:
        """Words and address of each link, in order."""
        return self._reader.links

    @property
    def alerts(self) -> list[str]:
        """What went wrong, in the words of the page."""
        return [text for role, text in self._reader.roles if role == "alert"]

    @property
    def told(self) -> list[str]:
        """What the page says of itself: counts, notices, confirmations."""
        return [text for role, text in self._reader.roles if role == "status"]

    def section(self, heading: str) -> str:
        """The words from a heading to the next of its level or above."""
        (level,) = {level for level, text in self.headings if text == heading}
        after = self.headings[self.headings.index((level, heading)) + 1 :]
        following = next((text for other, text in after if other <= level), None)
        start = self.text.index(f" {heading} ") + len(heading) + 2
        return self.text[start : self.text.index(following, start) if following else None].strip()

    def table(self, caption: str) -> Table:
        """The table of that name."""
        (table,) = [table for table in self._reader.tables if table.caption == caption]
        return table

    @property
    def tables(self) -> list[Table]:
        """Every table, in order."""
        return self._reader.tables

    @property
    def charts(self) -> dict[str, "Chart"]:
        """Every chart by its key without the leading "chart-"."""
        return {
            element.proto.id.split("chart-")[-1]: Chart(element.proto.alt, json.loads(element.proto.spec))
            for element in self.app.get("plotly_chart")
        }


@dataclass(frozen=True)
class Chart:
    """A chart as the browser is told to draw it, and what those who cannot see it hear."""

    alternative: str
    spec: dict[str, Any]

    def values(self) -> list[float]:
        """Every number that is drawn, sideways bars and dots included; empty points of a gap left out."""
        drawn: list[float] = []
        for trace in self.spec["data"]:
            numbers = _plain(trace["x"]) if _is_sideways(trace) else _plain(trace["y"])
            drawn.extend(float(number) for number in numbers if number is not None)
        return drawn


def _is_sideways(trace: dict[str, Any]) -> bool:
    return trace.get("orientation") == "h" or any(isinstance(each, str) for each in _plain(trace["y"]))


def _plain(numbers: Any) -> list[Any]:
    """Plotly packs long lists of numbers as base64."""
    if isinstance(numbers, dict):
        return list(numpy.frombuffer(base64.b64decode(numbers["bdata"]), dtype=numbers["dtype"]).tolist())
    return list(numbers)
