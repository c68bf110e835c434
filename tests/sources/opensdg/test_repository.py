"""Open SDG repositories are read without editing them.

Every file here is made up by us, in the shapes that national repositories have (docs/importing.md).
"""

from datetime import date
from pathlib import Path

import pytest

from monitor.catalogue.text import LocalText
from monitor.errors import Refused
from monitor.measures.dimensions import DimensionKind, DimensionRole
from monitor.measures.received import Received
from monitor.sources.bundles import Folder, Zipped
from monitor.sources.delivery import Delivery
from monitor.sources.opensdg.repository import read_repository
from tests.sources.zips import a_zip

META = """---
indicator_name: global_indicators.1-2-1-title
indicator_number: 1.2.1
graph_title: Share of people below the line
computation_units: Percentage (%)
national_geographical_coverage: Nowhere
computation_definitions: >-
  <p>Somebody is <b>poor</b> who &hellip;</p><script>alert(1)</script>
computation_calculations: Divided.
data_footnote: Read [the notes](https://example.org/notes).
graph_type: bar
source_active_1: true
source_organisation_1: Statistics Office
source_url_1: https://example.org/table
source_url_text_1: Table 1
source_release_date_1: 06/05/2020
source_active_2: false
source_organisation_2: Nobody
---
More *words*.
"""


def delivery(files: dict[str, str | bytes], **options: object) -> Delivery:
    """What is read of a repository with these files, packed as GitHub packs them."""
    packed = {
        f"made-up-main/{name}": data.encode() if isinstance(data, str) else data
        for name, data in files.items()
    }
    return read_repository(Zipped(a_zip(packed), "made-up.zip"), **options)  # type: ignore[arg-type]


def one(csv: str | bytes, meta: str = META, **more: str | bytes) -> Received:
    """The one indicator of a repository."""
    read = delivery({"data/indicator_1-2-1.csv": csv, "meta/1-2-1.md": meta, **more})
    assert len(read.indicators) == 1, read.noted
    return read.indicators[0]


def rows(received: Received, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in columns) for row in received.figures.to_pylist()]


def problems(received: Received) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.entry, fault.problem) for fault in received.refused]


def test_the_headline_is_the_total_and_blank_cells_are_totals():
    read = one("Year,Sex,Age,Value\r\n2015,,,10.0\r\n2015,Female,,11.5\r\n2015,Female,15-24,12\r\n")
    assert rows(read, "period", "by:sex", "by:age", "value", "decimals") == [
        ("2015", None, None, 10.0, 1),
        ("2015", "Female", None, 11.5, 1),
        ("2015", "Female", "15-24", 12.0, 0),
    ]
    assert read.figures["first_day"][0].as_py() == date(2015, 1, 1)
    assert [(dimension.id, dimension.kind) for dimension in read.definition.dimensions] == [
        ("sex", DimensionKind.SEPARATE),
        ("age", DimensionKind.SEPARATE),
    ]
    assert not read.refused


def test_the_description_becomes_the_definition_with_its_markup_gone():
    definition = one("Year,Value\n2015,10\n").definition
    assert definition.title == LocalText(other={"language": "und", "text": "Share of people below the line"})
    assert definition.definition is not None and definition.definition.other is not None
    assert definition.definition.other.text == "Somebody is poor who …"
    assert definition.unit is not None and definition.unit.other.text == "Percentage (%)"  # type: ignore[union-attr]
    assert definition.population is not None and definition.population.other.text == "Nowhere"  # type: ignore[union-attr]
    assert definition.caveats[0].other.text == "Read the notes (https://example.org/notes)."  # type: ignore[union-attr]
    assert [(source.id, source.title, source.year) for source in definition.sources] == [
        ("s1", "Table 1", 2020)
    ]
    assert str(definition.shown_as) == "bars"


