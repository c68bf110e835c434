"""The shell around every page: Streamlit's own, in the reader's language and asking nobody outside."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.errors import MonitorError
from monitor.show import addresses
from monitor.show.addresses import PAGES
from monitor.show.words import UI_LANGUAGES, Words
from monitor.web.bare_page import bare_page
from monitor.web.compression import compress, takes_gzip
from monitor.web.language import preferred_language

_RESERVED = {"_stcore", "app", "component", "healthz", "media", "readyz", "static"}


@dataclass(frozen=True)
class _Shell:
    plain: bytes
    zipped: bytes


class IndexPage:
    """Middleware: answers the address of any page with the shell, and an address no page can have with "not
    found".

    A page's address has one part (`/overview`); Streamlit's scripts lie beside it by relative links, so a
    deeper one would give a white screen. `others` are first parts of addresses that Streamlit answers itself."""

    def __init__(self, app: ASGIApp, directory: Path, others: Collection[str] = ()) -> None:
        self._app = app
        # Beside index.html lie an icon and a manifest. For any other name Streamlit would send its own shell.
        beside = {file.name for file in directory.iterdir() if file.is_file()} - {"index.html"}
        self._passed_on = _RESERVED.union(others, beside)
        source = (directory / "index.html").read_text(encoding="utf-8")
        self._shells: dict[str, _Shell] = {}
        for language in UI_LANGUAGES:
            page = index_page(source, language).encode()
            self._shells[language] = _Shell(page, compress(page))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        parts = scope["path"].strip("/").split("/") if scope["type"] == "http" else []
        if not parts or scope["method"] not in ("GET", "HEAD") or parts[0] in self._passed_on:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        language = preferred_language(
            request.query_params.get("lang"), request.headers.get("accept-language")
        )
        headers = {
            "Cache-Control": "no-cache",
            "Content-Language": language,
            "Vary": "Accept-Encoding, Accept-Language",
        }
        if len(parts) > 1 or scope["path"].startswith("//") or parts[0] not in ("", "index.html", *PAGES):
            answer = Response(_not_found(language), 404, headers, "text/html")
        elif parts[0] and scope["path"].endswith("/"):
            # The scripts beside the page would not be found from here; Streamlit leads to the address without the end.
            await self._app(scope, receive, send)
            return
        elif takes_gzip(request):
            answer = Response(
                self._shells[language].zipped, 200, headers | {"Content-Encoding": "gzip"}, "text/html"
            )
        else:
            answer = Response(self._shells[language].plain, 200, headers, "text/html")
        if scope["method"] == "HEAD":
            answer.body = b""
        await answer(scope, receive, send)


def index_page(source: str, language: str) -> str:
    """Streamlit's index.html with our language, title, icon, font and scripts.

    Raises MonitorError with the code `index_page` when a part to replace is not there exactly once, so that a
    new Streamlit is noticed at start and not by a reader.
    """
    _ = Words(language)
    title = escape(_("Reintegration strategy 2017–2021"))
    no_script = escape(_("Turn on JavaScript in your browser to read this page."))
    replacements = {
        r"<!--\s+Copyright.*?-->\s*(?=<!DOCTYPE)": "",  # a comment before the doctype
        r'<html lang="en">': f'<html lang="{language}">',
        r"<title>Streamlit</title>": f"<title>{title}</title>",
        r'<link rel="shortcut icon"[^>]*>': (
            '<link rel="icon" type="image/svg+xml" href="./app/static/favicon.svg" />'
        ),
        # Streamlit loads a font early that this theme does not use.
        r'<link\s+rel="preload"[^>]*as="font"[^>]*>': (
            '<link rel="preload" href="./app/static/inter-latin-wght-normal.woff2" as="font" '
            'type="font/woff2" crossorigin />'
        ),
        r"<!--\s+Machine-readable.*?<link rel=\"service-desc\"[^>]*>": "",
        # The policy in headers.py allows no script inside the page, so Streamlit's one line of it gives way
        # to ours.
        r"<!-- initialize window\.prerenderReady.*?</script>": (
            '<script src="./app/static/page.js"></script><script src="./app/static/pictures.js" defer></script>'
        ),
        r"<noscript>.*?</noscript>": f"<noscript><p>{no_script}</p></noscript>",
    }
    for pattern, replacement in replacements.items():
        around = re.split(pattern, source, flags=re.DOTALL)
        if len(around) != 2:
            raise MonitorError(
                "index_page",
                f"Streamlit's index.html is not the one monitor/web/index.py was written for ({pattern!r} was found "
                f"{len(around) - 1} times); install the versions in requirements.txt.",
                pattern=pattern,
                count=len(around) - 1,
            )
        source = replacement.join(around)
    return source


def _not_found(language: str) -> str:
    _ = Words(language)
    told = _("The address may be mistyped, or the page may have been moved.")
    ways = [
        (_("Initiatives"), addresses.INITIATIVES),
        (_("Indicators"), addresses.INDICATORS),
        (_("Delivery and outcome"), addresses.OUTCOMES),
        (_("About and sources"), addresses.ABOUT),
    ]
    return bare_page(_("There is no page at this address."), language, told=told, ways=ways)
