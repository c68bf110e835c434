"""A page without Streamlit, for what can be said in one sentence."""

from html import escape

from monitor.show.words import Words


def bare_page(sentence: str, language: str) -> str:
    """The whole page as HTML: a sentence, and the way to the front page."""
    _ = Words(language)
    title = escape(_("Reintegration strategy 2017–2021"))
    way_out = escape(_("Go to the front page"))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>'
        f"<body><main><h1>{escape(sentence)}</h1>"
        f'<p><a href="/?lang={language}">{way_out}</a></p></main></body></html>'
    )
