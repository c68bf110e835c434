"""Streamlit's scripts, as they travel."""

import re
from pathlib import Path

import httpx
import pytest
from streamlit import file_util

from tests.conftest import ROOT, Server

STATIC = Path(file_util.get_static_dir())
INDEX = (STATIC / "index.html").read_text(encoding="utf-8")
SCRIPT = re.findall(r'src="\./(static/js/index[^"]+)"', INDEX)[0]


def test_a_script_travels_compressed_and_arrives_as_it_was(server: Server):
    answer = httpx.get(f"{server.url}/{SCRIPT}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "javascript" in answer.headers["Content-Type"]
    assert int(answer.headers["Content-Length"]) < (STATIC / SCRIPT).stat().st_size / 2
    assert answer.content == (STATIC / SCRIPT).read_bytes()


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0", "gzip; q=0.0"])
def test_a_browser_that_takes_no_gzip_gets_none(server: Server, accepted: str):
    answer = httpx.get(f"{server.url}/{SCRIPT}", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content == (STATIC / SCRIPT).read_bytes()


def test_everything_the_shell_asks_for_is_there(server: Server):
    shell = httpx.get(server.url).text
    wanted = re.findall(r'(?:src|href)="\./([^"]+)"', shell)
    assert len(wanted) > 20
    missing = [name for name in wanted if httpx.head(f"{server.url}/{name}").status_code != 200]
    assert not missing


def test_the_fonts_of_the_theme_are_served_by_ourselves(server: Server):
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    fonts = re.findall(r'^url = "([^"]+)"', config, flags=re.MULTILINE)
    assert len(fonts) == 2
    for font in fonts:
        answer = httpx.get(f"{server.url}/{font}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "font/woff2")


@pytest.mark.parametrize(
    "path", ["/static/../index.html", "/static/..%2f..%2f..%2fetc/passwd", "/static//etc/passwd"]
)
def test_no_address_reaches_a_file_that_is_not_an_asset(server: Server, path: str):
    answer = httpx.get(httpx.URL(server.url, raw_path=path.encode()))
    assert "root:" not in answer.text
    assert answer.status_code in (400, 404) or '<div id="root">' in answer.text
