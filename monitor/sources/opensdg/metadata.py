"""Descriptions of indicators as Open SDG repositories keep them: YAML, YAML before Markdown, CSV or JSON.

They are written by hand and by many tools. What is no valid YAML is read line by line, so that one indent too many
does not cost a whole description; the report says that it was.
"""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from monitor.errors import Fault, MonitorError
from monitor.sources.json_door import Json, read_json
from monitor.sources.text_files import MAX_BYTES, decoded
from monitor.sources.yaml_door import Tree, read_outside

Metadata = Mapping[str, Tree]

BODY = "page_content"
"""The field that the Markdown below the fields of a `.md` file is kept in."""

_RULE = re.compile(r"^---\s*$", re.MULTILINE)
_FIELD = re.compile(r"\s?\"?([A-Za-z_][A-Za-z0-9_.\-]*)\"?\s*:(?:\s+(.*))?")
_BLOCK = re.compile(r"[|>][+-]?[0-9]?")


def read_metadata(data: bytes, file: str, noted: list[Fault]) -> dict[str, Tree]:
    """The fields in a file. What is wrong with it is added to `noted`; what can be read of it is given."""
    if len(data) > MAX_BYTES:
        noted.append(Fault(file, 0, "", "The description is too large.", f"at most {MAX_BYTES:,} bytes."))
        return {}
    match PurePosixPath(file).suffix.casefold():
        case ".json":
            return _from_json(data, file, noted)
        case ".csv":
            return _from_csv(data, file, noted)
        case ".md":
            fields, body = _divided(_text(data, file, noted))
            read = read_fields(fields, file, noted)
            return {**read, BODY: body} if body.strip() else read
        case _:
            return read_fields(_text(data, file, noted), file, noted)


def read_fields(text: str, file: str, noted: list[Fault]) -> dict[str, Tree]:
    """The fields of a YAML text."""
    tree, problem = read_outside(text)
    if isinstance(tree, dict) and not problem:
        return tree
    if not text.strip():
        return {}
    read = _by_line(text)
    line, told = problem or (0, "This is no list of fields.")
    accepted = "YAML; what stands in lines like `key: text` was read all the same."
    noted.append(Fault(file, line, "", told, accepted))
    return read


def _divided(text: str) -> tuple[str, str]:
    """The fields and what stands below them."""
    stripped = text.lstrip("\ufeff \t\r\n")
    found = list(_RULE.finditer(stripped))
    if found and found[0].start() == 0:
        end = found[1] if len(found) > 1 else None
        return stripped[found[0].end() : end.start() if end else None], stripped[end.end() :] if end else ""
    if found:
        return stripped[: found[0].start()], stripped[found[0].end() :]
    return stripped, ""


def _by_line(text: str) -> dict[str, Tree]:
    read: dict[str, Tree] = {}
    key: str | None = None
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _FIELD.fullmatch(line.rstrip())
        if found and not line.startswith("  "):
            key, said = found[1], (found[2] or "").strip()
            if key in read:
                key = None
            else:
                read[key] = "" if _BLOCK.fullmatch(said) else _unquoted(said)
        elif key is not None and line.startswith(" ") and not line.lstrip().startswith("- "):
            before = read[key]
            read[key] = f"{before} {line.strip()}".strip() if isinstance(before, str) else line.strip()
    return {key: value for key, value in read.items() if value}


def _unquoted(said: str) -> str:
    for quote in ("'", '"'):
        if len(said) > 1 and said.startswith(quote) and said.endswith(quote):
            return said[1:-1].replace(2 * quote, quote)
    return said


def _from_json(data: bytes, file: str, noted: list[Fault]) -> dict[str, Tree]:
    try:
        tree = read_json(data)
    except MonitorError as error:
        noted.append(Fault(file, 0, "", error.message, "JSON.", error))
        return {}
    if not isinstance(tree, dict):
        noted.append(Fault(file, 0, "", "This is no list of fields.", "a JSON object."))
        return {}
    return {key: _as_text(value) for key, value in tree.items()}


def _as_text(value: Json) -> Tree:
    if isinstance(value, dict):
        return {key: _as_text(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_text(entry) for entry in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _from_csv(data: bytes, file: str, noted: list[Fault]) -> dict[str, Tree]:
    text = _text(data, file, noted)
    read: dict[str, Tree] = {}
    try:
        for cells in csv.reader(io.StringIO(text, newline="")):
            if len(cells) > 1 and cells[0].strip() and cells[1].strip():
                read.setdefault(cells[0].strip(), cells[1].strip())
    except csv.Error as error:
        noted.append(Fault(file, 0, "", f"This is no valid CSV: {error}.", "two columns: field and text."))
    return read


def _text(data: bytes, file: str, noted: list[Fault]) -> str:
    text = decoded(data)
    if text is None:
        text = data.decode("cp1252", errors="replace")
        accepted = "UTF-8; it was read as Windows-1252, so look at letters with accents."
        noted.append(Fault(file, 0, "", "The text is not UTF-8.", accepted))
    return text.replace("\0", "")
