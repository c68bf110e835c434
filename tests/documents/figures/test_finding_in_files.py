"""A finding goes into a file with the figures it was written with, and with no others."""

import io
import json
import zipfile

import pytest

from monitor.documents.figures.about import about
from monitor.documents.figures.part import Part
from monitor.measures.exports import Format
from monitor.measures.selection import Selection
from monitor.show.words import Words
from monitor.sources.gathering import gather_files
from monitor.sources.known import Known, Lookup
from monitor.sources.table_files import Wishes
from tests.builders import both
from tests.documents.figures.conftest import a_definition, a_part, written

EN = Words("en")
FINDING = both("Half of them have no home.")
HELD = a_part(definition=a_definition(finding=FINDING))
OVERTAKEN = a_part(definition=a_definition(finding=FINDING), finding_holds=False)
NARROWED = a_part(definition=a_definition(finding=FINDING), selection=Selection({"sex": ["w"]}))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        pytest.param(HELD, True, id="held"),
        pytest.param(OVERTAKEN, False, id="overtaken"),
        pytest.param(NARROWED, False, id="narrowed"),
    ],
)
def test_only_the_figures_it_was_written_of_bear_the_finding(part: Part, told: bool):
    assert (("Finding", "Half of them have no home.") in about(part, EN, demo=False)) is told
    for form in (Format.JSON_STAT, Format.PACKAGE):
        file = written(form, part)
        if form is Format.PACKAGE:
            with zipfile.ZipFile(io.BytesIO(file)) as archive:
                file = archive.read("datapackage.json") + archive.read("README.txt")
        assert ("Half of them have no home." in file.decode()) is told
    assert "Half of them have no home." not in json.dumps(OVERTAKEN.said.model_dump(mode="json"))


def test_a_file_without_the_finding_takes_none_away():
    def known(_id: str) -> Known | None:
        return Known(HELD.definition, HELD.dataset)

    lookup: Lookup = known
    files = {"homes.json": written(Format.JSON_STAT, OVERTAKEN)}
    [received] = gather_files(files, Wishes(), lookup).received
    assert received.definition == HELD.definition
