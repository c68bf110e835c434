"""The schemas that editors complete from say what the files may hold."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from monitor.settings import ROOT
from monitor.sources.schemas import FOLDER, MODELS, schema_text, write_schemas
from tests.sources.conftest import INDICATOR, INITIATIVES

YAML_FILES = [ROOT / "initiatives.yaml", *sorted((ROOT / "indicators").glob("*.yaml"))]


class EditorLoader(yaml.SafeLoader):
    """Reads scalars as editors do, by YAML 1.2: true and false, numbers, null; everything else is text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), list(first))


def marked(name: str, text: str, loader: type[yaml.SafeLoader] = EditorLoader) -> list[str]:
    """What an editor would underline."""
    validator = Draft202012Validator(json.loads(schema_text(name)))
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in validator.iter_errors(yaml.load(text, Loader=loader))
    ]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_the_schema_in_docs_is_the_schema_of_the_program(name: str):
    written = (ROOT / FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(name), "run: python -m monitor schema --write"


@pytest.mark.parametrize("name", sorted(MODELS))
def test_the_schema_is_a_schema(name: str):
    Draft202012Validator.check_schema(json.loads(schema_text(name)))


@pytest.mark.parametrize("loader", [EditorLoader, yaml.SafeLoader], ids=["yaml 1.2", "yaml 1.1"])
@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.stem)
def test_an_editor_marks_nothing_in_a_file_that_ships(path: Path, loader: type[yaml.SafeLoader]):
    name = "initiatives" if path.name == "initiatives.yaml" else "indicator"
    assert marked(name, path.read_text(encoding="utf-8"), loader) == []


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.stem)
def test_a_file_names_its_schema_in_its_first_line(path: Path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found
    name = "initiatives" if path.name == "initiatives.yaml" else "indicator"
    assert (path.parent / found[1]).resolve() == ROOT / FOLDER / f"{name}.schema.json"


@pytest.mark.parametrize(
    ("name", "text", "old", "new"),
    [
        ("initiatives", INITIATIVES, "role: responsible", "role: boss"),
        ("initiatives", INITIATIVES, "{due: 2018}", "{due: soon}"),
        ("initiatives", INITIATIVES, "    document:", "    dokument:"),
        ("initiatives", INITIATIVES, "document: https", "document: ftp"),
        ("initiatives", INITIATIVES, "verified: true", "verified: perhaps"),
        ("indicator", INDICATOR, "unit: percent", "unit: pounds"),
        ("indicator", INDICATOR, "theme: housing\n", ""),
    ],
)
def test_an_editor_marks_what_the_door_refuses(name: str, text: str, old: str, new: str):
    assert marked(name, text) == []
    assert marked(name, text.replace(old, new)) != []


def test_dates_of_every_form_pass_in_an_editor():
    for form in ("2018", "2018-H1", "2018-Q3", "2018-05", "2018-05-31"):
        assert marked("initiatives", INITIATIVES.replace("{due: 2018}", f"{{due: {form}}}")) == []


def test_writing_puts_both_schemas_where_the_files_look_for_them(tmp_path: Path):
    written = write_schemas(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "docs/schema/initiatives.schema.json",
        "docs/schema/indicator.schema.json",
    ]
    assert all(json.loads(path.read_text(encoding="utf-8"))["title"] for path in written)
