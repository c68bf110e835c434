"""How an indicator came about: what was asked, of whom, how it was worked up, and where it was read."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from monitor.catalogue.text import LocalText
from monitor.measures.collection import Break
from monitor.measures.datasets import Imported
from monitor.measures.definitions import Definition, Matched, Reference, Target
from monitor.measures.observations import Measures
from monitor.show.addresses import Addresses
from monitor.show.blocks.reading import direction
from monitor.show.blocks.sources import source_line, source_year
from monitor.show.figures import figure
from monitor.show.rows import indicator_link
from monitor.show.text import bullets, definitions, join, local, stated
from monitor.show.vocabulary import collection_word, period_kind_word, unit_word
from monitor.show.words import Words

_LONG: Final = 600  # characters


def definition(indicator: Definition, measures: Measures, to: Addresses, _: Words) -> Markup:
    """What is measured, on whom, how, and how to read it."""
    same = [
        measures.series[other].indicator for other in indicator.comparable_with if other in measures.series
    ]
    return definitions(
        [
            *_defined(indicator, _),
            (_("Unit"), _unit(indicator, _)),
            (_("Population"), stated(indicator.population, _)),
            (_("Base"), stated(indicator.base, _)),
            (_("Period"), period_kind_word(indicator.period_kind, _)),
            (_("Collected by"), collection_word(indicator.collection, _)),
            *_survey(indicator, _),
            (_("Direction"), direction(indicator, _)),
            (_("Method"), stated(indicator.method, _)),
            (_("Followed for"), _follow_up(indicator, _)),
            (_("May be compared with"), _reference(indicator.reference, measures, to, _)),
            (_("Same definition"), bullets([indicator_link(other, to, _) for other in same])),
            (_("Targets"), bullets([_target(target, indicator, _) for target in indicator.targets])),
            (_("Sources"), bullets([source_line(source, _) for source in indicator.sources])),
            *_remarks(indicator, _),
        ]
    )


def breaks(indicator: Definition, _: Words) -> Markup:
    """Where the series breaks and why; nothing where it does not."""
    if not indicator.breaks:
        return Markup("")
    items = []
    for entry in indicator.breaks:
        from_when = _("From {period} on").format(period=_.period(entry.from_))
        items.append(
            Markup("<b>{}{}:</b> {} {}").format(
                from_when,
                _concerned(entry, indicator, _),
                local(entry.reason, _),
                _("Figures before and after are not compared."),
            )
        )
    return Markup('<div class="m-notice"><p><b>{}</b></p>{}</div>').format(_("Series break"), bullets(items))


def is_long(text: LocalText, _: Words) -> bool:
    """Whether a text would stand between a reader and the figures; then it stands below them."""
    return len(_.plain(text)) > _LONG


def _defined(indicator: Definition, _: Words) -> Sequence[tuple[str, Markup | str]]:
    text = indicator.definition
    return [(_("Definition"), local(text, _))] if text is not None and is_long(text, _) else ()


def _unit(indicator: Definition, _: Words) -> Markup | str:
    if indicator.unit is not None:
        return unit_word(indicator.unit, _)
    measured = [local(code.unit, _) for entry in indicator.measures for code in entry.codes
                if isinstance(code.unit, LocalText)]  # fmt: skip
    return join(dict.fromkeys(measured), "; ") if measured else stated(None, _)


def _remarks(indicator: Definition, _: Words) -> Sequence[tuple[Markup | str, Markup | str]]:
    """What else the source says, under its own headings."""
    if not isinstance(indicator, Imported):
        return ()
    return [(local(remark.heading, _), local(remark.text, _)) for remark in indicator.remarks]


def _concerned(entry: Break, indicator: Definition, _: Words) -> str:
    labels = [
        _.plain(indicator.labels[dimension][code])
        for dimension, codes in entry.codes.items()
        for code in codes
    ]
    return f" ({', '.join(labels)})" if labels else ""


def _survey(indicator: Definition, _: Words) -> Sequence[tuple[str, Markup | str]]:
    """What a survey asked and how. Where the question was not seen, that is told."""
    survey = indicator.survey
    if survey is None:
        return ()
    not_seen = Markup('<span class="m-muted">{}</span>').format(_("not seen in the sources read"))
    question, mode, weighting, non_response = (
        local(text, _) if text is not None else Markup("")
        for text in (survey.question, survey.mode, survey.weighting, survey.non_response)
    )
    return [
        (_("Question, in our words"), question or not_seen),
        (_("Asked how"), mode),
        (_("Weighting"), weighting),
        (_("Non-response"), non_response),
    ]


def _follow_up(indicator: Definition, _: Words) -> str:
    months = indicator.follow_up
    if months is None:
        return ""
    return _.plural(
        "{n} month; a cohort is incomplete before that",
        "{n} months; a cohort is incomplete before that",
        months,
    )


def _reference(reference: Reference | None, measures: Measures, to: Addresses, _: Words) -> Markup | str:
    if reference is None:
        return ""
    matched = {
        Matched.YES: _("matched on age and sex: yes"),
        Matched.NO: _("matched on age and sex: no"),
        Matched.UNKNOWN: _("matched on age and sex: not known"),
    }[reference.matched_on_age_and_sex]
    parts: list[Markup | str] = [local(reference.population, _), matched]
    if reference.indicator is not None and reference.indicator in measures.series:
        parts.append(indicator_link(measures.series[reference.indicator].indicator, to, _))
    return join(parts, "; ")


def _target(target: Target, indicator: Definition, _: Words) -> Markup:
    group = ", ".join(_.plain(indicator.labels[axis][code]) for axis, code in target.group.items())
    source = indicator.source[target.source] if target.source is not None else indicator.sources[0]
    told = _("{value} by {period}").format(
        value=figure(target.value, indicator.unit_of(target.group), _), period=_.period(target.period)
    )
    return Markup("{} ({})").format(f"{group}: {told}" if group else told, source_year(source, _))
