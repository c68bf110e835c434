"""The two commands on a fresh machine: what is installed, and what is said where something is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def a_project(folder: Path) -> Path:
    """A folder with what scripts/setup reads, and nothing to install."""
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup", folder / "scripts")
    (folder / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    return folder


def tools(folder: Path, **pythons: str) -> str:
    """A PATH with what any system has, and the given scripts in place of Python."""
    folder.mkdir()
    for name in ("sh", "dirname", "cmp", "cp", "mkdir", "rm", "cat"):
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    for name, script in pythons.items():
        path = folder / name.replace("_", ".")
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
    return str(folder)


def set_up(project: Path, path: str, *folder: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [project / "scripts" / "setup", "requirements.txt", *folder],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("pythons", "names"),
    [
        ({}, ["python3", "python3-venv"]),
        (
            {"python3": "exit 1"},
            ["Python 3.11", "older"],
        ),  # what any question about its version is answered with
        # new enough, but Debian keeps ensurepip in a package of its own
        ({"python3": 'case "$2" in *ensurepip*) exit 1;; esac'}, ["python3-venv"]),
        # a shim of a version manager that leads nowhere is passed over
        ({"python3": "exit 127", "python3_12": 'case "$2" in *ensurepip*) exit 1;; esac'}, ["python3-venv"]),
    ],
)
def test_what_is_missing_is_named_in_one_sentence(tmp_path: Path, pythons: dict[str, str], names: list[str]):
    project = a_project(tmp_path / "project")
    done = set_up(project, tools(tmp_path / "bin", **pythons))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    for name in names:
        assert name in done.stderr
    assert not (project / ".venv").exists()


def test_a_second_start_installs_nothing_and_a_changed_lock_installs_again(tmp_path: Path):
    calls = tmp_path / "calls"
    fake = (
        f'echo "$*" >> {calls}; '
        'if [ "$1 $2" = "-m venv" ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi; '
        'if [ "$1" = "-V" ]; then echo "Python 3.11.2"; fi'
    )
    project = a_project(tmp_path / "project")
    path = tools(tmp_path / "bin", python3=fake)
    installs = []
    for lock in ("# nothing\n", "# nothing\n", "# changed\n"):
        (project / "requirements.txt").write_text(lock, encoding="utf-8")
        done = set_up(project, path)
        assert done.returncode == 0, done.stderr
        installs.append(calls.read_text(encoding="utf-8").count("pip install"))
    assert installs == [1, 1, 2]
    assert "--require-hashes" in calls.read_text(encoding="utf-8")


def test_another_environment_is_made_where_it_is_asked_for(tmp_path: Path):
    project = a_project(tmp_path / "project")
    fake = (
        'if [ "$1 $2" = "-m venv" ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi; '
        'if [ "$1" = "-V" ]; then echo "Python 3.11.2"; fi'
    )
    done = set_up(project, tools(tmp_path / "bin", python3=fake), ".venv-audit")
    assert done.returncode == 0, done.stderr
    assert (project / ".venv-audit/installed/requirements.txt").exists()
    assert not (project / ".venv").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(tmp_path: Path):
    project = a_project(tmp_path / "project")
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to(tmp_path / "uninstalled")
    done = set_up(project, tools(tmp_path / "bin"))
    assert "making it anew" in done.stderr
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("chrome", ["/nowhere/chrome", "/bin/false"])
def test_a_browser_that_does_not_start_is_named_in_one_sentence(chrome: str):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "browser.py", "--install"],
        env=os.environ | {"CHROME": chrome},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert chrome in done.stderr
