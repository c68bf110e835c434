"""The ASGI application around app.py.

`uvicorn --factory monitor.web.asgi:make_app` serves it from any folder; `python -m monitor serve` does the
same with a socket of its own (monitor/web/server.py)."""

import gc
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from streamlit import config, file_util
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from monitor.settings import ROOT, Settings
from monitor.web import sign_in
from monitor.web.assets import CompressedAssets, compressed_file
from monitor.web.headers import SafeHeaders
from monitor.web.index import IndexPage
from monitor.web.local_only import LocalOnly

_log = logging.getLogger(__name__)


def make_app(script: Path = ROOT / "app.py", settings: Settings | None = None) -> App:
    """The application that serves `script`; one per process, because Streamlit's settings are the process's
    own. `settings` are read from the environment where none are given.
    """
    settings = settings or Settings.read()
    provider = settings.provider
    # A folder pages/ beside the script makes Streamlit run its files by themselves until st.navigation has
    # been called once in the process. Saying beforehand that this is no such application sends every first
    # visit, deep links included, through app.py.
    PagesManager.uses_pages_directory = False
    static = Path(file_util.get_static_dir())
    doors = [Middleware(LocalOnly)] if settings.local else []
    if provider is not None:
        doors = [Middleware(sign_in.WayBack, origin=settings.public_url, max_age=provider.max_age)]
    app = App(
        script,
        lifespan=_warmed_up,
        middleware=[
            Middleware(SafeHeaders),
            *doors,
            Middleware(CompressedAssets, directory=static),
            Middleware(IndexPage, directory=static, others=sign_in.ADDRESSES if provider else ()),
        ],
        secrets=sign_in.secrets(provider, settings.public_url) if provider else None,
    )
    if provider is not None:
        # Streamlit signs what it remembers between the two halves of a sign-in with a key of its own, read before
        # it has seen the secrets: a random one, which another replica could not read.
        config.set_option("server.cookieSecret", provider.cookie_secret)
    return app


@asynccontextmanager
async def _warmed_up(_app: App) -> AsyncIterator[dict[str, Any] | None]:
    """Before the first visitor: compresses the scripts of the shell, runs the script once, sets aside what
    stays.

    The run imports every module and fills the caches that all sessions share. A script that fails is no
    reason to stay down, because it may show its reader what is wrong; Streamlit logs the error."""
    static = Path(file_util.get_static_dir())
    index = (static / "index.html").read_text(encoding="utf-8")
    for name in re.findall(r'"\./(static/[^"]+\.(?:js|css))"', index):
        await run_in_threadpool(compressed_file, static / name)
    ran, reason = await get_instance().does_script_run_without_error()
    if not ran:
        _log.warning("The first run of the dashboard before any visitor did not succeed (%s).", reason)
    # What exists now lives as long as the process; the collector need not look at it again.
    gc.collect()
    gc.freeze()
    yield None