def test_keys_are_read_in_every_language_of_the_repository():
    read = delivery(
        {
            "config_data.yml": "languages:\n  - en\n  - fr\n",
            "data/indicator_1-2-1.csv": "Year,Sex,Value\n2015,,1\n2015,Female,2\n2015,Male,3\n",
            "meta/1-2-1.md": META,
            "translations/en/global_indicators.yml": "1-2-1-title: Poverty\n",
            "translations/fr/global_indicators.yml": "1-2-1-title: Pauvreté\n",
            "translations/fr/data.yml": "Sex: Sexe\nFemale: Femmes\n",
            "translations/en/global_goals.yml": "1-short: No poverty\n",
        }
    )
    definition = read.indicators[0].definition
    assert definition.title == LocalText(en="Poverty", other={"language": "fr", "text": "Pauvreté"})
    sex = definition.dimensions[0]
    assert sex.title == LocalText(en="Sex", other={"language": "fr", "text": "Sexe"})
    assert sex.codes[0].label == LocalText(en="Female", other={"language": "fr", "text": "Femmes"})
    assert sex.codes[1].label == LocalText(en="Male")
    assert read.dataset.language == "en"
    assert [(group.id, group.title.en) for group in read.dataset.groups] == [("1", "No poverty")]


def test_keys_may_be_explained_by_a_copy_of_the_shared_translations():
    shared = Zipped(
        a_zip({"sdg-translations/translations/en/global_indicators.yml": b"1-2-1-title: Shared title\n"})
    )
    read = delivery(
        {"data/indicator_1-2-1.csv": "Year,Value\n2015,1\n", "meta/1-2-1.md": META},
        translations=[shared],
        language="en",
    )
    assert read.indicators[0].definition.title == LocalText(en="Shared title")


def test_codes_of_sdmx_take_their_words_from_the_list_named_like_their_column():
    read = delivery(
        {
            "config_data.yml": "languages: [ru, en]\nindicator_options:\n  unit_column: UNIT_MEASURE\n",
            "data/indicator_3-2-1.csv": "Year,UNIT_MEASURE,SEX,Value\n2010,PT,_T,19\n2010,PT,M,21\n2010,NB,_T,5\n",
            "translations/ru/SEX.yml": "M: мужчины\nSEX: Пол\n",
            "translations/en/SEX.yml": "M: Male\nSEX: Sex\n",
        }
    )
    received = read.indicators[0]
    sex = received.definition.code["sex"]["M"]
    assert sex.label == LocalText(en="Male", other={"language": "ru", "text": "мужчины"})
    assert rows(received, "by:unit_measure", "by:sex", "value") == [
        ("PT", None, 19.0),
        ("PT", "M", 21.0),
        ("NB", None, 5.0),
    ]


def test_series_and_units_are_measures_and_each_unit_is_the_unit_of_its_figures():
    read = one(
        "Year,Series,Units,Sex,Value\n2015,Deaths,Number,,5\n2015,Rate,Per 100,,0.5\n2015,Deaths,Per 100,,1\n"
        "2015,Rate,Per 100,Male,0.6\n2015,,,,7\n"
    )
    kinds = {dimension.id: dimension.kind for dimension in read.definition.dimensions}
    assert kinds == {
        "series": DimensionKind.MEASURE,
        "units": DimensionKind.MEASURE,
        "sex": DimensionKind.SEPARATE,
    }
    unit = read.definition.unit_of({"series": "Rate", "units": "Per 100"})
    assert unit is not None and unit.other.text == "Per 100"  # type: ignore[union-attr]
    assert rows(read, "by:series", "by:units")[4] == ("not_stated", "not_stated")


def test_where_each_series_has_one_unit_the_series_alone_is_chosen():
    read = one("Year,Series,Units,Value\n2015,Deaths,Number,5\n2015,Rate,Per 100,0.5\n2015,Other,,7\n")
    (series,) = read.definition.dimensions
    assert [(code.code, code.unit and code.unit.other.text) for code in series.codes] == [  # type: ignore[union-attr]
        ("Deaths", "Number"),
        ("Rate", "Per 100"),
        ("Other", None),
    ]
    assert rows(read, "by:series", "value")[1] == ("Rate", 0.5)


