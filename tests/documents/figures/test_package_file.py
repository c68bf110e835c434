"""A Frictionless data package, as the program of Frictionless itself judges it."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from monitor.documents.figures.part import Part
from monitor.measures.exports import Format
from tests.builders import both
from tests.documents.figures.conftest import CITED, a_definition, a_part, written


def opened(raw: bytes) -> tuple[zipfile.ZipFile, dict[str, Any]]:
    archive = zipfile.ZipFile(io.BytesIO(raw))
    return archive, json.loads(archive.read("datapackage.json"))


def judged(folder: Path, raw: bytes) -> tuple[int, dict[str, Any]]:
    (folder / "homes.zip").write_bytes(raw)
    ran = subprocess.run(
        [Path(sys.executable).parent / "frictionless", "validate", "homes.zip", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, json.loads(ran.stdout)


def other() -> Part:
    return a_part({"period": "2014", "value": 1.0}, definition=a_definition(id="other", dimensions=[]))


def test_frictionless_accepts_it_and_refuses_the_same_with_one_figure_changed(tmp_path: Path):
    raw = written(Format.PACKAGE, a_part(), other())
    code, report = judged(tmp_path, raw)
    assert (code, report["valid"], report["stats"]["tasks"]) == (0, True, 4), report
    archive, _ = opened(raw)
    spoilt = io.BytesIO()
    with zipfile.ZipFile(spoilt, "w") as anew:
        for name in archive.namelist():
            content = archive.read(name)
            anew.writestr(name, content.replace(b"24.0", b"25.0") if name == "data/homes.csv" else content)
    code, report = judged(tmp_path, spoilt.getvalue())
    assert code != 0 and not report["valid"]


def test_the_tables_hold_codes_and_the_lists_hold_their_words():
    archive, said = opened(written(Format.PACKAGE))
    table = archive.read("data/homes.csv").decode().splitlines()
    assert table[0].replace('"', "").startswith("period,sex,place,value,numerator")
    assert table[1].replace('"', "").startswith("2014,m,0301,24.0,")
    assert archive.read("codes/homes.1.csv").decode().replace('"', "").split() == [
        "code,label",
        "m,men",
        "w,women",
    ]
    homes = said["resources"][0]
    assert homes["schema"]["foreignKeys"][0] == {
        "fields": ["sex"],
        "reference": {"resource": "homes-codes-1", "fields": ["code"]},
    }
    hidden = table[2].replace('"', "").split(",")
    assert hidden[:4] == ["2014", "w", "0301", ""] and "hidden" in hidden


def test_it_says_licence_sources_edition_and_how_it_is_cited():
    archive, said = opened(written(Format.PACKAGE))
    licence = {
        "name": "CC-BY-4.0",
        "title": "CC BY 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
    homes = said["resources"][0]
    assert said["licenses"] == homes["licenses"] == [licence]
    assert said["sources"] == [{"title": "Table 1", "path": "https://www.ssb.no/1"}]
    assert {"title": "Statistics Norway", "role": "publisher"} in said["contributors"]
    assert (homes["edition"], homes["citation"], homes["definition"]["id"]) == (2, CITED, "homes")
    assert CITED in archive.read("README.txt").decode()


def test_a_package_of_many_indicators_names_each_source_once():
    _, said = opened(written(Format.PACKAGE, a_part(), other()))
    assert (said["name"], len(said["sources"])) == ("indicators", 1)
    assert [each["name"] for each in said["resources"]] == [
        "homes",
        "homes-codes-1",
        "homes-codes-2",
        "other",
    ]


def test_the_same_figures_make_the_same_file():
    assert written(Format.PACKAGE) == written(Format.PACKAGE)


@pytest.mark.parametrize("text", ["=1+1", "@x"])
def test_no_text_becomes_a_formula(text: str):
    codes = [{"code": text, "label": both(text)}]
    definition = a_definition(dimensions=[{"id": "sex", "title": both("Sex"), "codes": codes}])
    archive, _ = opened(
        written(Format.PACKAGE, a_part({"period": "2014", "value": 1.0, "sex": text}, definition=definition))
    )
    for name in ("data/homes.csv", "codes/homes.1.csv"):
        assert f"'{text}" in archive.read(name).decode()
        assert f'"{text}' not in archive.read(name).decode()
