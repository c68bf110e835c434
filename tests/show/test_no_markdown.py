"""What people wrote never reaches a part of Streamlit that reads Markdown, nor one with a download of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.settings import ROOT

READ_MARKDOWN = {
    "markdown", "write", "write_stream", "caption", "title", "header", "subheader", "info", "success", "warning",
    "error", "exception", "toast", "badge", "metric", "table", "dataframe", "data_editor", "popover", "tabs", "status",
    "latex", "json", "chat_message", "link_button", "image", "feedback",
}  # fmt: skip
"""Of these, dataframe, table and data_editor also offer what they show as a file in which formulas stay formulas."""

FILES = sorted({ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "monitor").glob("**/*.py")})


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Every call of something in Streamlit, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name = ast.unparse(node.func)
        if name.startswith(("st.", "streamlit.")):
            yield name.partition(".")[2], node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_hands_a_text_to_markdown(path: Path):
    assert [(name, line) for name, line in calls(path) if name.split(".")[-1] in READ_MARKDOWN] == []


def test_html_is_written_in_the_one_place_where_only_escaped_text_comes_in():
    places = {path.name for path in FILES for name, _line in calls(path) if name == "html"}
    assert places == {"session.py"}


def test_the_calls_are_seen():
    """Guards the tests above."""
    found = {name for path in FILES for name, _line in calls(path)}
    assert {"text_input", "download_button", "plotly_chart", "html"} <= found
