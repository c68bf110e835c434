"""A page that is run by itself, as Streamlit may do before app.py has run, shows nothing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = sorted((Path(__file__).resolve().parents[1] / "pages").glob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_opened_before_the_main_script_shows_nothing(page: Path):
    alone = AppTest.from_file(str(page)).run()
    assert len(alone.exception) == 0
    assert len(alone.main) == 0
    assert len(alone.sidebar) == 0


def test_there_are_pages_to_try():
    assert len(PAGES) >= 8
