"""The shell around every page."""

import re
from pathlib import Path

import httpx
import pytest
from streamlit import file_util

from monitor.errors import MonitorError
from monitor.web.index import index_page
from tests.conftest import Server

SOURCE = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_shell_names_its_language_and_nobody_outside(language: str):
    page = index_page(SOURCE, language)
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
    assert "://" not in page
    assert "Streamlit app" not in page
    assert "_stcore" not in page  # no door for programs is advertised
    assert not re.search(r"<script(?![^>]*src=)", page)  # the policy lets no script inside the page run


def test_the_shell_has_a_title_in_each_language():
    titles = {re.findall("<title>(.*)</title>", index_page(SOURCE, language))[0] for language in ("nb", "en")}
    assert len(titles) == 2


def test_a_streamlit_with_another_shell_is_noticed_at_start():
    with pytest.raises(MonitorError, match=r"requirements\.txt") as refused:
        index_page(SOURCE.replace("<title>Streamlit</title>", "<title>Something else</title>"), "nb")
    assert refused.value.code == "index_page"


@pytest.mark.parametrize(
    ("path", "browser", "language"),
    [
        ("/", "nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("/", "en-GB", "en"),
        ("/initiative?id=1.5&lang=en", "nb", "en"),
        ("/initiative?id=1.5&lang=nb", "en", "nb"),
        ("/index.html", "nb", "nb"),  # Streamlit would send its own
    ],
)
def test_a_page_comes_in_the_language_of_its_reader(server: Server, path: str, browser: str, language: str):
    answer = httpx.get(server.url + path, headers={"Accept-Language": browser})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]  # a cache must not give one reader another's language
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/initiative/1.5", "/a/b/c", "//example.org/overview", "/%2e%2e/etc", "/.env", "/robots.txt", "/1.5"],
)
def test_an_address_no_page_can_have_is_answered_calmly(server: Server, path: str):
    answer = httpx.get(server.url + path, headers={"Accept-Language": "nb"})
    assert answer.status_code == 404
    assert '<a href="/?lang=nb">' in answer.text


def test_an_address_with_a_slash_at_its_end_leads_to_the_page(server: Server):
    """The scripts beside a page are named from where it lies; from a folder none of them is found."""
    answer = httpx.get(f"{server.url}/initiative/?id=1.5&lang=en")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/initiative?id=1.5&lang=en"


def test_a_head_request_has_the_headers_and_no_body(server: Server):
    answer = httpx.head(server.url + "/")
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "nb"
    assert answer.content == b""
