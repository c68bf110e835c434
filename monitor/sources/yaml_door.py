"""The one way YAML comes in: plain mappings, lists and text, each with the line it stands on.

Every scalar is read as text, so that `no`, `012` and `1:30` stay what was typed; the models decide what is a number.
Refused are duplicate keys, anchors, aliases and tags (a file that people review must say what it says where it says
it), signs that cannot be shown safely, and nesting deeper than 30 levels or files over 2 MB (nothing we ship comes
near, and a bomb does).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeGuard

import yaml

from monitor.catalogue.checks import Path
from monitor.catalogue.signs import code_point, first_forbidden, quoted
from monitor.errors import Fault, FaultyFiles
from monitor.sources.text_files import MAX_BYTES, decoded, read_text

MAX_DEPTH = 30
MAX_ENTRIES = 50_000  # our longest file has some three thousand
MAX_FAULTS = 100
MAX_KEY = 100  # characters

Tree = str | None | list["Tree"] | dict[str, "Tree"]


@dataclass
class Document:
    """What a file holds, and on which line each entry of it begins."""

    file: str
    tree: Tree
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of an entry, or of the nearest entry above it that is there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1

    def name_of(self, path: Path) -> str:
        """The entry in words a reader of the file recognises: places in a list by their `id` if they have one."""
        words: list[str] = []
        here: Tree = self.tree
        for step in path:
            if isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
                named = (
                    here.get("id") or here.get("code") or here.get("body") if isinstance(here, dict) else None
                )
                words.append(str(named)[:60] if named else f"no. {step + 1}")
            elif isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
                words.append(step)
            else:
                words.append(str(step))
        return " › ".join(words)


def read_yaml(path: FilePath, root: FilePath) -> Document:
    """Read one document; FaultyFiles names everything in it that is no plain YAML."""
    return _parsed(read_text(path, root), path.relative_to(root).as_posix())


def read_yaml_text(data: bytes, file: str) -> Document:
    """Read one document that was sent, of at most `MAX_BYTES` bytes; FaultyFiles as with `read_yaml`."""
    text = decoded(data) if len(data) <= MAX_BYTES else None
    if text is None:
        accepted = f"a file saved as UTF-8 of at most {MAX_BYTES:,} bytes."
        raise FaultyFiles([Fault(file, 0, "", "The file cannot be read as text.", accepted)])
    return _parsed(text, file)


def _parsed(text: str, file: str) -> Document:
    document = Document(file, None)
    builder = _Builder(document, yaml.parse(text, Loader=yaml.CSafeLoader))
    try:
        document.tree = builder.build()
    except _Stopped:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = error.problem or error.context or ""
        if "cannot start any token" in told:
            told += " (often a tab: lines are indented with spaces)"
        problem = f"This is no valid YAML: {told}."
        builder.note(mark.line + 1 if mark else 0, (), problem, "YAML with one `key: value` a line.")
    except yaml.YAMLError as error:
        problem = f"This is no valid YAML: {str(error).splitlines()[0]}."
        builder.note(0, (), problem, "plain text without control characters.")
    if builder.noted:
        raise FaultyFiles(
            [
                Fault(document.file, line, document.name_of(path), problem, accepted)
                for line, path, problem, accepted in builder.noted
            ]
        )
    return document


def read_outside(text: str) -> tuple[Tree, tuple[int, str] | None]:
    """What a text from outside holds as far as it is plain YAML, and where and why it is not: line and problem.

    Nobody here can mend such a file: of a key that stands twice the first is kept, anchors and tags are passed over.
    """
    text = text.lstrip("\ufeff")
    builder = _Builder(Document("", None), yaml.parse(text, Loader=yaml.CSafeLoader))
    problem: tuple[int, str] | None = None
    try:
        builder.build()
    except _Stopped:
        line, _path, told, _accepted = builder.noted[-1]
        problem = (line, told)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = (mark.line + 1 if mark else 0, f"This is no valid YAML: {error.problem or error.context}.")
    except yaml.YAMLError as error:
        problem = (0, f"This is no valid YAML: {str(error).splitlines()[0]}.")
    return builder.tree, problem


class _Stopped(Exception):
    """Reading on makes no sense; what stands against the file is noted."""


class _Builder:
    """Builds the tree from the parser's events, one event at a time, and notes what a plain file does not hold."""

    def __init__(self, document: Document, events: Iterator[yaml.Event]) -> None:
        self._document = document
        self._events = events
        self._entries = 0
        self.noted: list[tuple[int, Path, str, str]] = []

    def note(self, line: int, path: Path, problem: str, accepted: str) -> None:
        """Note a fault and read on, unless there are so many that the file is plainly something else."""
        self.noted.append((line, path, problem, accepted))
        if len(self.noted) >= MAX_FAULTS:
            raise _Stopped

    @property
    def tree(self) -> Tree:
        """What was built until now."""
        return self._document.tree

    def build(self) -> Tree:
        self._next()  # the start of the stream
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self.note(_line(event), (), "The file is empty.", "the entries the schema asks for.")
            return None
        # Kept on the document at once, so that a fault behind it can still be named by the entry it stands in.
        tree = self._document.tree = self._value(self._next(), (), 0)
        self._next()  # the end of the document
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self.note(_line(event), (), "The file holds a second document.", "one document a file.")
        return tree

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Tree:
        if isinstance(event, yaml.AliasEvent):
            problem = f"The alias *{_told(event.anchor)} points elsewhere."
            self.note(_line(event), path, problem, "the value itself, written out.")
            return None
        assert isinstance(event, yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent)
        if event.anchor:
            problem = f"The anchor &{_told(event.anchor)} is not read."
            self.note(_line(event), path, problem, "the value itself, without anchor.")
        if event.tag:
            problem = f"The tag {_told(event.tag)} is not read."
            self.note(_line(event), path, problem, "plain values without tags.")
        if depth > MAX_DEPTH:
            self.note(_line(event), (), "The entries are nested too deeply.", f"at most {MAX_DEPTH} levels.")
            raise _Stopped
        self._entries += 1
        if self._entries > MAX_ENTRIES:
            self.note(_line(event), (), "The file has very many entries.", f"at most {MAX_ENTRIES:,}.")
            raise _Stopped
        self._document.lines[path] = _line(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._scalar(event, path)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        text = str(event.value)
        if (place := first_forbidden(text)) is not None:
            problem = f"The text holds {code_point(text[place])} as character {place + 1}."
            self.note(_line(event), path, problem, "text that can be seen.")
            return None
        plain = event.style in (None, "")
        return None if plain and text in ("", "~", "null") else text

    def _mapping(self, path: Path, depth: int) -> Tree:
        mapping: dict[str, Tree] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not _is_key(event):
                self.note(_line(event), path, "A key is not plain text.", "keys that are single words.")
                raise _Stopped
            key, line = str(event.value), _line(event)
            value = self._value(self._next(), (*path, key), depth + 1)
            if key in mapping:
                self.note(line, (*path, key), f"The key {quoted(key)} stands twice.", "each key once.")
            else:
                mapping[key] = value
                self._document.lines[(*path, key)] = line
        return mapping

    def _sequence(self, path: Path, depth: int) -> Tree:
        sequence: list[Tree] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            sequence.append(self._value(event, (*path, len(sequence)), depth + 1))
        return sequence


def _is_key(event: yaml.Event) -> TypeGuard[yaml.ScalarEvent]:
    """Whether an event is a key that a fault can name: one word or a few, all of them to be seen."""
    if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
        return False
    return len(event.value) <= MAX_KEY and first_forbidden(event.value) is None


def _told(name: str | None) -> str:
    """A name as it is written, where it can be shown."""
    name = name or ""
    return name if len(name) <= MAX_KEY and first_forbidden(name) is None else quoted(name)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
