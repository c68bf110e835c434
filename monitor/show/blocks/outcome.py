"""The parts of delivery beside outcome: what happened, what was measured, and what may be read from both."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence, PublicStatus
from monitor.measures.definitions import Definition, LinkState
from monitor.reporting.status import Status
from monitor.review.happenings import Happening, What
from monitor.review.outcome import AFTER, ELSEWHERE, Beside, LagGround, Outcome, Phase
from monitor.review.standing import Standing
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.sources import evidence_title, source_year
from monitor.show.figures import behind
from monitor.show.happened import happened_word, lag_told, phases_told, start_told, voice_word
from monitor.show.intervals import judged
from monitor.show.rows import indicator_link, initiative_chip, initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import EMPTY, bullets, heading, join, local, outside_link, paragraph, user_text
from monitor.show.vocabulary import confidence_word, seen_word
from monitor.show.words import Words


def warning(_: Words) -> Markup:
    """What may not be read from it, before anything is read."""
    return Markup('<div class="m-notice"><p><b>{}</b> {}</p></div>').format(
        _("Association, not effect."),
        _(
            "That a figure moved after an initiative does not say that it moved because of it. Much else happened in "
            "the same years, and most figures were taken only once."
        ),
    )


def summary(outcomes: Sequence[Outcome], rows: Sequence[Standing], _: Words) -> Markup:
    """The theme in a minute: what was measured since the start, and what is done by whose word."""
    later = sum(found.has_later for found in outcomes)
    baseline = sum(found.has_baseline for found in outcomes)
    said: list[Markup | str] = [
        _(
            "Indicators with a figure from after the start: {later} of {n}; with a baseline: {baseline}."
        ).format(later=later, n=len(outcomes), baseline=baseline)
    ]
    if rows:
        completed = sum(row.status is Status.COMPLETED for row in rows)
        done = sum(row.record.status in (PublicStatus.DONE, PublicStatus.DONE_LATE) for row in rows)
        said.append(
            _(
                "Linked initiatives reported completed by the bodies: {completed} of {n}; done by the public record: "
                "{done}."
            ).format(n=len(rows), completed=completed, done=done)
        )
    else:
        said.append(
            _(
                "No initiative is linked to an indicator of this theme. It stands beside the strategy as a whole."
            )
        )
    if not later:
        said.append(_("So nothing measured says yet how it went after the strategy was printed."))
    return bullets([Markup.escape(each) for each in said])


def how_to_read(outcomes: Sequence[Outcome], _: Words) -> Markup:
    """Which days count as the start, and why."""
    starts = dict.fromkeys(each.start for found in outcomes for each in found.beside)
    return join(paragraph(start_told(start, _), "m-small") for start in starts)


def happened(happenings: Sequence[Happening], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """All that happened, oldest first, each told by one voice. Nothing is merged."""
    if not happenings:
        return paragraph(_("Nothing is known to have happened by this day."))
    columns = [
        Column(_("When"), names_the_row=True),
        Column(_("Initiative")),
        Column(_("Who says it")),
        Column(_("What")),
        Column(_("Where it stands")),
    ]
    rows: list[list[Cell]] = [
        [
            _.partial(each.day),
            initiative_chip(each.initiative, to, _),
            Markup('<span class="m-tag">{}</span>').format(voice_word(each.voice, _)),
            _what(each, _),
            _where(each, catalogue, to, _),
        ]
        for each in happenings
    ]
    return table(_("What happened, by who says it"), columns, rows)


def _what(happening: Happening, _: Words) -> Markup | str:
    word = happened_word(happening, _)
    if happening.what is What.DEADLINE_REVISED and happening.due is not None:
        told = _("new deadline: {due}").format(due=_.partial(happening.due))
        return f"{word} ({told})"
    if happening.what is What.MILESTONE and happening.entry is not None:
        return Markup("{}: {}").format(word, user_text(happening.entry.milestone, _))
    if happening.stage is not None:
        return Markup("{}: {}").format(word, local(happening.stage, _))
    return word


def _where(happening: Happening, catalogue: Catalogue, to: Addresses, _: Words) -> Markup | str:
    """The entry of the log, the source, or the strategy."""
    if happening.entry is not None:
        label = _("Entry {number} of the log, for {body}").format(
            number=happening.entry.sequence, body=happening.entry.acting_for
        )
        return to.link(label, addresses.ENTRY, id=str(happening.entry.sequence))
    if happening.evidence is not None:
        return _source(happening.evidence, _)
    publication = catalogue.strategy.publication
    return outside_link(happening.initiative.document, publication.number or _("the document"))


def _source(entry: Evidence, _: Words) -> Markup:
    parts: list[Markup | str] = []
    if entry.title:
        parts.append(evidence_title(entry, _))
    parts += [entry.publisher or "", seen_word(entry.seen, _), confidence_word(entry.confidence, _)]
    return join(filter(None, parts), " · ")


def undrawn(outcome: Outcome, _: Words) -> Markup:
    """That the chart does not hold every group; nothing where it does, or where nothing is drawn beside delivery."""
    drawn, groups = outcome.left_undrawn
    if not drawn or drawn == groups or outcome.series.indicator.theme in ELSEWHERE:
        return EMPTY
    return paragraph(
        _("Drawn: {drawn} of {groups} groups; the table holds all.").format(drawn=drawn, groups=groups),
        "m-small",
    )


def figures(outcome: Outcome, _: Words) -> Markup:
    """Every figure known by the day with where it lies beside the start."""
    definition = outcome.series.indicator
    with_n = any(behind(entry, definition, _) for entry in outcome.series.observations)
    columns = [
        Column(_("Period"), names_the_row=True),
        *(Column(local(dimension.title, _)) for dimension in definition.dimensions),
        Column(_("Figure"), numbers=True),
        *([Column(_("n"), numbers=True)] if with_n else []),
        Column(_("Beside the start")),
        Column(_("Source")),
    ]
    rows: list[list[Cell]] = [
        [
            _.period(entry.period),
            *(
                local(definition.labels[dimension.id][entry.group[dimension.id]], _)
                if dimension.id in entry.group
                else _("total")
                for dimension in definition.dimensions
            ),
            judged(entry, definition, _),
            *([behind(entry, definition, _) or "–"] if with_n else []),
            phases_told(outcome, entry, _),
            source_year(entry.source, _),
        ]
        for entry in sorted(outcome.series.observations, key=lambda entry: entry.period.sort_key())
    ]
    caption = _("{title}: figures beside the start").format(title=_.plain(definition.title))
    return table(caption, columns, rows)


def beside(outcome: Outcome, to: Addresses, _: Words, *, named: bool = True) -> Markup:
    """The initiatives the indicator is linked to, why, and from when on something could show. `named`: with titles."""
    foreign = outcome.series.indicator.theme in ELSEWHERE
    items = [_beside(each, to, _, named=named, foreign=foreign) for each in outcome.beside]
    return bullets(items) if len(items) > 1 or named else join(map(paragraph, items))


def _beside(each: Beside, to: Addresses, _: Words, *, named: bool, foreign: bool) -> Markup:
    parts: list[Markup | str] = []
    if each.initiative is not None and named:
        parts.append(initiative_link(each.initiative, to, _))
    elif each.initiative is None:
        parts.append(_("Linked to no initiative; it stands beside the strategy as a whole."))
    if each.link is not None:
        proposed = each.link.state is LinkState.PROPOSED
        state = (
            _("proposed link, not yet confirmed by the secretariat")
            if proposed
            else _("confirmed by the secretariat")
        )
        parts += [local(each.link.reason, _), Markup('<span class="m-muted">({})</span>').format(state)]
    if not foreign:
        parts.append(lag_told(each, _))
    if each.lag is not None and each.lag.ground is LagGround.REGISTERED and each.link is not None:
        lag = each.link.expected_lag
        parts.append(local(lag.reason, _) if lag is not None else "")
    return join(filter(None, parts), " ")


def found_since(outcome: Outcome, _: Words) -> Markup:
    """In a sentence: how many figures lie before the start, across it and after it."""
    tally = dict.fromkeys(Phase, 0)
    for entry in outcome.series.observations:
        for phase in outcome.phases(entry):
            tally[phase] += 1
            break
    after = sum(tally[phase] for phase in AFTER)
    return paragraph(
        _(
            "Figures before the start: {before}; across it: {across}; after it: {after}; undated or not "
            "measured: {rest}."
        ).format(
            before=tally[Phase.BASELINE],
            across=tally[Phase.SPANS_START],
            after=after,
            rest=tally[Phase.UNDATED] + tally[Phase.NOT_MEASURED],
        ),
        "m-small",
    )


def named(indicators: Sequence[Definition], to: Addresses, _: Words) -> Markup:
    """The linked indicators by name, near the top of an initiative's page; their figures stand far below."""
    if not indicators:
        return EMPTY
    links = join([indicator_link(indicator, to, _) for indicator in indicators], " · ")
    return paragraph(Markup("{} {}").format(_("Linked indicators:"), links))


def linked(outcome: Outcome, to: Addresses, _: Words) -> Markup:
    """An indicator on the page of the initiative it is linked to: why, since when, and what was measured."""
    definition = outcome.series.indicator
    parts = [heading(3, indicator_link(definition, to, _)), beside(outcome, to, _, named=False)]
    if definition.theme in ELSEWHERE:
        parts.append(
            paragraph(
                _("Figures from another country: nothing that is delivered here can show in them."), "m-small"
            )
        )
    else:
        parts.append(found_since(outcome, _))
    if not outcome.series.observations:
        parts.append(paragraph(_("No figure was known by this day.")))
    return join(parts)
