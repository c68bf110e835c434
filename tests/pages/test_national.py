"""Every kind of table that national repositories of Open SDG hold is drawn as it came."""

import io
import zipfile

import pytest

from monitor.measures.exports import Format, Wanted
from monitor.show.words import Words
from monitor.wiring.imports import Wishes
from tests.pages.conftest import Dashboard
from tests.sources.opensdg.national import TABLES, identities, repository

FIRST = identities()[: len(TABLES)]


def packed() -> bytes:
    """One indicator of each kind, as a ZIP."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in repository().items():
            stem = name.rpartition("/")[2].rpartition(".")[0].removeprefix("indicator_")
            if stem in FIRST or "-" not in stem:
                archive.writestr(f"sdg-main/{name}", data)
    return into.getvalue()


@pytest.fixture
def national(dashboard: Dashboard) -> Dashboard:
    imports = dashboard.services.imports
    pending = imports.from_files({"sdg.zip": packed()}, Wishes(dataset="sdg"))
    imports.accept(pending, by="somebody")
    return dashboard


def test_each_is_drawn_on_its_page_and_in_the_explorer(national: Dashboard):
    for place, identity in enumerate(FIRST):
        lang = ("nb", "en")[place % 2]
        name = f"sdg_{identity.replace('-', '_')}"
        page = national.read("indicators", lang=lang, id=name)
        assert f"number {place}" in page.text, name
        explored = national.read("explore", lang=lang, id=name)
        assert f"number {place}" in explored.text, name


def test_each_is_taken_along_in_every_format_and_comes_in_again(national: Dashboard):
    services = national.services
    for identity in FIRST:
        name = f"sdg_{identity.replace('-', '_')}"
        edition = services.editions.editions(name)[0]
        for form in Format:
            wanted = [Wanted(edition, f"https://example.org/explore?id={name}")]
            content = b"".join(services.downloads.figures(form, wanted, Words("en")))
            assert content, (name, form)
            if form is Format.JSON_STAT:
                again = services.imports.from_files(
                    {f"{name}.json": content}, Wishes(indicator=f"again_{name}")
                )
                assert again.proposals, name
