"""How an import is told in words."""

from decimal import Decimal

from monitor.catalogue.provenance import Confidence
from monitor.measures.absence import missing_word
from monitor.measures.observations import Qualifier
from monitor.measures.quality import Flag, Missing
from monitor.show.figures import flag_word, qualifier_word
from monitor.show.vocabulary import confidence_word
from monitor.show.words import Words
from monitor.wiring.imports import Stage


def progress(stage: Stage | None, done: float, total: int, _: Words) -> str:
    """How far it is, in one line: of one table its share, of several how many are done."""
    if stage is None or not total:
        return _("Waiting")
    if total == 1 and stage is not Stage.ASKING:
        share = {
            Stage.READING: _("Read: {percent}"),
            Stage.COMPARING: _("Compared with the latest edition: {percent}"),
        }
        return share[stage].format(percent=_("{number}\N{NO-BREAK SPACE}%").format(number=int(100 * done)))
    template = {
        Stage.READING: _("Read: {done} of {total}"),
        Stage.ASKING: _("Answers that have come: {done} of {total}"),
        Stage.COMPARING: _("Compared with the latest edition: {done} of {total}"),
    }[stage]
    return template.format(done=_.number(int(done)), total=_.number(total))


def figure(value: object, _: Words) -> str:
    """A figure or a word of the source; a dash where there is none."""
    if isinstance(value, float):
        return _.number(Decimal(f"{value:.15g}"))
    if isinstance(value, int):
        return _.number(value)
    return "–" if value is None else str(value)


def told(name: str, value: object, _: Words) -> str:
    """What stands in a column of figures: signs in words, everything else as it is."""
    if name == "flags" and value:
        return ", ".join(flag_word(Flag(each), _) for each in str(value).split())
    if name == "missing" and value:
        return missing_word(Missing(str(value)), _)
    if name == "confidence" and value:
        return confidence_word(Confidence(str(value)), _)
    if name == "qualifier" and value:
        return qualifier_word(Qualifier(str(value)), _).format(value="…")
    return figure(value, _)


def column(name: str, _: Words) -> str:
    """What a column of figures holds."""
    return {
        "value": _("Value"),
        "decimals": _("Decimals"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "n": "n",
        "lower": _("Lower bound"),
        "upper": _("Upper bound"),
        "level": _("Level"),
        "flags": _("Flags"),
        "missing": _("Why there is no value"),
        "note": _("Note"),
        "note_nb": _("Note in Norwegian"),
        "qualifier": _("Exactness"),
        "confidence": _("Confidence"),
    }.get(name, name)
