"""The settings of Streamlit that matter, where they have to be in force."""

import json
import subprocess
import sys
from pathlib import Path

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


def test_they_are_in_force_under_asgi_from_any_folder(tmp_path: Path):
    probe = (
        "import json, sys; from monitor.web.asgi import make_app; make_app(); from streamlit import config;"
        f"print(json.dumps({{name: config.get_option(name) for name in {sorted(IN_FORCE)!r}}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {probe}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == IN_FORCE


def test_no_page_is_run_by_itself_before_the_main_script_has_run():
    """Streamlit takes a folder pages/ for an application of another kind until it is told otherwise."""
    probe = (
        "from monitor.web.asgi import make_app; make_app();"
        "from streamlit.runtime.pages_manager import PagesManager; print(PagesManager('app.py').uses_pages_directory)"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_they_are_in_force_in_a_page_under_test():
    def page() -> None:
        import streamlit as st

        names = st.session_state["names"]
        st.json({name: st.get_option(name) for name in names})

    test = AppTest.from_function(page)
    test.session_state["names"] = sorted(IN_FORCE)
    assert json.loads(test.run().json[0].value) == IN_FORCE
