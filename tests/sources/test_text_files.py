"""Files of the project are read from inside its folder, of a bounded size, as text."""

import os
from pathlib import Path

import pytest

from monitor.errors import FaultyFiles
from monitor.sources.text_files import MAX_BYTES, decoded, read_text


def refused(path: Path, root: Path) -> str:
    with pytest.raises(FaultyFiles) as caught:
        read_text(path, root)
    (fault,) = caught.value.faults
    return fault.problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_of_itself_what_it_is_is_read(encoding: str):
    assert decoded("blåbær".encode(encoding)) == "blåbær"


@pytest.mark.parametrize(
    "data",
    ["blåbær".encode("cp1252"), b"\xff\xfea", b"\xff\xfe\x00\xd8"],
    ids=["of Windows", "half a sign", "half a pair"],
)
def test_what_could_be_anything_is_not_guessed(data: bytes):
    assert decoded(data) is None


def test_a_link_is_followed_inside_the_project_and_nowhere_else(tmp_path: Path):
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "outside").write_text("secret", encoding="utf-8")
    (root / "there").write_text("ours", encoding="utf-8")
    (root / "inside").symlink_to(root / "there")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "up").symlink_to("../outside")
    (root / "folder").symlink_to(tmp_path)
    (root / "round").symlink_to(root / "round")
    assert read_text(root / "inside", root) == "ours"
    for name in ("out", "up", "folder/outside", "../outside"):
        path = root / name
        if name.startswith(".."):
            with pytest.raises(FaultyFiles):
                read_text(root / "folder" / ".." / "outside", root)
            continue
        assert refused(path, root) == "The file is a link that leads out of the project."
    assert "link" in refused(root / "round", root)


def test_a_project_that_is_itself_reached_by_a_link_is_read(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "file").write_text("ours", encoding="utf-8")
    (tmp_path / "named").symlink_to(tmp_path / "real")
    assert read_text(tmp_path / "named" / "file", tmp_path / "named") == "ours"


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe", tmp_path) == "The file cannot be opened (it is no file)."


def test_a_file_as_large_as_may_be_is_read_and_no_larger(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"x" * MAX_BYTES)
    assert len(read_text(tmp_path / "file", tmp_path)) == MAX_BYTES
    (tmp_path / "file").write_bytes(b"x" * (MAX_BYTES + 1))
    assert refused(tmp_path / "file", tmp_path) == "The file is too large."
