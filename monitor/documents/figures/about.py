"""What a file says of its figures: what was chosen, where they are from, what to mind, and how they are cited."""

from collections.abc import Iterator

from monitor.catalogue.text import LocalText
from monitor.documents.figures.columns import notice, unit_text
from monitor.documents.figures.part import Part
from monitor.measures.citation import Wording, edition_words, product
from monitor.measures.definitions import Definition, Persons, Source

Told = list[tuple[str, str]]
"""Labels, and what stands behind each."""


def about(part: Part, _: Wording, *, demo: bool) -> Told:
    """The lines on one indicator, in the reader's language as far as it exists in it."""
    definition = part.definition
    return [
        *([(_("Demonstration data"), notice(_))] if demo else []),
        (_("Indicator"), f"{definition.title.wording(_.language).text} ({definition.id})"),
        (_("How to cite"), part.citation(_)),
        (_("Edition"), edition_words(part.number, part.day, _)),
        (_("Address"), part.link),
        (_("Licence"), part.licence or _("The source states none.")),
        *((_("Source"), line) for line in (source_line(each, _) for each in definition.sources)),
        *((_("Data set"), each) for each in _dataset(part, _)),
        (_("Chosen"), chosen(part, _)),
        (_("Figures"), str(part.count)),
        *_meaning(part.said, _),
    ]


def signs(_: Wording) -> Told:
    """What stands for no value, and what the columns of intervals hold."""
    return [
        (":", _("A value that is kept back; why_no_value says by whom. It is not zero.")),
        (_("Blank"), _("No value, or the total of a breakdown; never zero.")),
        ("lower, upper, level", _("An interval as the source prints it; the level in per cent.")),
        (
            "computed_lower, computed_upper, computed_level",
            _("An interval computed here (Wilson): simple random sample assumed; non-response not covered."),
        ),
        ("interval", _("Where the interval is from, or why there is none, as a code.")),
    ]


def source_line(source: Source, _: Wording) -> str:
    """A source in one line."""
    table = _("table {number}").format(number=source.register_table) if source.register_table else ""
    read_on = _("read on {day}").format(day=_.day(source.read_on)) if source.read_on else ""
    publisher = source.publisher.wording(_.language).text if source.publisher else ""
    parts = (source.named(_.language), publisher, str(source.year or ""), table, source.url or "", read_on)
    return ". ".join(filter(None, parts))


def chosen(part: Part, _: Wording) -> str:
    """What was chosen, in words; that it is everything where nothing was."""
    selection, said = part.selection, []
    for dimension in part.definition.dimensions:
        if dimension.id in selection.codes:
            labels = part.definition.labels[dimension.id]
            words = [
                _("total")
                if code is None
                else labels[code].wording(_.language).text
                if code in labels
                else code
                for code in selection.codes[dimension.id]
            ]
            said.append(f"{dimension.title.wording(_.language).text}: {', '.join(words)}")
    if selection.first_day is not None:
        said.append(_("from {day}").format(day=selection.first_day.isoformat()))
    if selection.last_day is not None:
        said.append(_("until {day}").format(day=selection.last_day.isoformat()))
    if selection.periods is not None:
        said.append(", ".join(selection.periods))
    return "; ".join(said) or _("Every figure of the edition")


def texts(definition: Definition, _: Wording) -> Iterator[tuple[str, LocalText]]:
    """What the definition says in words, as far as it is stated."""
    survey = definition.survey
    stated = [
        (_("Finding"), definition.finding),
        (_("Definition"), definition.definition),
        (_("Population"), definition.population),
        (_("Base"), definition.base),
        (_("Method"), definition.method),
        (_("Question, in our words"), survey.question if survey else None),
        (_("Asked how"), survey.mode if survey else None),
        (_("Weighting"), survey.weighting if survey else None),
        (_("Non-response"), survey.non_response if survey else None),
        *((_("Caveat"), caveat) for caveat in definition.caveats),
        *((_("Another source says otherwise"), conflict.note) for conflict in definition.conflicts),
    ]
    yield from ((label, text) for label, text in stated if text is not None)
    for entry in definition.breaks:
        yield _("Series break from {period}").format(period=entry.from_), entry.reason


def _meaning(definition: Definition, _: Wording) -> Told:
    found = [(_("Unit"), unit_text(definition.unit, _) or "")]
    found += [(label, text.wording(_.language).text) for label, text in texts(definition, _)]
    if definition.persons is Persons.UNPUBLISHED:
        hidden = _(
            "Figures on few persons, and others that would give them away, are hidden and never shown."
        )
        found.append((_("Protection of persons"), hidden))
    return [(label, text) for label, text in found if text]


def _dataset(part: Part, _: Wording) -> Iterator[str]:
    if part.dataset is not None:
        publisher = part.dataset.publisher
        title = part.dataset.title.wording(_.language).text
        named = publisher.wording(_.language).text if publisher else ""
        yield ". ".join(filter(None, (title, named, part.dataset.url or "")))


def made_by(_: Wording) -> str:
    """What wrote the file."""
    return product(_)
