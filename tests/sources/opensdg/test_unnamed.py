"""Tables whose columns are not called Year and Value are read where their cells leave no doubt."""

from monitor.measures.received import Received
from monitor.sources.bundles import Zipped
from monitor.sources.delivery import Delivery
from monitor.sources.opensdg.repository import read_repository
from tests.sources.zips import a_zip


def delivery(**files: str) -> Delivery:
    packed = {f"data/indicator_{name.replace('_', '-')}.csv": text.encode() for name, text in files.items()}
    return read_repository(Zipped(a_zip(packed), "sdg.zip"), language="hr")


def rows(received: Received, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in columns) for row in received.figures.to_pylist()]


def test_years_in_the_first_column_and_the_only_numbers_are_the_figures_named_by_their_heading():
    read = delivery(x1_1_1="Godina,Neosuđeni pritvorenici\n2021,33.60\n2022,36.37\n")
    (found,) = read.indicators
    assert rows(found, "period", "value") == [("2021", 33.6), ("2022", 36.37)]
    assert found.definition.title.other.text == "Neosuđeni pritvorenici"  # type: ignore[union-attr]
    (fault,) = read.noted
    assert fault.problem == "Godina was read as the years, and as values: Neosuđeni pritvorenici."


def test_a_column_for_each_of_several_measures_gives_them_as_series_and_faults_their_lines():
    (found,) = delivery(x1_1_1="year,Region,All,Women\n2021,,1,2\n2021,Split,3,..\n2022,,x1,5\n").indicators
    assert [code.code for code in found.definition.measures[0].codes] == ["All", "Women"]
    (region,) = [entry for entry in found.definition.dimensions if entry.id == "region"]
    assert [code.code for code in region.codes] == ["Split"]
    assert found.figures.num_rows == 5
    assert [(fault.line, fault.problem) for fault in found.refused] == [(4, "'x1' is no number.")]


def test_numbers_that_may_be_a_breakdown_are_not_taken_for_figures():
    read = delivery(x1_1_1="Year,Age,Persons\n2021,0,5\n2021,1,6\n", x1_1_2="Naziv,Broj\nprvi,5\n")
    assert not read.indicators
    assert all("no one column Year and one column Value" in fault.problem for fault in read.noted)


def test_a_column_value_beside_years_of_another_name_says_nothing_of_what_is_measured():
    (found,) = delivery(x1_1_1="Godina,Spol,Value\n2021,,5\n2021,Žene,6\n").indicators
    assert [entry.id for entry in found.definition.dimensions] == ["spol"]
    assert found.definition.title.en == "Indicator x1.1.1"
