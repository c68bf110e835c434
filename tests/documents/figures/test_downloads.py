"""Files of figures for those who may read, from any edition, with what was chosen."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.access.access import ANONYMOUS
from monitor.errors import Refused
from monitor.measures.exports import Format, Wanted
from monitor.measures.selection import By, Selection
from monitor.settings import Provider
from monitor.show.words import Words
from monitor.wiring.imports import Wishes
from tests.sources.conftest import FIGURES
from tests.wiring.house import House, make_house

EN = Words("en")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    root: Path = tmp_path_factory.mktemp("house")
    return make_house(root)


def wanted(house: House, selection: Selection | None = None) -> list[Wanted]:
    edition = house.local.editions.latest()["housing"]
    return [Wanted(edition, "https://monitor.example.no/x", selection or Selection())]


@pytest.mark.parametrize("form", list(Format))
def test_every_form_can_be_had(house: House, form: Format):
    assert b"".join(house.local.downloads.figures(form, wanted(house), EN))


def test_a_file_holds_all_that_is_chosen_whatever_part_of_it_a_page_shows(house: House):
    of_a_page = Selection(codes={"answer": ["own"]}, order=(By("value"),), skip=5, limit=1)
    raw = b"".join(house.local.downloads.figures(Format.CSV, wanted(house, of_a_page), EN))
    [row] = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert (row["answer"], row["value"], row["edition"]) == ("own", "56", "1")


def test_a_finding_that_may_speak_of_other_figures_is_not_told_beside_them(tmp_path: Path):
    own = make_house(tmp_path)

    def told() -> list[str]:
        raw = b"".join(own.local.downloads.figures(Format.JSON_STAT, wanted(own), EN))
        notes: list[str] = json.loads(raw)["note"]
        return notes

    assert "Finding: Finding" in told()
    other = FIGURES.replace(",56,", ",57,").encode()
    own.local.imports.accept(own.local.imports.from_files({"housing.csv": other}, Wishes()))
    assert "Finding: Finding" not in told()
    assert "Definition: What" in told()


def test_what_would_be_too_much_is_refused_without_reading_it(house: House):
    nothing = wanted(house, Selection(codes={"answer": []}))
    with pytest.raises(Refused) as refused:
        house.local.downloads.check_figures(Format.JSON_STAT, nothing)
    assert refused.value.code == "no_figures_chosen"
    for form in Format:
        house.local.downloads.check_figures(form, wanted(house))


def test_whoever_may_not_read_gets_no_file(house: House):
    provider = Provider("https://id.no/.well-known/openid-configuration", "x", "x", "x" * 32)
    services = replace(
        house.local, settings=replace(house.local.settings, provider=provider), visitor=ANONYMOUS
    )
    for act in (
        services.downloads.figures,
        lambda form, wished, _: services.downloads.check_figures(form, wished),
    ):
        with pytest.raises(Refused) as refused:
            act(Format.CSV, wanted(house), EN)
        assert refused.value.code == "not_signed_in"
