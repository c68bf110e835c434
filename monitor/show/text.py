"""Text from files and people as safe HTML. Everything here escapes; nothing here renders Markdown."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from monitor.catalogue.text import LocalText
from monitor.show.words import Words

EMPTY = Markup("")


def local(text: LocalText, _: Words) -> Markup:
    """A text in the reader's language; one that lacks it is shown in another, with its language named."""
    words, language, as_asked = _.local(text)
    if as_asked:
        return Markup("{}").format(words)
    only = {
        "nb": _("in Norwegian Bokmål only"),
        "nn": _("in Norwegian Nynorsk only"),
        "en": _("in English only"),
    }.get(language) or _("in {language} only").format(language=_.language_name(language))
    return Markup('<span lang="{}">{}</span> <span class="m-tag">{}</span>').format(language, words, only)


def named(text: LocalText, _: Words) -> Markup:
    """A text in the reader's language or in its own, without the remark that it lacks theirs.

    For many short ones below a heading that bears the remark.
    """
    words, language, as_asked = _.local(text)
    if as_asked:
        return escape(words)
    return Markup('<span lang="{}">{}</span>').format(language, words)


def stated(text: LocalText | None, _: Words) -> Markup:
    """A text in the reader's language; where the source has none, that it does not say."""
    if text is None:
        return Markup('<span class="m-muted">{}</span>').format(_("not stated by the source"))
    return local(text, _)


def paragraph(text: Markup | str, css: str = "") -> Markup:
    """A paragraph; text that is not yet Markup is escaped."""
    return Markup('<p class="{}">{}</p>').format(css, text) if css else Markup("<p>{}</p>").format(text)


def heading(level: int, text: Markup | str, *, anchor: str = "") -> Markup:
    """A heading of level 1 to 4. Streamlit's own carry an anchor link each, which is noise to those who listen."""
    identity = Markup(' id="{}"').format(anchor) if anchor else EMPTY
    return Markup("<h{}{}>{}</h{}>").format(level, identity, text, level)


_ITEM, _ITEM_ENDS = Markup("<li>"), Markup("</li>")


def bullets(items: list[Markup] | list[str], css: str = "m-list") -> Markup:
    """A list; empty where there is nothing to list."""
    if not items:
        return EMPTY
    return Markup('<ul class="{}">{}</ul>').format(css, join(_ITEM + item + _ITEM_ENDS for item in items))


def join(parts: Iterable[Markup | str], between: str = "") -> Markup:
    """The parts one after another, each escaped unless it is Markup."""
    return escape(between).join(parts)


def outside_link(url: str, label: Markup | str) -> Markup:
    """A link to a source. It opens in place, sends no referrer, and is only ever made of a validated address."""
    return Markup('<a href="{}" rel="noopener noreferrer external">{}</a>').format(url, label)


def user_text(text: str | None, _: Words) -> Markup:
    """What a person typed, line breaks kept; None was removed."""
    if text is None:
        return Markup('<span class="m-muted">{}</span>').format(_("Text removed"))
    return Markup('<span class="m-typed">{}</span>').format(text)


def definitions(pairs: Sequence[tuple[Markup | str, Markup | str]]) -> Markup:
    """Names and what stands behind them, as a description list; empty ones are left out."""
    rows = [Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in pairs if value]
    return Markup('<dl class="m-facts">{}</dl>').format(join(rows))
