"""Files kept parsed: read again when one has changed, and their last good state kept when one breaks."""

from pathlib import Path

import pytest

from monitor.errors import FaultyFiles
from monitor.sources import files as read_files
from monitor.sources.files import Files
from tests.sources.conftest import INITIATIVES, Project


def test_files_are_parsed_once_and_again_only_when_one_has_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    read: list[Path] = []
    real = read_files.read_shipped
    monkeypatch.setattr(read_files, "read_shipped", lambda folder: read.append(folder) or real(folder))
    files = Files(project.root)
    assert files.shipped() is files.shipped()
    assert len(read) == 1
    project.write("initiatives.yaml", INITIATIVES.replace("en: Initiative", "en: Changed"))
    assert files.shipped().catalogue.initiatives[0].title.en == "Changed"
    assert len(read) == 2


def test_a_file_that_breaks_while_running_is_said_and_its_last_good_state_stays(project: Project):
    files = Files(project.root)
    good = files.shipped()
    project.write("initiatives.yaml", "strategy: [\n")
    assert files.shipped() is good
    fault = files.fault()
    assert fault is not None
    assert str(fault).startswith("initiatives.yaml:2")
    project.write("initiatives.yaml", INITIATIVES)
    assert files.shipped().catalogue.initiatives[0].id == "1.1"
    assert files.fault() is None


def test_files_that_were_never_readable_are_refused(project: Project):
    project.write("initiatives.yaml", "strategy: [\n")
    with pytest.raises(FaultyFiles, match=r"^initiatives\.yaml:2"):
        Files(project.root).shipped()
