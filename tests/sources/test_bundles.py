"""A ZIP or folder from outside is looked at before anything in it is opened."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from monitor.errors import Refused
from monitor.sources import bundles
from monitor.sources.bundles import Folder, Zipped, open_bundle
from tests.sources.zips import a_zip


def test_a_folder_and_a_zip_of_it_hold_the_same(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"x")
    folder, zipped = Folder(tmp_path), Zipped(a_zip({"data/a.csv": b"x", ".git/config": b"x"}))
    assert folder.names == zipped.names == ["data/a.csv"]
    assert folder.read("data/a.csv") == zipped.read("data/a.csv") == b"x"


@pytest.mark.parametrize(
    "name", ["../a.csv", "/etc/a.csv", "data/../../a.csv", "C:/a.csv", "data\\a.csv", "a\u202eb"]
)
def test_a_name_that_leads_out_is_refused(name):
    with pytest.raises(Refused) as refused:
        Zipped(a_zip({name: b"x"}))
    assert refused.value.code == "bundle_path"


def test_a_bomb_is_refused():
    with pytest.raises(Refused) as refused:
        Zipped(a_zip({"a.csv": b"0" * 30 * 2**20}))
    assert refused.value.code == "bundle_bomb"


def test_a_file_that_unpacks_to_more_than_is_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(bundles, "MAX_FILE", 10)
    with pytest.raises(Refused) as refused:
        Zipped(a_zip({"a.csv": b"0123456789x"})).read("a.csv")
    assert refused.value.code == "bundle_file_too_large"


def test_all_files_together_may_only_be_so_large(monkeypatch):
    monkeypatch.setattr(bundles, "MAX_READ", 15)
    bundle = Zipped(a_zip({"a.csv": b"0123456789", "b.csv": b"0123456789"}))
    bundle.read("a.csv")
    with pytest.raises(Refused) as refused:
        bundle.read("b.csv")
    assert refused.value.code == "bundle_too_large"


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(bundles, "MAX_FILES", 3)
    with pytest.raises(Refused) as refused:
        Zipped(a_zip({f"{number}.csv": b"" for number in range(4)}))
    assert refused.value.code == "bundle_too_many"


def test_a_link_in_a_zip_is_passed_over():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert Zipped(out.getvalue()).names == []


def test_a_link_out_of_a_folder_is_passed_over_and_one_that_came_later_is_not_followed(tmp_path: Path):
    outside = tmp_path / "secret"
    outside.write_bytes(b"secret")
    root = tmp_path / "set"
    root.mkdir()
    (root / "link.csv").symlink_to(outside)
    (root / "a.csv").write_bytes(b"x")
    folder = Folder(root)
    assert folder.names == ["a.csv"]
    (root / "a.csv").unlink()
    (root / "a.csv").symlink_to(outside)
    with pytest.raises(Refused):
        folder.read("a.csv")


@pytest.mark.parametrize(
    "data",
    [b"", b"no zip", b"PK\x03\x04" + b"\x00" * 100, a_zip({"a.csv": b"x" * 100})[:-30]],
    ids=["empty", "text", "a head alone", "cut short"],
)
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(Refused) as refused:
        Zipped(data)
    assert refused.value.code == "bundle_no_zip"


def test_what_is_neither_folder_nor_zip_is_refused(tmp_path: Path):
    with pytest.raises(Refused):
        open_bundle(tmp_path / "nothing")
