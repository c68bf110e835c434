"""A change in any file is noticed without reading it."""

import os
from pathlib import Path

import pytest

from monitor.sources.shipped import fingerprint
from tests.sources.conftest import Project

FILES = ("initiatives.yaml", "data/public_record.csv", "data/housing.csv", "indicators/housing.yaml")


@pytest.mark.parametrize("file", FILES)
def test_a_changed_file_changes_the_fingerprint(project: Project, file: str):
    before = fingerprint(project.root)
    assert fingerprint(project.root) == before
    status = (project.root / file).stat()
    os.utime(project.root / file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert fingerprint(project.root) != before


@pytest.mark.parametrize("file", ["data/new.csv", "indicators/new.yaml"])
def test_a_new_file_changes_the_fingerprint_and_another_kind_of_file_does_not(project: Project, file: str):
    before = fingerprint(project.root)
    project.write("data/notes.txt", "notes")
    assert fingerprint(project.root) == before
    project.write(file, "x")
    assert fingerprint(project.root) != before


def test_a_missing_folder_is_no_fault_of_the_fingerprint(tmp_path: Path):
    assert fingerprint(tmp_path / "nowhere") == ()
