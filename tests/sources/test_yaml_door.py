"""YAML comes in as text, with its lines, and as nothing but mappings, lists and text."""

from pathlib import Path

import pytest

from monitor.errors import Fault, FaultyFiles
from monitor.sources.text_files import MAX_BYTES
from monitor.sources.yaml_door import MAX_DEPTH, MAX_FAULTS, Document, read_yaml


def read(folder: Path, text: str | bytes) -> Document:
    path = folder / "file.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path, folder)


def refused(folder: Path, text: str | bytes) -> Fault:
    with pytest.raises(FaultyFiles) as caught:
        read(folder, text)
    for fault in caught.value.faults:
        assert fault.file == "file.yaml"
        assert fault.problem.endswith(".")
        assert fault.accepted.endswith(".")
    return caught.value.faults[0]


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "yes",
        "on",
        "off",
        "012",
        "0x1F",
        "1:30",
        "1e3",
        "2018",
        "2018-12-31",
        "1_000",
        ".5",
        "true",
        "3.10",
    ],
)
def test_a_plain_value_stays_what_was_typed(tmp_path: Path, typed: str):
    assert read(tmp_path, f"key: {typed}\n").tree == {"key": typed}


@pytest.mark.parametrize("blank", ["", "~", "null"])
def test_a_key_without_a_value_holds_nothing(tmp_path: Path, blank: str):
    assert read(tmp_path, f"key: {blank}\n").tree == {"key": None}
    assert read(tmp_path, f'key: "{blank}"\n').tree == {"key": blank}


def test_every_entry_knows_its_line_and_its_name(tmp_path: Path):
    document = read(tmp_path, "# heading\nlist:\n  - id: one\n    inner:\n      deep: x\n  - two: y\n")
    path = ("list", 0, "inner", "deep")
    assert document.line_of(path) == 5
    assert document.name_of(path) == "list › one › inner › deep"
    assert document.line_of(("list", 1)) == 6
    assert document.name_of(("list", 1, "two")) == "list › no. 2 › two"
    assert document.line_of(("list", 0, "missing", "further")) == 3


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path):
    assert read(tmp_path, b"\xef\xbb\xbfkey: \xc3\xa5\n").tree == {"key": "å"}


def test_utf_16_says_of_itself_what_it_is_and_is_read(tmp_path: Path):
    assert read(tmp_path, "key: å\n".encode("utf-16")).tree == {"key": "å"}


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "The key 'a' stands twice."),
        ("list:\n  - {a: 1, a: 2}\n", 2, "The key 'a' stands twice."),
        ("a: &x 1\nb: 2\n", 1, "The anchor &x is not read."),
        ("a: 1\nb: *x\n", 2, "The alias *x points elsewhere."),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 1, "The anchor &x is not read."),
        ("a:\n  <<: *x\n", 2, "The alias *x points elsewhere."),
        ("a: 1\nb: !!str 2\n", 2, "The tag tag:yaml.org,2002:str is not read."),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "is not read."),
        ("a: !local {b: 1}\n", 1, "The tag !local is not read."),
        ("&x a: 1\n", 1, "A key is not plain text."),
        ("? [a, b]\n: 1\n", 1, "A key is not plain text."),
        ("a: 1\n---\nb: 2\n", 2, "The file holds a second document."),
        ("", 1, "The file is empty."),
        ("# only words\n", 2, "The file is empty."),
        ("a:\n\tb: 1\n", 2, "This is no valid YAML: "),
        ("a: [1, 2\nb: 3\n", 2, "This is no valid YAML: "),
        ('a: "open\n', 1, "This is no valid YAML: "),
        ("a: b: c\n", 1, "This is no valid YAML: "),
        ("a: 1\n  b: 2\n", 2, "This is no valid YAML: "),
        ("%YAML 9.9\n---\na: 1\n", 1, "This is no valid YAML: "),
        ("a: \x07\n", 0, "This is no valid YAML: "),
        pytest.param(b"a: 1\nb: \xff\xfe\n", 2, "The text is not UTF-8.", id="no text"),
        pytest.param(b"a: 1\nb: bl\xe5b\xe6r\n", 2, "The text is not UTF-8.", id="Latin-1"),
        pytest.param(
            "a: 1\n".encode("utf-16") + b"x", 0, "The text is not UTF-8.", id="UTF-16 and half a sign"
        ),
        ('a: "x\\u202ey"\n', 1, "The text holds U+202E as character 2."),
        ('a: "\\0"\n', 1, "The text holds U+0000 as character 1."),
        ('a: "\\uFDD0"\n', 1, "The text holds U+FDD0 as character 1."),
        ('"a\\u202e": 1\n', 1, "A key is not plain text."),
        (f"{'k' * 101}: 1\n", 1, "A key is not plain text."),
        ("a: !%E2%80%AE 1\n", 1, "The tag '!\\u202e' is not read."),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, problem: str
):
    fault = refused(tmp_path, text)
    assert problem in fault.problem
    assert fault.line == line or "no valid YAML" in problem


