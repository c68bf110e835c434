"""The first parts of Overview: which strategy, what needs a decision, what is due, what is missing."""

from collections import Counter

from markupsafe import Markup, escape

from monitor.catalogue.strategy import Catalogue
from monitor.reporting.rounds import Round
from monitor.review.decisions import Decision, Ground
from monitor.review.overview import Overview
from monitor.review.schedule import ScheduleState
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks import conclusion
from monitor.show.blocks.cards import card, gathered
from monitor.show.rows import addressee, body_link, initiative_link
from monitor.show.text import bullets, heading, join, local, outside_link, paragraph, user_text
from monitor.show.vocabulary import ground_word
from monitor.show.words import Words


def strategy_line(catalogue: Catalogue, _: Words) -> Markup:
    """Which strategy this is: its title and its document."""
    strategy = catalogue.strategy
    document = outside_link(strategy.publication.url, strategy.publication.number or _("the document"))
    return paragraph(Markup("{} · {}").format(local(strategy.title, _), document), "m-muted")


def summary_line(view: Overview, _: Words) -> str:
    """As of which day, and on how many initiatives something is reported."""
    return _("As of {day} · {reported} of {total} reported").format(
        day=_.day(view.as_of), reported=view.reported, total=len(view.rows)
    )


def needs_decision(
    view: Overview, catalogue: Catalogue, to: Addresses, _: Words, *, may_conclude: bool = False
) -> Markup:
    """1 What needs a decision: flagged ones in full, the others gathered by ground; then what was concluded.

    To those who `may_conclude` each flagged one gives the way to record a conclusion.
    """
    count = len(view.decisions)
    title = _.plural("{n} needs a decision", "{n} need a decision", count)
    parts = [heading(2, title)]
    if not count:
        parts.append(paragraph(_("Nothing is flagged, late or contradicted.")))
    flagged = [entry for entry in view.decisions if Ground.FLAGGED in entry.grounds]
    for entry in flagged:
        parts.append(_flagged(entry, catalogue, to, _))
        if may_conclude:
            parts.append(conclusion.way_to_record(entry.standing.initiative.id, to, _))
    contradicted = [
        entry for entry in view.decisions if Ground.CONTRADICTED in entry.grounds and entry not in flagged
    ]
    if contradicted:
        parts.append(
            gathered(
                ground_word(Ground.CONTRADICTED, _),
                [entry.standing.initiative for entry in contradicted],
                to,
                _,
            )
        )
    late = [entry for entry in view.decisions if entry.grounds == (Ground.DEADLINE_PASSED,)]
    silent = [entry.standing.initiative for entry in late if entry.standing.report is None]
    spoken = [entry.standing.initiative for entry in late if entry.standing.report is not None]
    if spoken:
        parts.append(gathered(_("Deadline passed, reported as not completed"), spoken, to, _))
    if silent:
        parts.append(gathered(_("Deadline passed, nothing reported"), silent, to, _))
    parts.append(conclusion.settled(view.settled, catalogue, to, _))
    return card(parts)


def due(view: Overview, to: Addresses, _: Words) -> Markup:
    """3 What is late and what is due this year; and when the deadlines of all lie."""
    title = _("{count} due in {year}").format(count=len(view.due), year=view.as_of.year)
    if view.late:
        late = _.plural("{n} past the deadline", "{n} past the deadline", len(view.late))
        title = f"{late}, {title}"
    parts = [heading(2, title)]
    if view.late:
        parts.append(gathered(_("Past the deadline, not completed"), view.late, to, _))
    if view.due:
        parts.append(paragraph(_("Due this year:")))
        parts.append(
            bullets(
                [initiative_link(row.initiative, to, _) for row in view.due],
                "m-plain",
            )
        )
    years = Counter(row.schedule.deadline.last_day.year for row in view.rows if row.schedule.deadline)
    passed = sum(row.schedule.state is ScheduleState.PASSED for row in view.rows)
    told = ", ".join(f"{year} ({count})" for year, count in sorted(years.items()))
    parts.append(
        paragraph(
            _("Deadlines by year: {years}. Passed by this day: {passed} of {total}.").format(
                years=told, passed=passed, total=len(view.rows)
            )
        )
    )
    parts.append(paragraph(_("The strategy prints years only; we read a year as its last day."), "m-small"))
    return card(parts)


def missing(
    view: Overview, catalogue: Catalogue, to: Addresses, _: Words, *, running: Round | None = None
) -> Markup:
    """4 Which reports are missing, by ministry. While a round is `running`, where those that it lacks are counted."""
    silent = len({initiative.id for initiatives in view.missing.values() for initiative in initiatives})
    parts = [heading(2, _.plural("{n} report missing", "{n} reports missing", silent))]
    if silent:
        items = [
            Markup("<li>{} <b>{}</b></li>").format(
                body_link(body, catalogue, to),
                len(initiatives),
            )
            for body, initiatives in view.missing.items()
        ]
        parts.append(Markup('<ul class="m-chips">{}</ul>').format(join(items)))
        parts.append(
            paragraph(
                _("Initiatives on which nothing was ever reported, counted under each responsible body."),
                "m-small",
            )
        )
    else:
        parts.append(paragraph(_("No report is missing.")))
    if running is not None:
        link = to.link(running.title, addresses.ROUNDS, id=running.id)
        told = escape(_("A round is running: {round}. What is missing in it is counted there."))
        parts.append(paragraph(told.format(round=link), "m-small"))
    return card(parts)


def _flagged(entry: Decision, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    flag, report = entry.flag, entry.standing.report
    assert flag is not None and report is not None
    asked = addressee(flag.of, catalogue, report.effective_on, _)
    by = _("by {day}").format(day=_.day(flag.by)) if flag.by else _("no day given")
    told = _("To be decided by: {body}, {by}. Flagged for {reporter} on {day}.").format(
        body=asked, by=by, reporter=report.acting_for, day=_.day(report.effective_on)
    )
    return Markup('<div class="m-entry"><p>{}</p><p>{}</p><p class="m-small">{}</p></div>').format(
        initiative_link(entry.standing.initiative, to, _), user_text(flag.what, _), told
    )
