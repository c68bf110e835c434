"""The log as a table: who reported what, when, and on whose behalf; each row leads to the entry in full."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.days import day_of
from monitor.reporting.events import EventKind, LogEntry, Verdict, texts_of
from monitor.reporting.workflow import State
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link, of_an_answer
from monitor.show.marks import status_mark
from monitor.show.rows import addressee, body_link, initiative_chip
from monitor.show.table import Column, table
from monitor.show.text import EMPTY, join, paragraph, user_text
from monitor.show.vocabulary import event_kind_word, person_word, state_word, verdict_word
from monitor.show.words import Words

_LENGTH = 120  # signs of an entry's words that stand in the table


def of_one(initiative: Initiative, to: Addresses, _: Words) -> Markup:
    """The ways from an initiative to its part of the log."""
    links = [
        to.link(_("History"), addresses.HISTORY, id=initiative.id),
        to.link(_("Changes"), addresses.CHANGES, id=initiative.id),
    ]
    return paragraph(Markup("{} {}").format(_("Filter, download and compare:"), join(links, " · ")))


def entries_table(found: Sequence[Told], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Entries in the order given, one a row."""
    columns = [
        Column(_("Entry"), names_the_row=True),
        Column(_("Initiative")),
        Column(_("What")),
        Column(_("Holds from")),
        Column(_("For, and by whom")),
        Column(_("State")),
        Column(_("In its own words")),
    ]
    rows = [
        [
            Markup('{}<br><span class="m-small">{}</span>').format(
                entry_link(told.entry.sequence, to, _), moment(told.entry, _)
            ),
            initiative_number(told.entry.initiative, catalogue, to, _),
            what(told.entry, to, _),
            unbroken(_.day(told.entry.effective_on)),
            Markup('{}<br><span class="m-small">{}</span>').format(
                recorded_for(told.entry, catalogue, to, _), _recorded_by(told.entry, to, _)
            ),
            state(told, to, _),
            gist(told.entry, _),
        ]
        for told in found
    ]
    return table(_("Entries of the log"), columns, rows)


def ways_on(page: int, pages: int, chosen: Mapping[str, str], to: Addresses, _: Words) -> Markup:
    """Links to newer and older entries of what is chosen; empty where one page holds them all."""
    if pages < 2:
        return EMPTY

    def link(words: str, number: int) -> Markup:
        return to.link(words, addresses.HISTORY, **chosen, page=str(number) if number > 1 else "")

    links = []
    if page > 1:
        links.append(link(_("← Newer entries"), page - 1))
    if page < pages:
        links.append(link(_("Older entries →"), page + 1))
    return Markup('<nav aria-label="{}"><p>{}</p></nav>').format(
        _("Pages of entries"),
        join([*links, _("page {page} of {pages}").format(page=page, pages=pages)], " · "),
    )


def initiative_number(initiative_id: str, catalogue: Catalogue, to: Addresses, _: Words) -> Markup | str:
    """The number, leading to the initiative; only the id where the catalogue has lost it."""
    initiative = catalogue.initiative.get(initiative_id)
    return initiative_chip(initiative, to, _) if initiative else initiative_id


def what(entry: LogEntry, to: Addresses, _: Words) -> Markup:
    """The status that is reported, else what the entry is; and the entry that it is about, where it is about one."""
    said: Markup | str = event_kind_word(entry.kind, _)
    if entry.verdict is not None:
        said = Markup("{}: {}").format(said, verdict_word(entry.verdict, _))
    if entry.kind is EventKind.STATUS_REPORT:
        said = status_mark(entry.status, _)
    elif entry.status is not None:
        said = Markup("{}: {}").format(said, status_mark(entry.status, _))
    if entry.refers_to is None:
        return Markup("{}").format(said)
    about = Markup("{} {}").format(_("about"), entry_link(entry.refers_to, to, _))
    return Markup('{}<br><span class="m-small">{}</span>').format(said, about)


def recorded_for(entry: LogEntry, catalogue: Catalogue, to: Addresses, _: Words) -> Markup | str:
    """The body by its short name, leading to its page; a committee by its name, and the id alone where the catalogue
    has lost both.
    """
    if entry.acting_for not in catalogue.body:
        return addressee(entry.acting_for, catalogue, entry.effective_on, _)
    return body_link(entry.acting_for, catalogue, to)


def state(of: Told, to: Addresses, _: Words) -> Markup:
    """How far a statement has come, what took its place, and who disagrees or is silent; of an answer, that it came
    late or was replaced; of a conclusion, what replaced it; empty for others.
    """
    progress = of.progress
    if progress is None:
        return join(of_an_answer(of, to, _), Markup("<br>"))
    told: Markup | str = state_word(progress.state, _)
    by = progress.withdrawn_by or (progress.corrected_by if progress.state is State.CORRECTED else None)
    if by is not None:
        told = Markup("{} ({})").format(told, entry_link(by.sequence, to, _))
    remarks = [
        f"{answer.acting_for}: {verdict_word(Verdict.DISAGREED, _)}" for answer in progress.disagreements
    ]
    if progress.silent and progress.state is State.SUBMITTED:
        remarks.append(_("Awaits an answer: {bodies}.").format(bodies=", ".join(progress.silent)))
    elif progress.silent:
        remarks.extend(_("{body} has not answered").format(body=body) for body in progress.silent)
    css = "" if progress.state is State.PUBLISHED else "m-pending"
    return join(
        [Markup('<span class="{}">{}</span>').format(css, told), *map(_remark, remarks)], Markup("<br>")
    )


def gist(entry: LogEntry, _: Words) -> Markup:
    """What the entry says, shortened: the new deadline, the milestone, the site of the evidence, and then the words
    of whoever reported.
    """
    facts: list[Markup | str] = []
    if entry.revised_deadline is not None:
        facts.append(_("New deadline: {deadline}").format(deadline=_.partial(entry.revised_deadline)))
    if entry.milestone is not None:
        facts.append(entry.milestone)
    if entry.evidence_url is not None:
        facts.append(urlsplit(entry.evidence_url).hostname or "")
    texts = [text for text in texts_of(entry).values() if text != ""]
    if None in texts:
        facts.append(user_text(None, _))
    if words := shortened(text for text in texts if text):
        facts.append(words)
    return Markup('<div class="m-typed m-gist">{}</div>').format(join(facts, " · ")) if facts else EMPTY


def shortened(texts: Iterable[str]) -> str:
    """Texts in one line, cut after a word where they are longer than a line or two of the table."""
    line = " ".join(" ".join(texts).split())
    if len(line) <= _LENGTH:
        return line
    return line[:_LENGTH].rsplit(" ", 1)[0] + " …"


def moment(entry: LogEntry, _: Words) -> str:
    """When it was recorded; a line ends between day and time at most."""
    instant, day = _.moment(entry.recorded_at), _.day(day_of(entry.recorded_at))
    return instant.replace(day, unbroken(day))


def unbroken(day: str) -> str:
    """A day that stands on one line."""
    return day.replace(" ", "\N{NO-BREAK SPACE}")


def _recorded_by(entry: LogEntry, to: Addresses, _: Words) -> Markup:
    """Who recorded it, leading to all that they recorded."""
    person = to.link(person_word(entry.recorded_by, _), addresses.HISTORY, person=entry.recorded_by)
    return escape(_("by {person}")).format(person=person)


def _remark(told: str) -> Markup:
    return Markup('<span class="m-small">{}</span>').format(told)
