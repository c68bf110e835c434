"""Intervals as words: beside a figure, and below the table what they are or why there are none."""

from collections import Counter
from decimal import ROUND_HALF_EVEN, Decimal

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Series
from monitor.measures.uncertainty import FEW, Basis, NoInterval, Range, few_of, uncertainty
from monitor.show.figures import observed
from monitor.show.words import Words

_USUAL = 95  # per cent: the level that need not be said beside each figure


def judged(observation: Observation, definition: Definition, _: Words) -> str:
    """A figure with what is needed to judge it: 56 % (50–62); on few answers 9 of 16, 56 % (33–77)."""
    told = observed(observation, definition, _)
    if (few := few_of(observation, definition)) is not None:
        told = _("{numerator} of {n}, {value}").format(
            numerator=_.number(few[0]), n=_.number(few[1]), value=told
        )
    found = uncertainty(observation, definition)
    return told if isinstance(found, NoInterval) else f"{told} ({interval(found, observation, _)})"


def interval(found: Range, observation: Observation, _: Words) -> str:
    """The bounds, with as many decimals as the value has; a published one as it is printed. 50–62, or 50–62, 90 %."""
    if found.basis is Basis.PUBLISHED and observation.interval is not None:
        bounds = (observation.interval.lower, observation.interval.upper)
    else:
        bounds = (_rounded(found.lower, observation.value), _rounded(found.upper, observation.value))
    # A dash beside a minus sign cannot be read.
    between = "{lower}–{upper}" if bounds[0] >= 0 else _("{lower} to {upper}")
    told = between.format(lower=_.number(bounds[0]), upper=_.number(bounds[1]))
    if found.level is None or round(found.level, 6) == _USUAL:
        return told
    return _("{interval}, level {level}\N{NO-BREAK SPACE}%").format(
        interval=told, level=_.number(Decimal(f"{found.level:g}"))
    )


def notes(series: Series, _: Words) -> list[str]:
    """What the brackets behind figures hold, and for which figures there are none and why."""
    found = [(entry, uncertainty(entry, series.indicator)) for entry in series.observations]
    ranges = [each for _entry, each in found if isinstance(each, Range)]
    told = []
    if any(each.basis is Basis.WILSON for each in ranges):
        told.append(
            _(
                "In brackets: 95\N{NO-BREAK SPACE}% interval, computed here (Wilson). Simple random sample "
                "assumed; non-response not covered."
            )
        )
    published = [each for each in ranges if each.basis is Basis.PUBLISHED]
    if published:
        told.append(
            _("In brackets: interval as the source prints it.")
            if all(each.level is not None for each in published)
            else _("In brackets: interval as the source prints it; it does not say of which level.")
        )
    if any(few_of(entry, series.indicator) for entry, _found in found):
        told.append(_("On fewer than {n} answers the count stands before the share.").format(n=FEW))
    reasons = Counter(each for _entry, each in found if isinstance(each, NoInterval))
    return told + _why_not(reasons, len(found), _)


def _why_not(reasons: Counter[NoInterval], figures: int, _: Words) -> list[str]:
    told = []
    for reason in NoInterval:
        if not reasons[reason] or reason is NoInterval.MISSING:
            continue
        why = no_interval_word(reason, _)
        if reasons[reason] == figures:
            told.append(_("No interval: {reason}.").format(reason=why))
        else:
            told.append(
                _("No interval for {n} of {figures} figures: {reason}.").format(
                    n=_.number(reasons[reason]), figures=_.number(figures), reason=why
                )
            )
    return told


def no_interval_word(reason: NoInterval, _: Words) -> str:
    """Why a figure has no interval."""
    return {
        NoInterval.MISSING: _("there is no figure"),
        NoInterval.PLANNED: _("a plan or target, which nobody has measured"),
        NoInterval.REGISTER: _("a register, in which everybody is counted"),
        NoInterval.FULL_COUNT: _("a full count, not a sample"),
        NoInterval.ADMINISTRATIVE: _("administrative figures, not a sample"),
        NoInterval.ESTIMATE: _("an estimate; how far it may be off is not printed"),
        NoInterval.SEVERAL_WAYS: _("collected in several ways, not all of them samples"),
        NoInterval.COLLECTION_NOT_STATED: _("the source does not say how the figures were collected"),
        NoInterval.IN_WORDS: _("given in words, or as “about”, “over” and the like"),
        NoInterval.NO_SHARE: _("a sample, but not a share; how much it varies is not printed"),
        NoInterval.N_UNKNOWN: _("a sample, but the number of answers behind the figure is not printed"),
    }[reason]


def _rounded(bound: float, value: Decimal | None) -> Decimal:
    exponent = Decimal(1) if value is None else Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    return Decimal(repr(bound)).quantize(exponent, rounding=ROUND_HALF_EVEN)
