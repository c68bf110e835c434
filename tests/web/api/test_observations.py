"""The figures of an indicator: which ones, in which order, in how many parts."""

from decimal import Decimal
from pathlib import Path

import pytest

from monitor.access.access import LOCAL
from monitor.measures.observations import Series
from monitor.wiring import open_services
from tests.web.api.conftest import Asking
from tests.wiring.conftest import NOON
from tests.wiring.house import House, make_house

FIGURES = "indicators/housing/observations"


@pytest.fixture
def asked(house: House) -> Asking:
    return Asking(house.local)


def values(asked: Asking, query: str = "") -> list[float | None]:
    return [row["value"] for row in asked.data(f"{FIGURES}?{query}")]


def test_a_figure_comes_with_what_is_needed_to_judge_it(asked: Asking) -> None:
    second, first = asked.data(FIGURES)  # in the order of the codes
    assert first == {
        **first,
        "period": "2014",
        "first_day": "2014-01-01",
        "last_day": "2014-12-31",
        "group": {"answer": "own"},
        "value": 56.0,
        "missing": None,
        "decimals": 0,
        "unit": "percent",
        "numerator": None,
        "denominator": None,
        "interval": {
            "lower": 51.45,
            "upper": 60.45,
            "level": 95.0,
            "basis": "wilson",
            "assumed": ["simple_random_sample", "non_response_not_covered"],
        },
        "no_interval": None,
        "flags": [],
        "n": 463,
        "qualifier": None,
        "source": "ssb",
        "confidence": "high",
        "note": None,
    }
    assert (second["value"], second["decimals"], second["n"], second["qualifier"]) == (24.0, 1, None, "about")
    assert (second["interval"], second["no_interval"]) == (None, "in_words")
    assert second["note"]["nb"] == "En merknad"


def test_a_figure_that_there_is_not_is_null_with_the_reason_and_what_is_published_beside_one_is_carried(
    tmp_path: Path,
) -> None:
    house = make_house(tmp_path)
    figures = """\
period,answer,value,n,qualifier,source,confidence,note_en,note_nb,numerator,denominator,lower,upper,level,flags,missing
2014,own,,,,ssb,high,,,,,,,,,confidential
2014,none,24.0,400,,ssb,high,,,96,400,20.1,28.4,95,provisional second_hand,
"""
    (house.local.settings.root / "data/housing.csv").write_text(figures, encoding="utf-8")
    # What ships becomes an edition when the program starts.
    assert Asking(house.local)(FIGURES).json()["edition"]["number"] == 1
    restarted = open_services(house.local.settings, clock=lambda: NOON).asked_by(LOCAL)
    assert Asking(restarted)(FIGURES).json()["edition"]["number"] == 2
    present, absent = Asking(restarted).data(FIGURES)
    assert (absent["value"], absent["missing"], absent["decimals"]) == (None, "confidential", None)
    assert (present["value"], present["missing"], present["decimals"]) == (24.0, None, 1)
    assert (present["numerator"], present["denominator"], present["n"]) == (96.0, 400.0, 400)
    assert (absent["interval"], absent["no_interval"]) == (None, "missing")
    assert present["interval"] == {
        "lower": 20.1,
        "upper": 28.4,
        "level": 95.0,
        "basis": "published",
        "assumed": [],
    }
    assert present["flags"] == ["provisional", "second_hand"]


def test_figures_are_chosen_by_the_codes_of_dimensions(asked: Asking) -> None:
    assert values(asked, "by[answer]=own") == [56.0]
    assert values(asked, "by%5Banswer%5D=none&by[answer]=own") == [24.0, 56.0]
    assert values(asked, "by[answer]=") == []  # there is no total


def test_a_dimension_or_a_code_that_there_is_not_is_refused_with_those_there_are(asked: Asking) -> None:
    found = asked.problem(f"{FIGURES}?by[sex]=women")
    assert (found["status"], found["parameter"], found["accepted"]) == (400, "by[sex]", ["by[answer]"])
    found = asked.problem(f"{FIGURES}?by[answer]=both")
    assert (found["parameter"], found["accepted"]) == ("by[answer]", ["own", "none"])
    assert "'both'" in found["detail"] and "own, none" in found["detail"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("from=2014", 2),
        ("to=2014", 2),
        ("from=2014&to=2014", 2),
        ("from=2014-02", 0),  # the year begins before it
        ("to=2014-11", 0),
        ("from=2013-Q4&to=2015-H1", 2),
        ("from=2011..2013", 2),
        ("from=2015", 0),
        ("to=2012/13", 0),
    ],
)
def test_figures_are_chosen_by_period(asked: Asking, query: str, shown: int) -> None:
    assert len(values(asked, query)) == shown


@pytest.mark.parametrize("said", ["", "14", "undated", "2014-13", "2014;DROP", "2015..2014", "%00"])
def test_a_period_that_is_none_is_refused(asked: Asking, said: str) -> None:
    for name in ("from", "to"):
        found = asked.problem(f"{FIGURES}?{name}={said}")
        assert (found["status"], found["code"], found["parameter"]) == (400, "bad_parameter", name)
        assert "2023-Q2" in found["detail"]


def test_periods_the_wrong_way_round_are_refused(asked: Asking) -> None:
    found = asked.problem(f"{FIGURES}?from=2016&to=2015")
    assert (found["status"], found["code"], found["parameter"]) == (400, "periods_reversed", "from")


def test_a_day_hides_the_figures_that_could_not_be_known_and_says_how_many(asked: Asking) -> None:
    found = asked(f"{FIGURES}?as_of=2017-06-01").json()
    assert (len(found["data"]), found["left_out"]) == (2, 0)
    shown = asked("indicators?as_of=2017-06-01").json()["data"][0]
    assert (shown["figures"], shown["left_out"]) == (2, 0)


def test_an_indicator_that_there_is_not_says_where_they_are_listed(asked: Asking) -> None:
    for path in ("indicators/none", "indicators/none/observations", "indicators/%00", "indicators/Housing"):
        found = asked.problem(path)
        assert (found["status"], found["code"]) == (404, "no_indicator")
        assert "/api/v1/indicators" in found["detail"]


def test_every_shipped_figure_is_told_once_with_its_value(shipped: Asking) -> None:
    series: dict[str, Series] = dict(
        shipped.services.desk_for(shipped.services.access_for_request(None)).measures.series
    )
    rows = shipped.everything("indicators?limit=7")
    assert [row["id"] for row in rows] == list(series)
    for row in rows:
        told = shipped.everything(f"{row['observations']}?limit=3".removeprefix("/api/v1/"))
        kept = {
            (str(entry.period), str(sorted(entry.group.items())), entry.source.id): entry
            for entry in series[row["id"]].observations
        }
        assert len(told) == len(kept) == len(series[row["id"]].observations) == row["figures"]
        for figure in told:
            group = sorted((name, code) for name, code in figure["group"].items() if code is not None)
            entry = kept.pop((figure["period"], str(group), figure["source"]))
            assert figure["note"] == (entry.note.model_dump() if entry.note else None)
            assert (figure["qualifier"], figure["confidence"]) == (entry.qualifier, entry.confidence)
            if entry.value is None:
                assert figure["value"] is None and figure["missing"]
            else:
                assert Decimal(str(figure["value"])) == entry.value
