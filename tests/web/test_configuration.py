"""The settings of Streamlit that matter, where they have to be in force."""

import json
import subprocess
import sys
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

IN_FORCE = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.disableDataExport": True,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "logger.enableRich": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "server.address": "127.0.0.1",
    "server.enableAgentApi": False,
    "server.enableStaticServing": True,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 10,
    "server.maxWidgetStateSize": 2,
    "theme.font": "Inter, sans-serif",
}


PROBE = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
from monitor.web.asgi import make_app
make_app()
from starlette.formparsers import MultiPartParser
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
print(json.dumps({{
    "options": {{name: config.get_option(name) for name in {sorted(IN_FORCE)!r}}},
    "pages alone": PagesManager("app.py").uses_pages_directory,
    "sent in memory": MultiPartParser.spool_max_size,
}}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What holds in a process of its own, in a folder of its own, once the application is made."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_they_are_in_force_under_asgi_from_any_folder(found: dict[str, Any]):
    assert found["options"] == IN_FORCE


def test_no_page_is_run_by_itself_before_the_main_script_has_run(found: dict[str, Any]):
    """Streamlit takes a folder pages/ for an application of another kind until it is told otherwise."""
    assert found["pages alone"] is False


def test_no_file_that_is_sent_passes_over_the_disk(found: dict[str, Any]):
    """It may hold figures on persons that nobody has published."""
    assert found["sent in memory"] > IN_FORCE["server.maxUploadSize"] * 2**20


def test_they_are_in_force_in_a_page_under_test():
    def page() -> None:
        import streamlit as st

        names = st.session_state["names"]
        st.json({name: st.get_option(name) for name in names})

    test = AppTest.from_function(page)
    test.session_state["names"] = sorted(IN_FORCE)
    assert json.loads(test.run().json[0].value) == IN_FORCE
