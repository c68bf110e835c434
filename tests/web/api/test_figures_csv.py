"""All figures that are chosen as one CSV file, bit by bit."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.access.access import OPERATOR_USER
from monitor.measures.editions import Counts
from tests.measures.vintages import a_new_edition, figures
from tests.web.api.conftest import Asking
from tests.wiring.conftest import NOON
from tests.wiring.house import House, make_house

FILE = "indicators/housing/observations.csv"


@pytest.fixture
def asked(house: House) -> Asking:
    return Asking(house.local)


@pytest.fixture
def fresh(tmp_path: Path) -> House:
    """A house of one's own, in which more can be imported."""
    return make_house(tmp_path)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def vintage(house: House, *said: dict[str, object]) -> None:
    """A newer edition of housing."""
    new = replace(
        a_new_edition(),
        definition=house.local.files.shipped().measures.series["housing"].indicator,
        figures=figures(["answer"], *said),
        counts=Counts(new=len(said)),
        follows=1,
    )
    house.local.editions.add([new], by=OPERATOR_USER, at=NOON)


def test_the_file_holds_every_figure_with_edition_source_and_citation(asked: Asking):
    answer = asked(FILE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="housing-edition-1.csv"' in answer.headers["content-disposition"]
    found = rows(answer.text)
    assert sorted(row["value"] for row in found) == ["24.0", "56"]
    assert {row["edition"] for row in found} == {"1"}
    assert all("(edition 1," in row["citation"] for row in found)


def test_it_is_the_file_that_the_pages_give_with_the_same_figures_hidden(fresh: House):
    asked = Asking(fresh.local)
    vintage(
        fresh,
        {"period": "2014", "value": None, "missing": "hidden", "answer": "own"},
        {"period": "2014", "value": 50.0, "decimals": 0, "answer": "none"},
    )
    hidden = next(row for row in rows(asked(FILE).text) if row["answer"] == "own")
    assert (hidden["value"], hidden["missing"]) == (":", "hidden")


def test_what_is_chosen_is_all_there_is_in_it(asked: Asking):
    assert [row["value"] for row in rows(asked(f"{FILE}?by[answer]=own").text)] == ["56"]
    assert [row["value"] for row in rows(asked(f"{FILE}?from=2013&to=2014&by[answer]=none").text)] in (
        ["24.0"],
        [],
    )
    assert asked(f"{FILE}?by[answer]=nothing").status_code == 400
    assert asked(f"{FILE}?limit=3").status_code == 400, "a file has no pages"
    assert asked("indicators/nothing/observations.csv").status_code == 404


def test_its_tag_says_whether_it_changed_and_another_selection_has_another(asked: Asking):
    tag = asked(FILE).headers["etag"]
    again = asked(FILE, if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert asked(f"{FILE}?by[answer]=own").headers["etag"] != tag
    assert asked(f"{FILE}?lang=nb").headers["etag"] != tag
    assert asked(FILE, method="HEAD").headers["etag"] == tag


def test_a_newer_edition_has_another_tag_and_the_older_one_stays(fresh: House):
    asked = Asking(fresh.local)
    before = asked(f"{FILE}?edition=1")
    vintage(fresh, {"period": "2014", "value": 61.0, "decimals": 0, "answer": "own"})
    assert asked(f"{FILE}?edition=1").headers["etag"] == before.headers["etag"]
    assert [row["value"] for row in rows(asked(FILE).text)] == ["61"]


def test_on_an_earlier_day_only_what_could_be_known_is_in_it(asked: Asking):
    for day in ("2018-12-31", "2017-06-01"):
        listed = asked.data(f"indicators/housing/observations?as_of={day}")
        assert len(rows(asked(f"{FILE}?as_of={day}").text)) == len(listed)


def test_packed_it_is_the_same_file(asked: Asking):
    plain = asked(FILE, accept_encoding="identity")
    packed = asked(FILE, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.text == plain.text


def test_many_figures_come_bit_by_bit(fresh: House):
    said = [
        {"period": f"{1900 + place % 200}-{1 + place // 200 % 12:02}", "value": 1.0, "decimals": 0,
         "answer": ("own", "none")[place // 2_400 % 2], "source": None, "n": place + 1}
        for place in range(4_800)
    ]  # fmt: skip
    asked = Asking(fresh.local)
    vintage(fresh, *said)
    found = rows(asked(FILE).text)
    assert len(found) == len(said)
    assert len({row["n"] for row in found}) == len(said)


def test_who_may_not_read_gets_none_of_it(house: House):
    answer = Asking(house.local)(FILE, client="10.0.0.9")
    assert answer.status_code in (401, 403)
    assert "56" not in answer.text


def test_a_spreadsheet_gets_its_letters_right(asked: Asking):
    assert asked(FILE).content.startswith(b"\xef\xbb\xbf")
