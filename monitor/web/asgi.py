"""The ASGI application around app.py.

`uvicorn --factory monitor.web.asgi:make_app` serves it from any folder; `python -m monitor serve` does the
same with a socket of its own (monitor/web/server.py)."""

import gc
import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp
from streamlit import config, file_util
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from monitor.errors import MonitorError
from monitor.settings import Settings
from monitor.show import adapter
from monitor.show.adapter import session, warming
from monitor.web import health, logs, sign_in
from monitor.web.api.door import Api
from monitor.web.assets import CompressedAssets, compressed_file
from monitor.web.bare_page import bare_page
from monitor.web.headers import SafeHeaders
from monitor.web.index import IndexPage
from monitor.web.language import preferred_language
from monitor.web.local_only import LocalOnly
from monitor.web.metrics import Metrics
from monitor.web.origin import SameOrigin
from monitor.web.requests import Requests
from monitor.web.script_faults import fault_sentence, on_script_fault
from monitor.web.stopping import NoNewWork, Stopping, finish_writes

_log = logging.getLogger(__name__)


def make_app(settings: Settings | None = None, stopping: Stopping | None = None) -> ASGIApp:
    """The application that serves app.py; one per process, because Streamlit's settings are the process's own.

    Without `settings` they are read from the environment. `stopping` is set by whoever hears the signals.
    """
    # A folder pages/ beside the script makes Streamlit run its files by themselves until st.navigation has
    # been called once in the process. Saying beforehand that this is no such application sends every first
    # visit, deep links included, through app.py.
    PagesManager.uses_pages_directory = False
    settings, stopping = settings or Settings.read(), stopping or Stopping()
    logs.set_up(as_json=settings.log_json)
    metrics = Metrics(session.services)
    if settings.metrics_port is not None:
        metrics.serve(settings.metrics_host, settings.metrics_port)
    static = Path(file_util.get_static_dir())
    provider = settings.provider
    doors = [Middleware(LocalOnly)] if settings.local else []
    if provider is not None:
        doors = [Middleware(sign_in.WayBack, origin=settings.public_url, max_age=provider.max_age)]
    local = settings.host in ("127.0.0.1", "localhost")
    app: ASGIApp = App(
        settings.root / "app.py",
        routes=health.Health(health.look, stopping).routes(),
        lifespan=_lifespan(stopping),
        on_script_error=on_script_fault(metrics),
        exception_handlers={Exception: _fault_page},
        middleware=[
            Middleware(NoNewWork, stopping=stopping),
            *doors,
            Middleware(SameOrigin, public_url=settings.public_url, local=local),
            Middleware(Api, services=session.services, public_url=settings.public_url, local=local),
            Middleware(CompressedAssets, directory=static),
            Middleware(IndexPage, directory=static, others=sign_in.ADDRESSES if provider else ()),
        ],
        secrets=sign_in.secrets(provider, settings.public_url) if provider else None,
    )
    if provider is not None:
        # Streamlit signs what it remembers between the two halves of a sign-in with a key of its own, read before
        # it has seen the secrets: a random one, which another replica could not read.
        config.set_option("server.cookieSecret", provider.cookie_secret)
    # What is sent here may be figures on persons, and Streamlit keeps it in memory: no part of it passes over a disk.
    MultiPartParser.spool_max_size = (int(config.get_option("server.maxUploadSize")) + 1) * 2**20
    # These two stand outside the application, so that its answer to a fault passes them as well.
    return Requests(SafeHeaders(app, behind_tls=settings.behind_tls), metrics)


def _lifespan(stopping: Stopping) -> Callable[[App], AbstractAsyncContextManager[dict[str, Any] | None]]:
    @asynccontextmanager
    async def warmed_up(_app: App) -> AsyncIterator[dict[str, Any] | None]:
        await _warm_up()
        yield None
        # Under another server than ours this is the first we hear of the end.
        stopping.begun = True
        await finish_writes()

    return warmed_up


async def _warm_up() -> None:
    """Before the first visitor: compresses the scripts of the shell, runs the script once, sets aside what
    stays.

    The run imports every module and fills the caches that all sessions share. A script that fails is no
    reason to stay down, because it may show its reader what is wrong; the log says what failed."""
    static = Path(file_util.get_static_dir())
    index = (static / "index.html").read_text(encoding="utf-8")
    for name in re.findall(r'"\./(static/[^"]+\.(?:js|css))"', index):
        await run_in_threadpool(compressed_file, static / name)
    ran, reason = await get_instance().does_script_run_without_error()
    if not ran:
        _log.warning("The first run of the dashboard before any visitor did not succeed (%s).", reason)
    await run_in_threadpool(load_figures)
    # What exists now lives as long as the process; the collector need not look at it again.
    gc.collect()
    gc.freeze()


def load_figures() -> None:
    """Load what pages use and the first of them does not, above all what draws figures: no reader waits for it."""
    for module in iter_modules(adapter.__path__, f"{adapter.__name__}."):
        import_module(module.name)
    try:
        services = session.services()
        services.warm_up()
        warming.warm_up(services)
    except MonitorError as error:
        _log.warning("Figures could not be read before any visitor (%s).", error.code)
    except Exception as error:  # noqa: BLE001 - whoever looks at these figures is told; all others are served
        _log.warning("Figures could not be drawn before any visitor (%s).", type(error).__name__)


async def _fault_page(request: Request, _fault: Exception) -> HTMLResponse:
    language = preferred_language(request.query_params.get("lang"), request.headers.get("accept-language"))
    sentence = fault_sentence(logs.REQUEST_ID.get(), language)
    return HTMLResponse(bare_page(sentence, language), 500)