def test_the_line_of_a_tab_is_named(tmp_path: Path):
    assert refused(tmp_path, "a:\n  b: 1\n\tc: 2\n").line == 3


def test_nesting_ends_at_a_depth_that_no_file_of_ours_needs(tmp_path: Path):
    assert read(tmp_path, "[" * MAX_DEPTH + "]" * MAX_DEPTH).tree is not None
    fault = refused(tmp_path, "[" * 5000 + "]" * 5000)
    assert fault.problem == "The entries are nested too deeply."
    assert fault.accepted == "at most 30 levels."


def test_a_file_of_very_many_entries_is_not_read_to_its_end(tmp_path: Path):
    fault = refused(tmp_path, "[" + "a," * 900_000 + "]")
    assert fault.problem == "The file has very many entries."
    assert fault.accepted == "at most 50,000."


def test_every_fault_of_a_file_is_noted_and_named_by_the_entry_it_stands_in(tmp_path: Path):
    text = "list:\n  - id: one\n    a: &x 1\n    a: 2\n  - id: two\n    b: *x\n---\nmore: 1\n"
    (tmp_path / "file.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyFiles) as caught:
        read_yaml(tmp_path / "file.yaml", tmp_path)
    assert [(fault.line, fault.entry, fault.problem) for fault in caught.value.faults] == [
        (3, "list › one › a", "The anchor &x is not read."),
        (4, "list › one › a", "The key 'a' stands twice."),
        (6, "list › two › b", "The alias *x points elsewhere."),
        (7, "", "The file holds a second document."),
    ]


def test_a_file_that_is_plainly_something_else_is_not_listed_to_its_end(tmp_path: Path):
    (tmp_path / "file.yaml").write_text("".join(f"k{n}: !x 1\n" for n in range(5000)), encoding="utf-8")
    with pytest.raises(FaultyFiles) as caught:
        read_yaml(tmp_path / "file.yaml", tmp_path)
    assert len(caught.value.faults) == MAX_FAULTS


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(tmp_path: Path):
    bomb = "a: &a [x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)
    )
    assert refused(tmp_path, bomb).line == 1


def test_a_file_that_is_too_large_or_missing_or_a_folder_is_named(tmp_path: Path):
    assert refused(tmp_path, "a: " + "x" * MAX_BYTES).problem == "The file is too large."
    (tmp_path / "file.yaml").unlink()
    with pytest.raises(FaultyFiles, match=r"file\.yaml: The file is missing\. Accepted: a file of this name"):
        read_yaml(tmp_path / "file.yaml", tmp_path)
    (tmp_path / "file.yaml").mkdir()
    with pytest.raises(FaultyFiles, match=r"file\.yaml: The file cannot be opened"):
        read_yaml(tmp_path / "file.yaml", tmp_path)
