"""Rows on their way to a PostgreSQL server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.storage.engine import reading, writing
from monitor.storage.stores import stores
from monitor.storage.transfer import copy_to_server
from tests.builders import a_draft
from tests.storage.conftest import POSTGRESQL


@pytest.mark.parametrize(
    "text",
    ["", "\\N", "\\.", "a\tb", "a\nb\r\nc", "\b\v\f", "back\\slash\\", "\\x41", "Ærlig 🙂 \u2028 \u0085"],
    ids=["empty", "null", "end", "tab", "lines", "control", "backslash", "bytes", "beyond ASCII"],
)
def test_a_text_that_means_something_to_the_server_arrives_as_it_was(
    text: str,
    engine: Engine,
    address: Callable[[str], str],
    open_at: Callable[[str], Engine],
    tmp_path: Path,
) -> None:
    target = open_at(address(POSTGRESQL))
    stores(engine, tmp_path).drafts.save(a_draft(comment=text))
    with reading(engine) as old, writing(target) as new:
        assert copy_to_server(old, new)
    [draft] = stores(target, tmp_path).drafts.drafts("person-1")
    assert draft.typed.comment == text
