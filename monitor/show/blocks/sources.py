"""How sources are named: what, by whom, when, how it was seen, with a link."""

from markupsafe import Markup

from monitor.evidence.record import Evidence, EvidenceKind
from monitor.measures.definitions import Source
from monitor.show.marks import public_status_mark
from monitor.show.text import join, local, outside_link
from monitor.show.vocabulary import confidence_word, evidence_kind_word, seen_word
from monitor.show.words import Words


def evidence_source(entry: Evidence, _: Words) -> Markup:
    """The source of an entry of the public record, with its days and how sure we are."""
    parts: list[Markup | str] = []
    if entry.title:
        parts.append(evidence_title(entry, _))
    if entry.publisher:
        parts.append(entry.publisher)
    if entry.published is not None:
        parts.append(_("published {day}").format(day=_.partial(entry.published)))
    else:
        parts.append(_("undated"))
    parts.append(seen_word(entry.seen, _))
    parts.append(confidence_word(entry.confidence, _))
    return join(parts, " · ")


def evidence_title(entry: Evidence, _: Words) -> Markup | str:
    """The title of the source of an entry, which leads to it where it has an address."""
    return _titled(entry.title or "", entry.title_language, entry.url, _)


def _titled(title: str, language: str | None, url: str | None, _: Words) -> Markup | str:
    """A title marked with its language where that is not the page's, so that it is spoken as what it is."""
    if language is not None and language != _.language:
        title = Markup('<span lang="{}">{}</span>').format(language, title)
    return outside_link(url, title) if url else title


def evidence_entry(entry: Evidence, _: Words) -> Markup:
    """One entry of the public record in full."""
    kind: list[str] = [evidence_kind_word(entry.kind, _)]
    if entry.event_day is not None:
        kind.append(_("Event: {day}").format(day=_.partial(entry.event_day)))
    elif (
        entry.kind is not EvidenceKind.SEARCH
    ):  # nothing was found, so there is no event whose day could be known
        kind.append(_("Day of the event not known"))
    supports = (
        Markup(" · {} {}").format(_("supports:"), public_status_mark(entry.supports, _))
        if entry.supports
        else ""
    )
    return Markup(
        '<div class="m-entry"><p class="m-small">{kind}{supports}</p><p>{text}</p>'
        '<p class="m-small">{source} · {owner}</p></div>'
    ).format(
        kind=" · ".join(kind),
        supports=supports,
        text=local(entry.text, _),
        source=evidence_source(entry, _),
        owner=_("corrections: {owner}").format(owner=_owner(entry.owner, _)),
    )


def _owner(owner: str, _: Words) -> str:
    return _("the secretariat") if owner == "secretariat" else owner


def source_year(source: Source, _: Words) -> str:
    """Who published the figures, and when where that is known: Statistics Norway 2017."""
    publisher = _.plain(source.publisher) if source.publisher else source.title
    return f"{publisher} {source.year}" if source.year else publisher


def source_line(source: Source, _: Words) -> Markup:
    """The source of figures: title with link, publisher, year, how it was seen."""
    parts: list[Markup | str] = [_titled(source.title, source.language, source.url, _)]
    if source.remark is not None:
        parts = [join([*parts, " (", local(source.remark, _), ")"])]
    if source.publisher is not None:
        parts.append(local(source.publisher, _))
    parts.append(str(source.year) if source.year else _("no year given"))
    if source.register_table is not None:
        parts.append(_("table {table}").format(table=source.register_table))
    parts.append(seen_word(source.seen, _))
    if source.read_on is not None:
        parts.append(_("read on {day}").format(day=_.day(source.read_on)))
    if source.underlying is not None:
        parts.append(Markup("{} {}").format(_("underlying source:"), local(source.underlying, _)))
    return join(parts, " · ")
