"""What somebody names or sends is seen for what it is, and read at its own door."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from monitor.errors import FaultyFiles, Refused
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.editions import Kind
from monitor.sources.gathering import Gathered, gather_files, gather_path
from monitor.sources.known import Known
from monitor.sources.table_files import Wishes
from tests.builders import both
from tests.measures.vintages import a_definition

RECORDED = (Path(__file__).parent / "recorded" / "pxweb_v2_response_03024.json").read_bytes()
TABLE = b"period,sex,value\n2014,,56\n2015,a,57\n"
DEFINITION = b"""\
id: beds
title: {en: Beds}
unit: places
dimensions:
  - id: sex
    title: {en: Sex}
    codes: [{code: a, label: {en: A}}]
sources: [{id: own, title: Own count, seen: source}]
"""
SET = DataSet(id="own_set", title=both("Own set"), language="en")


def known(indicator: str) -> Known | None:
    return Known(a_definition("sex", id="housing"), SET) if indicator == "housing" else None


def gathered(wishes: Wishes | None = None, **files: bytes) -> Gathered:
    """What comes of files; a name has `__` where the file has a point."""
    named = {name.replace("__", "."): data for name, data in files.items()}
    return gather_files(named, wishes or Wishes(), known)


def refusal(wishes: Wishes | None = None, **files: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        gathered(wishes, **files)
    return refused.value


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", ".").replace("_in_", "/"), data)
    return made.getvalue()


def workbook(text: bytes = TABLE) -> bytes:
    book = openpyxl.Workbook()
    for line in text.decode().splitlines():
        book.active.append([int(cell) if cell.isdigit() else cell or None for cell in line.split(",")])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def package() -> dict[str, bytes]:
    fields = [{"name": "year", "type": "year"}, {"name": "value", "type": "number"}]
    resource = {"name": "beds", "path": "beds.csv", "schema": {"fields": fields}}
    described = {"name": "own", "resources": [resource]}
    return {"datapackage__json": json.dumps(described).encode(), "beds__csv": b"year,value\n2014,5\n"}


def test_a_table_of_a_known_indicator_keeps_its_definition_and_its_set():
    found = gathered(housing__csv=TABLE)
    (received,) = found.received
    assert (found.kind, found.name) == (Kind.CSV, "housing.csv")
    assert received.definition == a_definition("sex", id="housing")
    assert received.dataset == SET
    assert received.figures["value"].to_pylist() == [56.0, 57.0]


def test_the_indicator_may_be_named():
    (received,) = gathered(Wishes(indicator="housing"), march__csv=TABLE).received
    assert received.definition.id == "housing"


@pytest.mark.parametrize(
    "name",
    [
        "housing-edition-3",
        "demonstration-housing-edition-3",
        "demonstration-housing",
        "housing-utgave-3",
        "housing (1)",
    ],
)
def test_a_table_that_was_downloaded_here_says_by_its_name_what_it_is_of(name: str):
    (received,) = gathered(**{f"{name}__csv": TABLE}).received
    assert received.definition.id == "housing"


def test_a_definition_of_the_same_name_says_what_a_table_is_of():
    found = gathered(beds__csv=TABLE, beds__yaml=DEFINITION)
    (received,) = found.received
    assert (received.definition.id, received.definition.title.en, received.dataset) == ("beds", "Beds", None)
    assert found.noted == ()


def test_a_table_of_nothing_that_is_known_is_refused():
    refused = refusal(beds__csv=TABLE)
    assert (refused.code, refused.fields) == ("import_no_definition", {"name": "'beds.csv'"})


def test_a_definition_with_another_id_than_was_named_is_refused():
    assert (
        refusal(Wishes(indicator="housing"), beds__csv=TABLE, beds__yaml=DEFINITION).code == "import_other_id"
    )


def test_the_faults_of_a_definition_are_listed_with_their_lines():
    with pytest.raises(FaultyFiles) as faulty:
        gathered(beds__csv=TABLE, beds__yaml=DEFINITION + b"colour: red\n")
    assert [(fault.file, fault.line) for fault in faulty.value.faults] == [("beds.yaml", 9)]


def test_a_definition_without_a_table_is_told():
    found = gathered(housing__csv=TABLE, beds__yaml=DEFINITION)
    assert [fault.file for fault in found.noted] == ["beds.yaml"]


def test_the_same_table_in_a_workbook_says_the_same():
    (as_csv,) = gathered(housing__csv=TABLE).received
    found = gathered(housing__xlsx=workbook())
    assert found.kind is Kind.XLSX
    assert found.received[0].figures.equals(as_csv.figures)


def test_a_workbook_that_is_called_zip_is_a_workbook_all_the_same():
    assert gathered(housing__zip=workbook()).kind is Kind.XLSX


def test_several_tables_come_in_together():
    found = gathered(housing__csv=TABLE, beds__csv=TABLE, beds__yaml=DEFINITION)
    assert [received.definition.id for received in found.received] == ["beds", "housing"]


def test_tables_of_several_kinds_or_one_id_for_two_are_refused():
    assert refusal(housing__csv=TABLE, t__json=RECORDED).code == "import_mixed"
    assert refusal(Wishes(indicator="housing"), a__csv=TABLE, b__csv=TABLE).code == "import_mixed"
    assert refusal(a__zip=packed(x=b""), b__csv=TABLE).code == "import_mixed"


def test_what_is_none_of_all_this_is_refused():
    assert refusal(letter__docx=b"PK").code == "import_unknown_kind"
    assert refusal(beds__yaml=DEFINITION).code == "import_nothing"


def test_json_stat_gets_its_id_and_its_language():
    (received,) = gathered(
        Wishes(indicator="salmon", totals={"VareGrupper2": "01"}), t__json=RECORDED
    ).received
    assert isinstance(received.definition, Imported)
    assert (received.definition.id, received.definition.dataset) == ("salmon", "json_stat")
    assert received.dataset is not None and received.dataset.language == "en"
    assert received.figures.num_rows == 352
    (named,) = gathered(salmon_by_week__json=RECORDED).received
    assert named.definition.id == "salmon_by_week"


def test_an_id_that_could_be_no_id_is_refused():
    assert refusal(Wishes(indicator="../x"), t__json=RECORDED).code == "import_id"
    assert refusal(Wishes(dataset="../x"), t__json=RECORDED).code == "dataset_id"


def test_a_folder_a_zip_and_loose_files_of_a_data_package_are_the_same(tmp_path: Path):
    for name, data in package().items():
        (tmp_path / name.replace("__", ".")).write_bytes(data)
    ways = [
        gathered(**package()),
        gathered(p__zip=packed(**package())),
        gather_path(tmp_path, Wishes(), known),
        gather_path(tmp_path / "datapackage.json", Wishes(), known),
    ]
    assert {each.kind for each in ways} == {Kind.FRICTIONLESS}
    assert [each.received[0].figures["value"].to_pylist() for each in ways] == [[5.0]] * 4


def test_a_repository_of_open_sdg_is_seen_by_its_tables():
    data = packed(
        **{"sdg_in_data_in_indicator_1-1-1__csv": b"Year,Value\n2015,1\n", "sdg_in_datapackage__json": b"{}"}
    )
    found = gathered(Wishes(dataset="norway", title="Norway", language="en"), sdg__zip=data)
    assert (found.kind, len(found.received)) == (Kind.OPEN_SDG, 1)
    assert found.received[0].dataset == DataSet(
        id="norway",
        title=found.received[0].dataset.title,
        language="en",
        groups=found.received[0].dataset.groups,
    )
    assert found.received[0].dataset.title.en == "Norway"


def test_words_for_a_repository_come_in_a_zip_of_their_own_or_by_their_path(tmp_path: Path):
    repository = packed(
        **{
            "sdg_in_data_in_indicator_1-1-1__csv": b"Year,Value\n2015,1\n",
            "sdg_in_meta_in_1-1-1__md": b"---\nindicator_name: global_indicators.1-1-1-title\n---\n",
        }
    )
    words = packed(words_in_translations_in_en_in_global_indicators__yml=b"1-1-1-title: Poverty\n")
    (tmp_path / "words.zip").write_bytes(words)
    named = Wishes(language="en", translations=(tmp_path / "words.zip",))
    for found in (
        gathered(Wishes(language="en"), sdg__zip=repository, words__zip=words),
        gathered(named, sdg__zip=repository),
    ):
        assert found.received[0].definition.title.en == "Poverty"
    assert refusal(a__zip=repository, b__zip=repository).code == "import_mixed"


def test_beside_a_table_of_a_folder_its_definition_is_found(tmp_path: Path):
    (tmp_path / "beds.csv").write_bytes(TABLE)
    (tmp_path / "beds.yaml").write_bytes(DEFINITION)
    (received,) = gather_path(tmp_path / "beds.csv", Wishes(), known).received
    assert received.definition.id == "beds"


def test_what_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(Refused) as refused:
        gather_path(tmp_path / "none.csv", Wishes(), known)
    assert refused.value.code == "import_missing"


def test_progress_is_told_table_by_table():
    told: list[tuple[float, int]] = []
    gather_files(
        {"housing.csv": TABLE, "beds.csv": TABLE, "beds.yaml": DEFINITION},
        Wishes(),
        known,
        lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told), "within a table, too"
    assert [each for each in told if each[0] in (1, 2)] == [(1, 2), (2, 2)]
