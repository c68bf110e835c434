"""Every kind of table that national repositories of Open SDG hold is drawn as it came."""

import io
import zipfile

import pytest

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
