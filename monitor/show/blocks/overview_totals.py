"""Where the strategy stands, on Overview: totals, figures on how people live, and what an audit found."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from monitor.evidence.record import Evidence, PublicStatus
from monitor.measures.collection import Measured
from monitor.review.overview import Headline, Overview
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.cards import card
from monitor.show.blocks.indicator_editions import named
from monitor.show.blocks.sources import evidence_source, source_year
from monitor.show.figures import behind, observed
from monitor.show.rows import indicator_link
from monitor.show.strip import Part, status_parts, strip
from monitor.show.text import heading, join, local, paragraph
from monitor.show.vocabulary import RECORD_SIGNS, record_word
from monitor.show.words import Words


def reported_totals(view: Overview, _: Words) -> Markup:
    """How many initiatives stand where, as the bodies report."""
    title = _("Reported by the bodies")
    return card([heading(3, title), strip(title, status_parts(view.by_status(), _))])


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
    return card(
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
    return card(
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
    return card([heading(3, _("Told by others, second hand")), *_findings(view.told_by_others, _)])


def lives(view: Overview, to: Addresses, _: Words) -> Markup:
    """How people live at release: a few figures with source and period, each leading to its indicator."""
    if not view.headlines:
        return Markup("")
    title = heading(3, _("Figures on life at release"))
    more = paragraph(to.link(_("Delivery and outcome"), addresses.OUTCOMES), "m-small")
    return card([title, *(_headline(entry, to, _) for entry in view.headlines), more])


def _headline(entry: Headline, to: Addresses, _: Words) -> Markup:
    indicator, observation = entry.series.indicator, entry.observation
    link = indicator_link(indicator, to, _)
    n = behind(observation, indicator, _)
    told_of = _("{source}; figures for {period}; n: {n}") if n else _("{source}; figures for {period}")
    source = told_of.format(
        source=source_year(observation.source, _), period=_.period(observation.period), n=n
    )
    # The finding may speak of other figures; the labels of the figure never do.
    labels = ", ".join(_.plain(indicator.labels[axis][code]) for axis, code in observation.group.items())
    finding = entry.series.finding
    told: Markup | str = labels if finding is None else local(finding, _)
    parts = [paragraph(told), paragraph(join([link, " · ", source]), "m-small")]
    if indicator.measured is Measured.BEFORE_STRATEGY:
        parts.append(
            paragraph(_("Last measured before the strategy; no later measurement found."), "m-small")
        )
    if edition := named(entry.edition, to, _):
        parts.append(paragraph(edition, "m-small"))
    return Markup('<div class="m-headline"><p class="m-big">{}</p><div>{}</div></div>').format(
        observed(observation, indicator, _), join(parts)
    )


def _findings(entries: Sequence[Evidence], _: Words) -> list[Markup]:
    """Each finding; those of one source stand together over one source line."""
    return [
        Markup('<div class="m-entry">{}<p class="m-small">{}</p></div>').format(
            join(paragraph(local(entry.text, _)) for entry in group), evidence_source(group[0], _)
        )
        for group in (list(together) for _url, together in groupby(entries, key=lambda entry: entry.url))
    ]