def test_a_multiplier_belongs_to_the_unit_and_never_changes_the_figure():
    read = one("Year,Units,Unit multiplier,Value\n2015,Persons,Thousands,5\n2015,Percent,Units,6\n")
    assert rows(read, "by:units", "value") == [("Persons (Thousands)", 5.0), ("Percent", 6.0)]


def test_a_column_that_says_the_same_in_every_row_is_said_once():
    read = one("Year,Sex,Units,Value\n2015,Female,Percent,5\n2016,Female,Percent,6\n")
    assert read.definition.dimensions == ()
    assert read.definition.population is not None
    assert read.definition.population.other.text == "Nowhere; Sex: Female"  # type: ignore[union-attr]
    assert read.definition.unit is not None and read.definition.unit.other.text == "Percent"  # type: ignore[union-attr]


def test_the_code_of_a_place_becomes_the_code_of_its_name():
    read = one(
        "Year,Region,Sex,GeoCode,Value\n2015,,,,1\n2015,North,,R1,2\n2015,South,,R2,3\n2015,North,Male,R1,4\n2015,Abroad,,,5\n"
    )
    region = read.definition.dimensions[0]
    assert (region.id, region.role) == ("region", DimensionRole.GEO)
    assert {code.code: code.label.other.text for code in region.codes} == {  # type: ignore[union-attr]
        "R1": "North",
        "R2": "South",
        "Abroad": "Abroad",
    }
    assert rows(read, "by:region", "value")[1:3] == [("R1", 2.0), ("R2", 3.0)]


def test_codes_of_places_go_with_the_finest_names_there_are():
    read = one(
        "Year,Country,Region,GeoCode,Value\n2015,E,,E9,1\n2015,W,,W9,2\n2015,E,North,E1,3\n2015,E,South,E2,4\n2015,,,,5\n"
    )
    codes = {
        dimension.id: list(read.definition.code[dimension.id]) for dimension in read.definition.dimensions
    }
    assert codes == {"country": ["E9", "W9"], "region": ["E1", "E2"]}


def test_the_code_of_the_whole_country_beside_no_name_is_the_total():
    read = one(
        "Year,Sex,State,GeoCode,Value\n2015,,,NG,1\n2015,Male,,NG,2\n2015,,Abia,NG01,3\n2015,,Lagos,NG02,4\n"
    )
    assert [dimension.id for dimension in read.definition.dimensions] == ["sex", "state"]
    assert rows(read, "by:sex", "by:state", "value") == [
        (None, None, 1.0),
        ("Male", None, 2.0),
        (None, "NG01", 3.0),
        (None, "NG02", 4.0),
    ]


def test_codes_of_places_without_names_are_a_dimension_of_their_own():
    read = one("Year,Sex,GeoCode,Value\n2015,,,1\n2015,,R1,2\n2015,,R2,3\n2015,Male,R1,4\n2015,Female,R1,5\n")
    assert [(dimension.id, dimension.role) for dimension in read.definition.dimensions] == [
        ("sex", None),
        ("geocode", DimensionRole.GEO),
    ]


def test_the_status_of_a_figure_becomes_a_flag_a_reason_or_a_note():
    read = one(
        "Year,Observation status,COMMENT_OBS,Value\n2015,Provisional,,1\n2016,Undefined,rounded,2\n"
        "2017,Q,,\n2018,Country data,,4\n2019,B,,5\n"
    )
    assert rows(read, "flags", "missing", "note") == [
        ("provisional", None, None),
        (None, None, "rounded"),
        (None, "confidential", None),
        (None, None, "Observation status: Country data"),
        ("break", None, None),
    ]


