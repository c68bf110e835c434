"""How far the figures are from targets, in sentences."""

from decimal import Decimal

from markupsafe import Markup

from monitor.catalogue.text import LocalText
from monitor.measures.reading.targets import Aim, NoPace, Pace
from monitor.measures.reading.whole import Reading
from monitor.measures.scales import Unit
from monitor.show.differences import amount, dated, interval_of, value_of
from monitor.show.reading_words import reason_sentence
from monitor.show.text import bullets, join, paragraph
from monitor.show.words import Words
from monitor.statistics.target import Standing


def targets(found: Reading, _: Words) -> Markup:
    """Each target with its date, the figure that is to meet it, and what is left."""
    sentences = [_target(aim, found, _) for aim in found.aims]
    return paragraph(sentences[0]) if len(sentences) == 1 else bullets(sentences)


def _target(aim: Aim, found: Reading, _: Words) -> Markup:
    definition, target = found.series.indicator, aim.target
    unit = definition.unit_of(target.group)
    group = ", ".join(_.plain(definition.labels[axis][code]) for axis, code in target.group.items())
    head = _("Target for {period}: {value}.").format(
        period=_.period(target.period), value=value_of(target.value, unit, _)
    )
    parts: list[Markup | str] = [Markup("<b>{}</b>").format(f"{group}: {head}" if group else head)]
    if aim.last is None or aim.remaining is None:
        if aim.reason is not None:
            parts.append(reason_sentence(aim.reason, _))
        return join(parts, " ")
    parts.append(_distance(aim, aim.remaining, _))
    if aim.reason is not None:
        parts.append(Markup('<span class="m-tag">{}</span>').format(_("cannot be judged")))
        parts.append(reason_sentence(aim.reason, _))
    if isinstance(aim.pace, Pace):
        parts.append(_pace(aim.pace, unit, _))
    elif aim.pace is NoPace.NO_EARLIER_POINT:
        parts.append(_("No pace is told: there is no earlier point to measure it from."))
    elif aim.pace is NoPace.NOT_CLEAR and aim.standing is not Standing.CANNOT_BE_JUDGED:
        parts.append(_("No pace is told: whether there was any change is not clear."))
    return join(parts, " ")


def _distance(aim: Aim, remaining: Decimal, _: Words) -> str:
    if aim.last is None:
        return ""
    left = amount(remaining, aim.last.unit, _)
    if aim.interval is not None:
        left = f"{left} ({interval_of(remaining, aim.interval, _)})"
    template = {
        Standing.REACHED: _("Reached: {figure}.")
        if remaining == 0
        else _("Reached: {figure}, {left} beyond it."),
        Standing.SHORT: _("Not reached: {figure}, {left} from it.")
        if aim.is_of_its_period
        else _("{figure}, {left} from it."),
        Standing.NOT_CLEAR: _("Whether it is reached is not clear: {figure}, {left} from it."),
        Standing.CANNOT_BE_JUDGED: _("{figure}, {left} from it as printed."),
    }[aim.standing]
    return template.format(figure=dated(aim.last, _), left=left)


def _pace(pace: Pace, unit: Unit | LocalText | None, _: Words) -> str:
    def yearly(change: float) -> str:
        told = amount(Decimal(repr(change)).quantize(Decimal("0.1")), unit, _)
        return (_("a fall of {amount}") if change < 0 else _("a rise of {amount}")).format(amount=told)

    so_far = _("no change") if pace.so_far == 0 else yearly(pace.so_far)
    return _(
        "To get there takes {needed} a year; since {period} it was {so_far} a year. This is arithmetic, no forecast."
    ).format(needed=yearly(pace.needed), period=_.period(pace.since.period), so_far=so_far)
