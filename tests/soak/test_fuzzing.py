"""Whatever comes in at the doors for files, only our own errors come out, and they can be shown.

Hypothesis makes the files up: bytes of any kind, and sound files that were changed in places.
"""

import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.catalogue.signs import first_forbidden
from monitor.errors import FaultyFiles, MonitorError, Refused
from monitor.sources.jsonstat_door import read_dataset
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.shipped import read_shipped
from tests.bad_inputs.doors import FILES
from tests.bad_inputs.table import a_sound_table, a_sound_workbook
from tests.soak.conftest import FULL, Tell
from tests.workbooks import packed, parts_of, read

SECTION = "Fuzzing of the doors"
EXAMPLES = 1000 if FULL else 40

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,  # nothing is measured here
    database=None,
    derandomize=not FULL,  # `make test` asks the same every time, `make soak` something new
    suppress_health_check=list(HealthCheck),
)

SIGNS = st.sampled_from(
    [*"[]{}:&*!\"'-#\n\t %@|>?,~=+0123456789", "\0", "\v", "\u202e", "\ufdd0", "１", "é", "\ufeff"]
)
PIECES = st.one_of(
    st.text(SIGNS, max_size=12),
    st.text(max_size=12),
    st.sampled_from(
        ["<<: *a", "&a", "!!python/object:x", "1e400", "NaN", "../../x", "2018-02-30", '"', "9" * 5000]
    ),
)


@st.composite
def changed(draw: st.DrawFn, sound: str) -> bytes:
    """A sound text of which pieces were replaced, in one encoding or another."""
    text = sound
    for _change in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 20)))
        text = text[:start] + draw(PIECES) + text[end:]
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return text.encode(encoding, "replace")


def files(sound: str) -> st.SearchStrategy[bytes]:
    """Sound files with changes, and bytes that are no file at all."""
    return st.one_of(changed(sound), st.binary(max_size=200))


def only_our_own(take_in: Callable[[], object], kind: type[MonitorError]) -> None:
    """What comes in is taken in, or refused with a sentence that can be shown."""
    try:
        take_in()
    except kind as error:
        told = [str(fault) for fault in error.faults] if isinstance(error, FaultyFiles) else [error.message]
        for sentence in told:
            assert first_forbidden(sentence) is None
            assert len(sentence) < 6000


def take_in_as(file: Path, root: Path, sound: str) -> None:
    """Let the files of a project be read with any content in the place of one of them."""

    @fuzzed
    @given(files(sound))
    def take_in(content: bytes) -> None:
        file.write_bytes(content)
        only_our_own(lambda: read_shipped(root), FaultyFiles)

    take_in()


def test_shipped_files_of_any_content(tell: Tell) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in FILES.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        for name, sound in FILES.items():
            take_in_as(root / name, root, sound)
            (root / name).write_text(sound, encoding="utf-8")
        read_shipped(root)
    tell(f"fuzzing of YAML and CSV, {EXAMPLES} files at each of 4 doors", "only our own errors")


JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
        st.sampled_from([10**9, -1, "0", "00", "\ud800", "\u202e", ""]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=4)),
    max_leaves=8,
)  # fmt: skip
FIELDS = (
    "version",
    "class",
    "label",
    "id",
    "size",
    "dimension",
    "value",
    "status",
    "role",
    "note",
    "updated",
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table in JSON-stat of which some fields were replaced by anything, at any depth."""
    tree = json.loads(a_sound_table())
    for field in draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3)):
        inside = tree
        steps = [
            field,
            *draw(st.lists(st.sampled_from(["a", "category", "index", "label", "unit"]), max_size=3)),
        ]
        while len(steps) > 1 and isinstance(inside.get(steps[0]), dict):
            inside = inside[steps.pop(0)]
        inside[steps[0]] = draw(JSON)
    return json.dumps(tree).encode()


def test_tables_of_any_content(tell: Tell) -> None:
    taken: list[Dataset] = []

    @fuzzed
    @given(
        st.one_of(tables(), files(a_sound_table().decode()), JSON.map(lambda tree: json.dumps(tree).encode()))
    )
    def take_in(content: bytes) -> None:
        only_our_own(lambda: taken.append(read_dataset(content)), Refused)

    take_in()
    for dataset in taken:
        cells = 1
        for size in dataset.size:
            cells *= size
        assert len(dataset.values) in (0, cells)
        assert len(dataset.status) <= len(dataset.values)
    assert taken  # some of them were sound enough
    tell(f"fuzzing of JSON-stat, {EXAMPLES} files", f"only our own errors; {len(taken)} were tables")


@cache
def parts() -> dict[str, bytes]:
    return parts_of(a_sound_workbook())


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """A workbook with changes in one of its parts, or in its bytes."""
    if draw(st.booleans()):
        name = draw(st.sampled_from(sorted(part for part in parts() if part.endswith((".xml", ".rels")))))
        return packed(parts() | {name: draw(changed(parts()[name].decode()))})
    raw = bytearray(a_sound_workbook())
    for _change in range(draw(st.integers(1, 5))):
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw)


def test_workbooks_of_any_content(tell: Tell) -> None:
    @fuzzed
    @given(
        st.one_of(
            workbooks(),
            st.binary(max_size=200),
            st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
        )
    )
    def take_in(content: bytes) -> None:
        only_our_own(lambda: read(content), Refused)

    take_in()
    tell(f"fuzzing of workbooks, {EXAMPLES} files", "only our own errors")


@pytest.mark.parametrize("error", [ValueError("x"), zipfile.BadZipFile("x")])
def test_an_error_that_is_not_ours_would_be_seen(error: Exception) -> None:
    def take_in() -> None:
        raise error

    with pytest.raises(type(error)):
        only_our_own(take_in, MonitorError)
