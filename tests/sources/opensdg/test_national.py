"""A whole repository as large and as varied as a national one comes in without editing it."""

from collections import Counter

import pytest

from monitor.errors import Refused
from monitor.sources.bundles import Zipped
from monitor.sources.delivery import Delivery
from monitor.sources.opensdg.repository import read_repository
from tests.sources.opensdg.national import REFUSED_CELLS, TABLES, identities, repository
from tests.sources.zips import a_zip


def delivery(files: dict[str, str | bytes]) -> Delivery:
    packed = {
        f"sdg-main/{name}": data.encode() if isinstance(data, str) else data for name, data in files.items()
    }
    return read_repository(Zipped(a_zip(packed), "sdg.zip"))


@pytest.fixture(scope="module")
def national() -> Delivery:
    return delivery(repository())


def test_every_indicator_with_figures_comes_in(national: Delivery):
    assert len(national.indicators) == 240
    assert [each.definition.number for each in national.indicators[:3]] == ["1.1.1", "1.1.2", "1.1.3"]
    assert all(each.figures.num_rows for each in national.indicators)
    assert [group.id for group in national.dataset.groups] == [str(goal) for goal in range(1, 16)]


def test_only_cells_that_nobody_can_read_are_refused_and_each_has_its_place(national: Delivery):
    refused = [fault for each in national.indicators for fault in each.refused]
    assert Counter(fault.problem for fault in refused) == dict.fromkeys(
        ("'<5' is no number.", "'5*' is no number."), len(refused) // REFUSED_CELLS
    )
    assert {(fault.line, fault.entry) for fault in refused} == {(7, "Value"), (8, "Value")}
    assert all(fault.file.startswith("sdg-main/data/indicator_") and fault.accepted for fault in refused)


def test_what_is_no_value_is_never_zero(national: Delivery):
    signs = national.indicators[[each.__name__ for each in TABLES].index("_signs")]
    by_year = dict(zip(signs.figures["period"].to_pylist(), signs.figures["value"].to_pylist(), strict=True))
    assert [by_year[str(year)] for year in (2001, 2002, 2003, 2007, 2008)] == [None] * 5
    assert (by_year["2009"], by_year["2011"]) == (-3.25, 1234.0)
    assert "2005" not in by_year


def test_the_report_tells_of_each_file_that_gives_nothing(national: Delivery):
    told = {(fault.file.rpartition("/")[2], fault.problem) for fault in national.noted}
    empty, header = (identities()[place] for place in (240, 241))
    assert (f"indicator_{header}.csv", "There is no figure in the file that can be read.") in told
    assert any(name == f"indicator_{empty}.csv" and problem.endswith("is empty.") for name, problem in told)


def test_two_files_of_one_indicator_are_told_and_the_usual_name_wins():
    read = delivery(
        {
            "data/indicator_9-1-.csv": "Year,Value\n2010,1\n",
            "data/indicator_9-1.csv": "Year,Value\n2010,2\n",
            "data/indicator_4-\u0441-1.csv": "Year,Value\n2010,3\n",
        }
    )
    assert [(each.definition.number, each.figures["value"].to_pylist()) for each in read.indicators] == [
        ("4.c.1", [3.0]),
        ("9.1", [2.0]),
    ]
    assert [fault.file for fault in read.noted] == ["sdg-main/data/indicator_9-1-.csv"]


def test_names_that_are_only_keys_are_told_with_the_remedy():
    files: dict[str, str | bytes] = {
        f"data/indicator_1-{number}-1.csv": "Year,Value\n2010,1\n" for number in range(1, 4)
    }
    files["indicator-config/1-1-1.yml"] = "indicator_name: global_indicators.1-1-1-title\n"
    files["indicator-config/1-2-1.yml"] = "indicator_name: Poverty\n"
    read = delivery(files)
    (fault,) = read.noted
    (remark,) = read.indicators[0].definition.remarks
    assert read.indicators[0].definition.title.nb == "Indikator 1.1.1"
    assert "the key global_indicators.1-1-1-title" in (remark.text.en or "")
    assert fault.problem == "The names of 1 of 3 indicators are only keys that nothing here explains."
    assert "--translations" in fault.accepted


def test_an_indicator_without_a_name_is_called_what_its_only_series_is():
    read = delivery(
        {
            "data/indicator_1-1-1.csv": "Year,Series,Value\n2010,Share of people in poverty,1\n",
            "indicator-config/1-1-1.yml": "indicator_name: global_indicators.1-1-1-title\n",
        }
    )
    assert read.indicators[0].definition.title.other.text == "Share of people in poverty"  # type: ignore[union-attr]


def test_files_are_named_indicator_in_several_ways():
    names = ("Indicator_1-1-1.csv", "indicator-1-2-1.csv", "1-3-1.csv")
    read = delivery({f"data/{name}": "Year,Value\n2010,1\n" for name in names})
    assert [each.definition.number for each in read.indicators] == ["1.1.1", "1.2.1", "1.3.1"]


def test_the_folder_that_the_settings_name_is_looked_in():
    read = delivery(
        {
            "config_data.yml": "src_dir: source\nlanguages: [en]\n",
            "source/data/indicator_1-1-1.csv": "Year,Value\n2010,1\n",
            "source/meta/1-1-1.md": "---\nindicator_name: Poverty\n---\n",
        }
    )
    assert read.indicators[0].definition.title.en == "Poverty"


def test_figures_in_sdmx_are_refused_by_name_and_what_was_built_of_them_is_read():
    files: dict[str, str | bytes] = {
        "config_data.yml": "inputs:\n  - class: InputSdmxMl_Multiple\n    path_pattern: sdmx-data/*.xml\n",
        "data/GDP-1.csv": "Year,Value\n2010,1\n",
    }
    with pytest.raises(Refused) as refused:
        delivery(files)
    assert (refused.value.code, refused.value.fields["kinds"]) == (
        "opensdg_elsewhere",
        "InputSdmxMl_Multiple",
    )
    built = delivery(files | {"en/data/1-1-1.csv": "Year,Value\n2010,5\n"})
    assert built.indicators[0].figures["value"].to_pylist() == [5.0]


def test_the_fields_of_the_united_states_are_read():
    read = delivery(
        {
            "data/indicator_8-5-2.csv": "Year,Value\n2010,1\n",
            "meta/8-5-2.md": "---\nindicator_name: Unemployment rate\nunit_of_measure: Percent\n"
            "comments_and_limitations: A survey.\nsource_active_1: true\nsource_title_1: null\n"
            "source_agency_survey_dataset_1: Labor Survey\nperiodicity: Annual\n---",
        }
    )
    definition = read.indicators[0].definition
    assert definition.unit is not None and definition.unit.other.text == "Percent"  # type: ignore[union-attr]
    assert definition.caveats[0].other.text == "A survey."  # type: ignore[union-attr]
    assert definition.sources[0].title == "Labor Survey"
    assert [remark.text.other.text for remark in definition.remarks] == ["Annual"]  # type: ignore[union-attr]
