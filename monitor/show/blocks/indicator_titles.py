"""The index of indicators: titles alone, by theme and by data set, however many there are."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from monitor.measures.datasets import DataSet
from monitor.measures.observations import Measures
from monitor.measures.titles import Title, Titles
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.text import bullets, heading, join, local, named, outside_link, paragraph
from monitor.show.vocabulary import theme_word
from monitor.show.words import Words


def index(found: Titles, to: Addresses, _: Words) -> Markup:
    """Themes first, each leading to its page; then data sets with their own headings."""
    parts: list[Markup] = []
    if found.by_theme:
        parts.append(heading(2, _("By theme")))
        parts.append(
            _columns(
                _section(
                    to.link(theme_word(theme, _), addresses.INDICATORS, theme=theme.value), titles, to, _
                )
                for theme, titles in found.by_theme.items()
            )
        )
    for name, groups in found.by_dataset.items():
        if groups:
            parts.append(_dataset(found.datasets[name], groups, to, _))
    return join(parts)


def listed(found: Sequence[Title], to: Addresses, _: Words, *, but: str = "") -> Markup:
    """Indicators as a list of links; nothing where there is none besides `but`."""
    return bullets([_link(title, to, _) for title in found if title.id != but])


def contents(found: Sequence[Title], drawn: Measures, to: Addresses, _: Words) -> Markup:
    """The indicators of a theme: those that are drawn below lead to their place there, others to their own page."""
    return bullets(
        [
            Markup('<a href="#{}">{}</a>').format(title.id, local(title.title, _))
            if title.id in drawn.series
            else _link(title, to, _)
            for title in found
        ]
    )


def _dataset(
    dataset: DataSet, groups: Mapping[str | None, Sequence[Title]], to: Addresses, _: Words
) -> Markup:
    """A data set with whose it is and under which licence, and its indicators under its own headings."""
    headings = {group.id: named(group.title, _) for group in dataset.groups}
    count = sum(len(each) for each in groups.values())
    said: list[Markup | str] = [_.plural("{n} indicator", "{n} indicators", count)]
    if dataset.publisher is not None:
        said.append(local(dataset.publisher, _))
    if dataset.licence is not None:
        said.append(
            outside_link(dataset.licence_url, dataset.licence) if dataset.licence_url else dataset.licence
        )
    if dataset.url is not None:
        said.append(outside_link(dataset.url, _("where it is published")))
    if len(groups) == 1 and None in groups:
        indicators = listed(groups[None], to, _)
    else:
        indicators = _columns(
            _section(
                headings[name] if name is not None else Markup("{}").format(_("Under no heading")),
                each,
                to,
                _,
            )
            for name, each in groups.items()
        )
    return join(
        [
            heading(2, local(dataset.title, _), anchor=dataset.id),
            paragraph(join(said, " · "), "m-small"),
            indicators,
        ]
    )


def _section(title: Markup, found: Sequence[Title], to: Addresses, _: Words) -> Markup:
    return Markup("<section>{}{}</section>").format(heading(3, title), listed(found, to, _))


def _columns(sections: Iterable[Markup]) -> Markup:
    return Markup('<div class="m-index">{}</div>').format(join(sections))


def _link(title: Title, to: Addresses, _: Words) -> Markup:
    words = named(title.title, _)
    label = Markup("{} {}").format(title.number, words) if title.number else words
    return to.link(label, addresses.INDICATORS, id=title.id)