def test_a_refused_row_says_where_it_stands_and_what_is_wrong():
    read = one("Year,Sex,Value\n2015,,10\n2016,,ten\nsoon,,5\n2017,\u202eevil,5\n")
    assert [row[0] for row in rows(read, "period")] == ["2015"]
    assert problems(read) == [
        (3, "Value", "'ten' is no number."),
        (4, "Year", "'soon' is no period."),
        (5, "Sex", "The text holds U+202E as character 1."),
    ]
    assert read.refused[0].file == "made-up-main/data/indicator_1-2-1.csv"
    assert "digits with a point" in read.refused[0].accepted


def test_lines_that_stand_for_one_figure_and_differ_are_all_refused():
    read = one("Year,Sex,Value\n2015,,1\n2015,,2\n2016,,3\n2016,,3\n2017,,\n2017,,4\n")
    assert rows(read, "period", "value") == [("2016", 3.0), ("2017", 4.0)]
    assert problems(read) == [
        (2, "", "The lines 2, 3 stand for the same figure and say different things."),
        (3, "", "The lines 2, 3 stand for the same figure and say different things."),
    ]


def test_a_description_that_is_no_yaml_is_read_line_by_line_and_the_report_says_so():
    meta = (
        "indicator_name: 'Share of persons'\ngraph_type: line\ndata_start_values:\n  - field: 'X'\n"
        " footer_fields:\n  - label: Note\n"
    )
    read = delivery({"data/indicator_1-1.csv": "Year,Value\n2015,1\n", "meta/1-1.yml": meta}, language="de")
    assert read.indicators[0].definition.title.other.text == "Share of persons"  # type: ignore[union-attr]
    assert any("no valid YAML" in fault.problem for fault in read.noted)


def test_figures_without_description_and_descriptions_without_figures_cost_nothing_else():
    read = delivery(
        {"data/indicator_1-1-1.csv": "Year,Value\n2015,1\n", "meta/1-2-1.md": META}, language="en"
    )
    assert [received.definition.title.en for received in read.indicators] == ["Indicator 1.1.1"]
    assert [fault.problem for fault in read.noted] == ["Indicator 1.2.1 is described and has no figures."]


def test_a_file_that_is_no_table_of_figures_is_told_and_left_out():
    read = delivery(
        {
            "data/indicator_1-1-1.csv": "Year,Value\n2015,1\n",
            "data/indicator_1-1-2.csv": "year,receipts,taxes\n2007,high,low\n",
            "data/indicator_1-1-3.csv": "",
        }
    )
    assert len(read.indicators) == 1
    assert [fault.problem for fault in read.noted] == [
        "made-up-main/data/indicator_1-1-2.csv has no one column Year and one column Value, but year, receipts, taxes.",
        "made-up-main/data/indicator_1-1-3.csv is empty.",
    ]


def test_a_table_in_windows_1252_is_read_and_the_report_says_so():
    read = delivery(
        {"data/indicator_1-1-1.csv": "Year,Région,Value\n2015,,1\n2015,Québec,2\n".encode("cp1252")}
    )
    assert rows(read.indicators[0], "by:region") == [(None,), ("Québec",)]
    assert read.noted[0].problem == "The text is not UTF-8."


def test_translated_descriptions_in_folders_of_their_own_are_read():
    read = delivery(
        {
            "config_data.yml": "languages: [en, es]\n",
            "data/indicator_1-1-1.csv": "Year,Value\n2015,1\n",
            "meta/1-1-1.md": "---\nindicator_name: Poverty\n---\n",
            "meta/es/1-1-1.md": "---\nindicator_name: Pobreza\n---\n",
        }
    )
    assert read.indicators[0].definition.title == LocalText(
        en="Poverty", other={"language": "es", "text": "Pobreza"}
    )


