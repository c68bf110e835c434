"""The parts of Overview."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence, PublicStatus
from monitor.measures.indicators import Measured
from monitor.reporting.status import Status
from monitor.review.decisions import Decision, Ground
from monitor.review.overview import Headline, Overview
from monitor.review.schedule import ScheduleState
from monitor.review.standing import Standing
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.sources import evidence_source, source_year
from monitor.show.marks import status_mark
from monitor.show.rows import addressee, body_link, initiative_link
from monitor.show.strip import Part, strip
from monitor.show.text import bullets, heading, join, local, outside_link, paragraph, user_text
from monitor.show.vocabulary import (
    RECORD_SIGNS,
    STATUS_SIGNS,
    ground_word,
    observed,
    record_word,
    status_word,
)
from monitor.show.words import Words

_STATUS_ORDER = (Status.COMPLETED, Status.IN_PROGRESS, Status.NOT_STARTED, Status.DISCONTINUED, None)


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


def needs_decision(view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """1 What needs a decision: flagged ones in full, the others gathered by ground."""
    count = len(view.decisions)
    title = _.plural("{n} needs a decision", "{n} need a decision", count)
    parts = [heading(2, title)]
    if not count:
        parts.append(paragraph(_("Nothing is flagged, late or contradicted.")))
    flagged = [entry for entry in view.decisions if Ground.FLAGGED in entry.grounds]
    parts.extend(_flagged(entry, catalogue, to, _) for entry in flagged)
    contradicted = [
        entry for entry in view.decisions if Ground.CONTRADICTED in entry.grounds and entry not in flagged
    ]
    if contradicted:
        parts.append(
            _gathered(ground_word(Ground.CONTRADICTED, _), [entry.standing for entry in contradicted], to, _)
        )
    late = [entry for entry in view.decisions if entry.grounds == (Ground.DEADLINE_PASSED,)]
    silent = [entry.standing for entry in late if entry.standing.report is None]
    spoken = [entry.standing for entry in late if entry.standing.report is not None]
    if spoken:
        parts.append(_gathered(_("Deadline passed, reported as not completed"), spoken, to, _))
    if silent:
        parts.append(_gathered(_("Deadline passed, nothing reported"), silent, to, _))
    return _card(parts)


def changed(view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """2 What changed since a day, old to new."""
    parts = [heading(2, _("Changed since {day}").format(day=_.day(view.since)))]
    titles = catalogue.initiative
    items = []
    for change in view.changes:
        if change.status_changed:
            old = status_mark(change.old.status if change.old else None, _)
            told = Markup("{} → {}").format(old, status_mark(change.new.status, _))
        else:
            told = Markup("{} {}").format(status_mark(change.new.status, _), _("(reported again)"))
        initiative = titles[change.initiative]
        label = Markup("{} {}").format(initiative.number, local(initiative.title, _))
        link = to.link(label, addresses.INITIATIVE, id=initiative.id)
        items.append(Markup("{}<br>{}").format(link, told))
    if items:
        parts.append(bullets(items, "m-plain"))
    else:
        parts.append(paragraph(_("No report has been recorded since that day.")))
    if view.published:
        parts.append(heading(3, _("Public record, published since")))
        parts.append(bullets([_published(entry, titles, to, _) for entry in view.published], "m-plain"))
    return _card(parts)


def due(view: Overview, to: Addresses, _: Words) -> Markup:
    """3 What is due this year; where nothing is, when the deadlines lay."""
    title = _("{count} due in {year}").format(count=len(view.due), year=view.as_of.year)
    parts = [heading(2, title)]
    if view.due:
        parts.append(
            bullets(
                [initiative_link(row, to, _) for row in view.due],
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
    return _card(parts)


def missing(view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """4 Which reports are missing, by ministry."""
    silent = sum(row.report is None for row in view.rows)
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
            paragraph(_("Initiatives without a report, counted under each responsible body."), "m-small")
        )
    else:
        parts.append(paragraph(_("Something is reported on every initiative.")))
    return _card(parts)


def reported_totals(view: Overview, _: Words) -> Markup:
    """How many initiatives stand where, as the bodies report."""
    counts = view.by_status()
    parts = [
        Part(
            counts[status],
            status_word(status, _),
            STATUS_SIGNS[status],
            f"m-status m-{status or 'not_reported'}",
        )
        for status in _STATUS_ORDER
    ]
    title = _("Reported by the bodies")
    return _card([heading(3, title), strip(title, parts)])


def record_totals(view: Overview, _: Words) -> Markup:
    """How many initiatives stand where, as we read public sources."""
    counts = view.by_record()
    undated = sum(row.record.deciding is None and row.record.left_out > 0 for row in view.rows)
    counts[PublicStatus.NOT_EVIDENCED] -= undated
    css, sign = f"m-record m-{PublicStatus.NOT_EVIDENCED}", RECORD_SIGNS[PublicStatus.NOT_EVIDENCED]
    parts = [
        *(
            Part(counts[status], record_word(status, _), RECORD_SIGNS[status], f"m-record m-{status}")
            for status in PublicStatus
        ),
        Part(undated, _("No dated evidence by this day"), sign, css),
    ]
    title = _("On public record")
    return _card(
        [
            heading(3, title),
            strip(title, parts),
            paragraph(_("Our reading of public sources, not assessed by the ministries."), "m-small"),
            *_not_counted(view, _),
        ]
    )


def _not_counted(view: Overview, _: Words) -> list[Markup]:
    """That an earlier day cannot count what bears no date; nothing where everything is counted."""
    left_out = sum(row.record.left_out for row in view.rows)
    if not left_out:
        return []
    told = _.plural(
        "{n} entry without a date of publication is not counted on an earlier day.",
        "{n} entries without a date of publication are not counted on an earlier day.",
        left_out,
    )
    return [paragraph(told, "m-small")]


def findings(view: Overview, to: Addresses, _: Words) -> Markup:
    """What the Auditor General found, first hand."""
    if not view.findings:
        return Markup("")
    return _card(
        [
            heading(3, _("What the Auditor General found")),
            *_findings(view.findings, _),
            paragraph(to.link(_("All sources"), addresses.ABOUT), "m-small"),
        ]
    )


def told_by_others(view: Overview, _: Words) -> Markup:
    """What others say the audit found: second hand, and said so."""
    if not view.told_by_others:
        return Markup("")
    return _card([heading(3, _("Told by others, second hand")), *_findings(view.told_by_others, _)])


def lives(view: Overview, to: Addresses, _: Words) -> Markup:
    """How people live at release: a few figures with source and period, each leading to its indicator."""
    if not view.headlines:
        return Markup("")
    title = heading(3, _("Figures on life at release"))
    return _card([title, *(_headline(entry, to, _) for entry in view.headlines)])


def _headline(entry: Headline, to: Addresses, _: Words) -> Markup:
    indicator, observation = entry.series.indicator, entry.observation
    link = to.link(
        local(indicator.title, _), addresses.INDICATORS, theme=indicator.theme.value, id=indicator.id
    )
    source = _("{source}; figures for {period}; n: {n}").format(
        source=source_year(observation.source, _),
        period=_.period(observation.period),
        n=_.number(observation.n) if observation.n else _("not printed"),
    )
    # The finding may speak of figures that the day shown could not know; the labels of the figure never do.
    labels = ", ".join(_.plain(indicator.labels[axis][code]) for axis, code in observation.group.items())
    told: Markup | str = labels if entry.series.left_out else local(indicator.finding, _)
    parts = [paragraph(told), paragraph(join([link, " · ", source]), "m-small")]
    if indicator.measured is Measured.BEFORE_STRATEGY:
        parts.append(
            paragraph(_("Last measured before the strategy; no later measurement found."), "m-small")
        )
    return Markup('<div class="m-headline"><p class="m-big">{}</p><div>{}</div></div>').format(
        observed(observation, indicator.unit, _), join(parts)
    )


def _published(entry: Evidence, titles: Mapping[str, Initiative], to: Addresses, _: Words) -> Markup:
    assert entry.published is not None
    when = _("published {day}").format(day=_.partial(entry.published))
    if entry.initiative is None:
        subject = to.link(_("the strategy as a whole"), addresses.ABOUT)
    else:
        initiative = titles[entry.initiative]
        label = Markup("{} {}").format(initiative.number, local(initiative.title, _))
        subject = to.link(label, addresses.INITIATIVE, id=initiative.id)
    return Markup('{} <span class="m-muted">{}</span>').format(subject, when)


def _flagged(entry: Decision, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    flag, report = entry.flag, entry.standing.report
    assert flag is not None and report is not None
    asked = addressee(flag.of, catalogue, report.effective_on, _)
    by = _("by {day}").format(day=_.day(flag.by)) if flag.by else _("no day given")
    told = _("Of {body}, {by}. Flagged for {reporter} on {day}.").format(
        body=asked, by=by, reporter=report.acting_for, day=_.day(report.effective_on)
    )
    return Markup('<div class="m-entry"><p>{}</p><p>{}</p><p class="m-small">{}</p></div>').format(
        initiative_link(entry.standing, to, _), user_text(flag.what, _), told
    )


def _gathered(ground: str, rows: list[Standing], to: Addresses, _: Words) -> Markup:
    links = join(
        Markup("<li>{}</li>").format(
            to.link(
                # The number is what committee papers use; the title is there for those who listen.
                Markup('{}<span class="sr-only"> {}</span>').format(
                    row.initiative.number, _.plain(row.initiative.title)
                ),
                addresses.INITIATIVE,
                id=row.initiative.id,
            )
        )
        for row in rows
    )
    return Markup('<p><b>{}</b> {}</p><ul class="m-chips">{}</ul>').format(len(rows), ground, links)


def _findings(entries: Sequence[Evidence], _: Words) -> list[Markup]:
    """Each finding; those of one source stand together over one source line."""
    return [
        Markup('<div class="m-entry">{}<p class="m-small">{}</p></div>').format(
            join(paragraph(local(entry.text, _)) for entry in group), evidence_source(group[0], _)
        )
        for group in (list(together) for _url, together in groupby(entries, key=lambda entry: entry.url))
    ]


def _card(parts: list[Markup]) -> Markup:
    return Markup('<div class="m-card">{}</div>').format(join(parts))
