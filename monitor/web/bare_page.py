"""A page without Streamlit, for what can be said in one sentence."""

from collections.abc import Sequence
from html import escape

from monitor.show.words import UI_LANGUAGES, Words

_STYLE = (
    "@font-face{font-family:Inter;font-weight:100 900;"
    "src:url(/app/static/inter-latin-wght-normal.woff2) format('woff2')}"
    ":root{color-scheme:light dark;background:light-dark(#ffffff,#17181a);color:light-dark(#111417,#ececec)}"
    "body{margin:0;font:1rem/1.5 Inter,sans-serif}main{max-width:46rem;margin:0 auto;padding:15vh 1rem 3rem}"
    "p,ul{margin:0 0 1rem}ul{padding-left:1.25rem}li{margin:.25rem 0}"
    "h1{font-size:1.625rem;line-height:1.25;margin:0 0 1rem}"
    ".of{color:light-dark(#54575a,#bdbebf)}a{color:light-dark(#005db1,#a6c8ee)}"
    "a:focus-visible{outline:3px solid;outline-offset:2px}"
)
"""The house's colours and type: this page has no other style sheet."""


def bare_page(sentence: str, language: str, *, told: str = "", ways: Sequence[tuple[str, str]] = ()) -> str:
    """The whole page as HTML: a sentence, what else is `told`, and the way to the front page.

    `ways` are the names and addresses of other pages. Each page can be had in the other languages.
    """
    _ = Words(language)
    title = escape(_("Reintegration strategy 2017–2021"))
    way_out = escape(_("Go to the front page"))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>"
        f'<body><main><p class="of">{title}</p>'
        f"<h1>{escape(sentence)}</h1>"
        f"{f'<p>{escape(told)}</p>' if told else ''}"
        f'<p><a href="/?lang={language}">{way_out}</a></p>{_listed(ways, language)}</main></body></html>'
    )


def _listed(ways: Sequence[tuple[str, str]], language: str) -> str:
    if not ways:
        return ""
    pages = "".join(
        f'<li><a href="/{address}?lang={language}">{escape(name)}</a></li>' for name, address in ways
    )
    others = " · ".join(
        f'<a href="?lang={other}" lang="{other}" hreflang="{other}">{escape(name)}</a>'
        for other, name in UI_LANGUAGES.items()
        if other != language
    )
    return f"<ul>{pages}</ul><p>{others}</p>"