def test_indicator_configuration_and_metadata_of_sdmx_are_read_together():
    read = delivery(
        {
            "data/indicator_1-2-1.csv": "Year,Units,Value\n2015,Percent,1\n2015,Number,2\n",
            "indicator-config/1-2-1.yml": (
                "indicator_name: global_indicators.1-2-1-title\n"
                "graph_target_lines:\n  - unit: Percent\n    value: 2.5\n"
            ),
            "meta/1-2-1.yml": (
                "SDG_GOAL: '<p>Goal 1: End poverty</p>'\nSDG_INDICATOR: '<p>Indicator 1.2.1: People below</p>'\n"
                "STAT_CONC_DEF: <p>The rate is …</p>\nREC_USE_LIM: '  '\n"
            ),
        },
        language="en",
    )
    definition = read.indicators[0].definition
    assert definition.title == LocalText(en="People below")
    assert definition.definition == LocalText(en="The rate is …")
    assert read.dataset.groups[0].title == LocalText(en="End poverty")
    assert [(str(target.value), target.period.text, dict(target.group)) for target in definition.targets] == [
        ("2.5", "2030", {"units": "Percent"})
    ]


def test_a_break_of_the_series_is_placed_where_no_year_is_left_out():
    meta = "---\nindicator_name: X\ngraph_series_breaks:\n  - value: 1.5\n---\n"
    assert one("Year,Value\n2015,1\n2016,2\n2017,3\n", meta).definition.breaks[0].from_.text == "2017"
    assert one("Year,Value\n2015,1\n2017,2\n2018,3\n", meta).definition.breaks == ()


@pytest.mark.parametrize(
    "files",
    [
        {"en/data/1-1-1.json": '{"Year":[2015,2016],"Sex":[null,"Female"],"Value":[1.5,2]}'},
        {
            "en/comb/1-1-1.json": '{"data":{"Year":[2015,2016],"Sex":[null,"Female"],"Value":[1.5,2]},"edges":[]}'
        },
        {"en/data/1-1-1.csv": "Year,Sex,Value\n2015,,1.5\n2016,Female,2\n"},
        {
            "comb/1-1-1.json": '{"data":[{"Year":2015,"Sex":null,"Value":1.5},{"Year":2016,"Sex":"Female","Value":2}]}'
        },
    ],
)
def test_what_was_built_of_a_repository_is_read_as_well(files):
    folder = next(iter(files)).rpartition("/")[0].replace("data", "meta").replace("comb", "meta")
    read = delivery(
        {**files, f"{folder}/1-1-1.json": '{"indicator_name":"Poverty","data_non_statistical":false}'}
    )
    assert rows(read.indicators[0], "period", "by:sex", "value") == [
        ("2015", None, 1.5),
        ("2016", "Female", 2.0),
    ]
    title = read.indicators[0].definition.title
    assert (title.en or title.other.text) == "Poverty"  # type: ignore[union-attr]


def test_indicators_stand_in_the_order_of_their_numbers():
    files = {
        f"data/indicator_{name}.csv": "Year,Value\n2015,1\n"
        for name in ("1-10-1", "1-a-1", "1-2-1", "10-1-1", "2-1-1")
    }
    read = delivery(files)  # type: ignore[arg-type]
    numbers = [received.definition.number for received in read.indicators]  # type: ignore[attr-defined]
    assert numbers == ["1.2.1", "1.10.1", "1.a.1", "2.1.1", "10.1.1"]


def test_progress_is_told_indicator_by_indicator():
    told: list[tuple[int, int]] = []
    delivery(
        {f"data/indicator_1-1-{number}.csv": "Year,Value\n2015,1\n" for number in (1, 2)},
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(1, 2), (2, 2)]


def test_a_folder_is_read_like_a_zip_and_has_a_digest(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "indicator_1-1-1.csv").write_text("Year,Value\n2015,1\n", encoding="utf-8")
    read = read_repository(Folder(tmp_path))
    assert rows(read.indicators[0], "value") == [(1.0,)]
    assert len(read.digest) == 64


def test_a_bundle_without_figures_is_refused():
    with pytest.raises(Refused) as refused:
        delivery({"README.md": "Hello"})
    assert refused.value.code == "opensdg_none"
