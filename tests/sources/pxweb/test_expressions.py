"""What is selected is worked out from the codes there are; a code that is gone is named."""

import pytest

from monitor.errors import Refused
from monitor.sources.pxweb.expressions import chosen

YEARS = [str(year) for year in range(2015, 2025)]
PLACES = ["0", "03", "0301", "11", "1103", "a*b", "top(1)"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["2016", "2015"], ["2015", "2016"]),  # in the order of the source
        (["2015", "2015", "*"], YEARS),  # each once: a code that stands twice is a fault at Statistics Norway
        (["top(2)"], ["2023", "2024"]),  # of time the latest
        (["TOP(2,1)"], ["2022", "2023"]),
        (["bottom(2)"], ["2015", "2016"]),
        (["bottom(1, 2)"], ["2017"]),
        (["top(99)"], YEARS),
        (["from(2023)"], ["2023", "2024"]),
        (["to(2016)"], ["2015", "2016"]),
        (["range(2016,2018)"], ["2016", "2017", "2018"]),
        (["[range(2016,2018)]"], ["2016", "2017", "2018"]),
        (["202?"], ["2020", "2021", "2022", "2023", "2024"]),
        (["*5", "to(2015)"], ["2015"]),
    ],
)
def test_an_expression_means_codes_of_time(said: list[str], meant: list[str]):
    assert chosen(said, YEARS, "Tid", is_time=True) == tuple(meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["03*"], ["03", "0301"]),
        (["??"], ["03", "11"]),
        (["**03"], ["03", "1103"]),
        (["top(2)"], ["0", "03"]),  # of anything else the first
        (["bottom(1)"], ["top(1)"]),
        (["a*b"], ["a*b"]),  # a code that looks like a mask is that code
        (["top(1)"], ["top(1)"]),
    ],
)
def test_an_expression_means_codes_of_something_else(said: list[str], meant: list[str]):
    codes = PLACES if said != ["top(2)"] else PLACES[:-1]
    assert chosen(said, codes, "Region", is_time=False) == tuple(meant)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (["2014"], "'2014'"),
        (["2015", "1999", "1998"], "'1999', '1998'"),
        (["from(2014)"], "'2014'"),
        (["range(2015,2030)"], "'2030'"),
        (["2015 "], "'2015 '"),
        ([str(year) for year in range(1990, 2000)], "'1994' …"),
    ],
)
def test_codes_that_are_gone_are_named_in_one_refusal(said: list[str], named: str):
    with pytest.raises(Refused) as refused:
        chosen(said, YEARS, "Tid", is_time=True)
    assert refused.value.code == "pxweb_codes_gone"
    assert named in str(refused.value.fields["codes"])
    assert "Tid" in refused.value.message
    assert "'2015'" not in refused.value.message


@pytest.mark.parametrize("said", ["19*", "top(0)", "range(2020,2016)"])
def test_an_expression_that_means_nothing_is_refused(said: str):
    with pytest.raises(Refused) as refused:
        chosen([said], YEARS, "Tid", is_time=True)
    assert refused.value.code == "pxweb_nothing_chosen"
    assert said in refused.value.message
