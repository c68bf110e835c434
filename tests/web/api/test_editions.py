"""Figures come from the latest edition or the one that is named, also those that were imported, however many."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from monitor.measures.datasets import DataSet, Imported
from monitor.measures.editions import Counts, Edition, Kind, NewEdition
from monitor.measures.figures import schema
from monitor.wiring import Services
from tests.builders import both
from tests.measures.vintages import figures
from tests.web.api.conftest import Asking
from tests.wiring.conftest import NOON
from tests.wiring.house import House, make_house

DATASET = DataSet.model_validate(
    {
        "id": "bank",
        "title": {"en": "Bank of statistics"},
        "publisher": {"en": "Office of statistics"},
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "language": "en",
    }
)
SEX = {
    "id": "sex",
    "title": both("Sex"),
    "codes": [{"code": code, "label": both(word)} for code, word in (("m", "men"), ("w", "women"))],
}
HOMES = "indicators/homes/observations"
FIRST = (
    {"period": "2014", "value": 3.0, "decimals": 0, "sex": "m"},
    {"period": "2014", "value": None, "missing": "hidden", "sex": "w"},
    {"period": "2014", "value": 7.5, "decimals": 1, "source": "new"},
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """One of its own, since editions are added to it."""
    return make_house(tmp_path)


@pytest.fixture
def ask(house: House) -> Asking:
    return Asking(house.local)


def imported(
    services: Services, table: pa.Table | Sequence[Mapping[str, Any]], *, follows: int = 0, **over: Any
) -> Edition:
    """An edition of an indicator that came from outside: homes by sex, from two sources of 2015 and 2020."""
    said: dict[str, Any] = {
        "id": "homes",
        "dataset": "bank",
        "title": {"en": "Homes"},
        "unit": {"en": "dwellings"},
        "dimensions": [SEX],
        "sources": [
            {"id": "old", "title": "Old", "year": "2015", "seen": "source"},
            {"id": "new", "title": "New", "year": "2020", "seen": "source"},
        ],
    }
    rows = table if isinstance(table, pa.Table) else figures(["sex"], *table)
    new = NewEdition(
        Imported.model_validate(said | over),
        rows,
        Kind.CSV,
        "d" * 64,
        Counts(new=rows.num_rows),
        follows=follows,
        dataset=DATASET,
        label="homes.csv",
    )
    return services.editions.add([new], by="analyst", at=NOON)[0]


def periods(ask: Asking, path: str) -> list[str]:
    return [figure["period"] for figure in ask.data(path)]


def test_what_ships_is_answered_from_its_edition(ask: Asking) -> None:
    told = ask("indicators/housing/observations").json()
    assert told["edition"]["number"] == 1 and told["edition"]["latest"] is True
    assert told["edition"]["kind"] == "shipped"
    figure = told["data"][0]
    assert (figure["period"], figure["unit"], figure["confidence"]) == ("2014", "percent", "medium")
    assert figure["no_interval"] is not None or figure["interval"] is not None


def test_what_was_imported_is_answered_with_its_data_set_and_its_licence(house: House, ask: Asking) -> None:
    imported(house.local, FIRST)
    told = ask("indicators").json()
    [entry] = [each for each in told["data"] if each["id"] == "homes"]
    assert told["total"] == 2
    assert (entry["dataset"]["id"], entry["dataset"]["licence"]) == ("bank", "CC BY 4.0")
    assert (entry["figures"], entry["unit"]["en"], entry["theme"]) == (3, "dwellings", None)
    one = ask("indicators/homes").json()["data"]
    assert one["definition"]["dataset"] == "bank"
    assert one["dataset"]["licence_url"] == "https://creativecommons.org/licenses/by/4.0/"


def test_a_hidden_cell_is_missing_and_says_so(house: House, ask: Asking) -> None:
    imported(house.local, FIRST)
    [hidden] = ask(f"{HOMES}?by[sex]=w").json()["data"]
    assert (hidden["value"], hidden["missing"], hidden["interval"]) == (None, "hidden", None)
    assert hidden["no_interval"] == "missing"


def test_a_code_is_chosen_and_nothing_behind_the_sign_is_the_total(house: House, ask: Asking) -> None:
    imported(house.local, FIRST)
    assert [each["group"] for each in ask(f"{HOMES}?by[sex]=m").json()["data"]] == [{"sex": "m"}]
    assert [each["group"] for each in ask(f"{HOMES}?by[sex]=").json()["data"]] == [{"sex": None}]
    both_of_them = ask(f"{HOMES}?by[sex]=&by[sex]=w").json()["data"]
    assert {each["group"]["sex"] for each in both_of_them} == {None, "w"}


def test_an_earlier_edition_is_read_by_its_number_and_every_answer_names_its_own(
    house: House, ask: Asking
) -> None:
    imported(house.local, FIRST)
    imported(
        house.local, ({"period": "2016", "value": 9.0, "sex": "m"},), follows=1, title={"en": "New title"}
    )
    assert (ask(HOMES).json()["edition"]["number"], periods(ask, HOMES)) == (2, ["2016"])
    first = ask(f"{HOMES}?edition=1").json()
    assert (first["edition"]["number"], first["edition"]["latest"], first["total"]) == (1, False, 3)
    assert ask("indicators/homes?edition=1").json()["data"]["definition"]["title"]["en"] == "Homes"
    assert ask("indicators/homes").json()["data"]["definition"]["title"]["en"] == "New title"
    listed = ask("indicators/homes/editions").json()["data"]
    assert [(each["number"], each["latest"]) for each in listed] == [(2, True), (1, False)]
    assert ask(listed[1]["observations"]).json()["edition"] == first["edition"]


def test_an_edition_is_cited_with_the_address_of_its_figures(house: House, ask: Asking) -> None:
    imported(house.local, FIRST)
    cited = ask(HOMES).json()["edition"]["citation"]
    assert cited["en"] == (
        "Office of statistics. (2020). Homes (edition 1, 1 June 2026) [Data set]. "
        "Monitor of the reintegration strategy 2017–2021. "
        "http://localhost:8501/api/v1/indicators/homes/observations?edition=1"
    )
    assert "(utgave 1, 1. juni 2026) [Datasett]" in cited["nb"]


def test_an_edition_that_there_is_not_is_refused_with_the_latest(house: House, ask: Asking) -> None:
    imported(house.local, FIRST)
    told = ask(f"{HOMES}?edition=2")
    assert (told.status_code, told.json()["code"], told.json()["parameter"]) == (404, "no_edition", "edition")
    assert "the latest is 1" in told.json()["detail"]
    for said in ("0", "-1", "x", "1.0", "", "100000"):
        refused = ask(f"{HOMES}?edition={said}")
        assert (refused.status_code, refused.json()["code"]) == (400, "bad_parameter"), said


def test_figures_come_in_parts_and_each_comes_once(house: House, ask: Asking) -> None:
    rows = tuple({"period": str(1990 + place), "value": float(place), "sex": "m"} for place in range(25))
    imported(house.local, rows)
    read, path = [], f"{HOMES}?limit=10"
    while path:
        told = ask(path)
        assert told.json()["total"] == 25
        read += [figure["period"] for figure in told.json()["data"]]
        path = told.json()["next"]
        assert (f'<{path}>; rel="next"' == told.headers.get("link")) if path else "link" not in told.headers
    assert read == [row["period"] for row in rows]


def test_a_cursor_of_another_edition_or_another_choice_is_gone(house: House, ask: Asking) -> None:
    imported(house.local, FIRST)
    cursor = ask(f"{HOMES}?limit=1").json()["next"].split("cursor=")[1]
    assert ask(f"{HOMES}?limit=1&by[sex]=m&cursor={cursor}").status_code == 410
    imported(house.local, FIRST[:2], follows=1)
    gone = ask(f"{HOMES}?limit=1&cursor={cursor}")
    assert (gone.status_code, gone.json()["code"]) == (410, "list_changed")
    assert ask(f"{HOMES}?limit=1&edition=1&cursor={cursor}").status_code == 200
    assert ask(f"{HOMES}?cursor=x").json()["code"] == "bad_parameter"


def test_periods_are_chosen_by_what_lies_between_two(house: House, ask: Asking) -> None:
    rows = [{"period": text, "value": 1.0, "sex": "m"} for text in ("2014", "2015-Q1", "2015", "undated")]
    imported(house.local, rows)
    assert set(periods(ask, f"{HOMES}?from=2015&to=2015-H1")) == {"2015-Q1"}
    assert set(periods(ask, f"{HOMES}?from=2015")) == {"2015-Q1", "2015"}
    assert len(periods(ask, HOMES)) == 4
    assert ask(f"{HOMES}?from=2015&to=2014").json()["code"] == "periods_reversed"
    assert ask(f"{HOMES}?from=undated").json()["code"] == "bad_parameter"


def test_before_today_only_what_could_be_known_is_told(house: House, ask: Asking) -> None:
    """The period has to have ended, and the source has to be of that year or an earlier one."""
    rows = (
        {"period": "2014", "value": 1.0, "sex": "m"},
        {"period": "2014", "value": 2.0, "sex": "w", "source": "new"},
        {"period": "2019", "value": 3.0, "sex": "m"},
        {"period": "undated", "value": 4.0, "sex": "m"},
    )
    imported(house.local, rows)
    told = ask(f"{HOMES}?as_of=2018-12-31").json()
    assert [figure["value"] for figure in told["data"]] == [1.0]
    assert (told["total"], told["left_out"], told["as_of"]) == (1, 3, "2018-12-31")
    later = ask(f"{HOMES}?as_of=2020-12-31").json()
    assert sorted(figure["value"] for figure in later["data"]) == [1.0, 2.0, 3.0]
    listed = ask("indicators?as_of=2018-12-31").json()["data"]
    assert [(each["figures"], each["left_out"]) for each in listed if each["id"] == "homes"] == [(1, 3)]
    assert ask(f"{HOMES}?from=2015&as_of=2018-12-31").json()["total"] == 0


def test_of_many_figures_only_those_that_are_told_are_read(house: House, ask: Asking) -> None:
    imported(house.local, many(100_000))
    told = ask(f"{HOMES}?limit=5000&by[sex]=w").json()
    assert (told["total"], len(told["data"])) == (50_000, 5_000)
    following = ask(told["next"]).json()
    assert following["data"][0]["period"] > told["data"][-1]["period"]


def many(count: int) -> pa.Table:
    """Figures of as many days, from 1 January 1900 on, for men and women."""
    place = np.arange(count) // 2
    days = pa.array(place.astype("int32") - 25_567, pa.date32())
    columns = {
        "period": days.cast(pa.string()),
        "first_day": days,
        "last_day": days,
        "value": pa.array(place.astype("float64")),
        "by:sex": pa.DictionaryArray.from_arrays(pa.array(np.arange(count, dtype="int32") % 2), ["m", "w"]),
    }
    wanted = schema(["sex"])
    return pa.table(
        [columns[field.name] if field.name in columns else pa.nulls(count, field.type) for field in wanted],
        schema=wanted,
    )


def test_an_edition_that_cannot_be_read_is_said_so(house: House, ask: Asking) -> None:
    edition = imported(house.local, FIRST)
    (house.local.settings.editions_dir / f"{edition.figures_digest}.parquet").unlink()
    with closing(sqlite3.connect(house.local.settings.data_dir / "monitor.db")) as database:
        database.execute("DROP TRIGGER edition_bytes_no_update")
        database.execute(
            "UPDATE edition_bytes SET content = x'00' WHERE digest = ?", [edition.figures_digest]
        )
        database.commit()
    told = ask(HOMES)
    assert (told.status_code, told.json()["code"]) == (503, "edition_damaged")
