"""The command line: what a person reads and what a script gets."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import wiring
from monitor.__main__ import main
from monitor.settings import ROOT, Settings
from tests.sources.conftest import FIGURES, INDICATOR, INITIATIVES, RECORD


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of its own, which the commands take for theirs."""
    for file, text in (
        ("initiatives.yaml", INITIATIVES),
        ("data/public_record.csv", RECORD),
        ("data/housing.csv", FIGURES),
        ("indicators/housing.yaml", INDICATOR),
    ):
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = Settings(root=tmp_path, data_dir=tmp_path / "var")
    monkeypatch.setattr(Settings, "read", lambda: settings)
    return tmp_path


def test_validate_says_what_it_found_where_there_is_no_fault(root: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["validate"]) == 0
    assert capsys.readouterr().out == (
        "No faults: 1 initiatives, 1 entries of the public record, 1 indicators with 2 figures.\n"
    )


def test_validate_prints_every_fault_with_its_place_and_ends_with_1(
    root: Path, capsys: pytest.CaptureFixture[str]
):
    (root / "data/housing.csv").write_text(FIGURES.replace(",56,463", ",x,0"), encoding="utf-8")
    assert main(["validate"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "data/housing.csv:2 [value]: 'x' is no number. Accepted: digits with a point for decimals, such as 56 or 5.5.",
        "data/housing.csv:2 [n]: '0' is no count. Accepted: a whole number above zero, or blank.",
    ]
    assert told.err == "2 faults found.\n"


def test_migrate_makes_the_database_and_says_so_every_time(root: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0
    assert (root / "var" / "monitor.db").is_file()
    assert capsys.readouterr().out == f"The database in {root / 'var'} is up to date.\n" * 2


def test_a_database_that_is_none_is_left_alone_and_said_in_one_sentence(
    root: Path, capsys: pytest.CaptureFixture[str]
):
    (root / "var").mkdir()
    (root / "var" / "monitor.db").write_bytes(b"no database, but somebody's letters" * 50)
    assert main(["migrate"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "monitor.db" in told.err
    assert (root / "var" / "monitor.db").read_bytes().startswith(b"no database")


def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    settings = Settings(root=root, data_dir=root / "initiatives.yaml" / "var")
    monkeypatch.setattr(Settings, "read", lambda: settings)
    assert main(["migrate"]) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "initiatives.yaml/var/monitor.db cannot be opened (Not a directory)" in told


def test_a_command_broken_off_with_ctrl_c_ends_without_a_word(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def broken_off(_settings: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(wiring, "open_services", broken_off)
    assert main(["migrate"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("name", "key"), [("initiatives", "initiatives"), ("indicator", "theme")])
def test_schema_prints_a_schema(root: Path, capsys: pytest.CaptureFixture[str], name: str, key: str):
    assert main(["schema", name]) == 0
    assert key in json.loads(capsys.readouterr().out)["properties"]


def test_schema_writes_both_where_the_files_name_them(root: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["schema", "--write"]) == 0
    assert capsys.readouterr().out.split() == [
        "docs/schema/initiatives.schema.json",
        "docs/schema/indicator.schema.json",
    ]
    assert (root / "docs/schema/indicator.schema.json").is_file()


def test_a_setting_that_cannot_be_used_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    read = Settings.read
    monkeypatch.setattr(Settings, "read", lambda: read({"PORT": "eighty"}))
    assert main(["validate"]) == 2
    assert capsys.readouterr().err == "PORT is 'eighty'; use a whole number from 1 to 65535.\n"


def test_a_command_there_is_not_ends_with_2(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        main(["destroy"])
    assert "invalid choice" in capsys.readouterr().err


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_files_that_ship_have_no_fault_from_wherever_it_is_asked(tmp_path: Path):
    done = run("validate", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("No faults: 18 initiatives, ")
    assert done.stderr == ""


def test_a_wrong_setting_is_one_line_and_no_traceback(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "validate"],
        cwd=ROOT,
        env={**os.environ, "DEMO": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "DEMO is 'perhaps'; use DEMO=1 for demonstration data, or leave it out.\n"


def test_settings_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]
