"""How the monitor reads the strategy, its rules in words, and every source it shows."""

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence
from monitor.measures.definitions import Source
from monitor.measures.observations import Measures
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.sources import evidence_entry, source_line
from monitor.show.text import bullets, definitions, heading, join, local, outside_link, paragraph
from monitor.show.words import Words


def strategy(catalogue: Catalogue, _: Words) -> Markup:
    """The strategy: title, document, period, vision, goals, and how we read the print."""
    entry = catalogue.strategy
    publication = entry.publication
    document = join(
        [
            outside_link(publication.url, publication.number or _("the document")),
            local(publication.publisher, _),
            _.partial(publication.printed),
        ],
        ", ",
    )
    period = _("{first} to {last}").format(
        first=_.partial(entry.period.from_), last=_.partial(entry.period.to)
    )
    return join(
        [
            heading(2, local(entry.title, _)),
            definitions(
                [
                    (_("Document"), document),
                    (_("Period"), period),
                    (_("Vision"), local(entry.vision, _)),
                    (_("Goals"), bullets([local(goal.text, _) for goal in entry.goals])),
                ]
            ),
            heading(3, _("How we read the print")),
            bullets([local(note, _) for note in entry.notes]),
        ]
    )


def rules(_: Words) -> Markup:
    """The rules by which pages compute what they show."""
    return join(
        [
            heading(2, _("How to read the pages")),
            bullets(
                [
                    _(
                        "Reported: the latest report by the body's own account that held on the day "
                        "shown and was published by then; one that was withdrawn or corrected does not "
                        "count. Nothing reported is “not reported”, never “not started”."
                    ),
                    _(
                        "Public record: our reading of dated public sources, not assessed by the "
                        "ministries. It counts from the day of publication. Undated evidence counts "
                        "only in today's view and is placed nowhere in time."
                    ),
                    _("Schedule: computed from the deadline in force. A year is read as its last day."),
                    _(
                        "An initiative needs a decision when the report in force asks for one and no "
                        "committee has concluded on it; when its deadline has passed and it is neither "
                        "completed, discontinued nor revised; or when report and public record "
                        "contradict each other. “No public evidence found” contradicts nothing."
                    ),
                    _(
                        "Figures on expected housing, work and money are what inmates expected at "
                        "release in 2014: a stock of inmates, not a flow of releases. They are never "
                        "multiplied by releases."
                    ),
                    _(
                        "Sources that disagree are shown as a conflict. Parts that are not shares of "
                        "one whole are not stacked. A figure beside an initiative is association, not"
                        " effect."
                    ),
                    _(
                        "Figures given as “about” or in words keep that. “n” is the figure's own "
                        "denominator; where none was printed, it says so."
                    ),
                ]
            ),
        ]
    )


def checked(to: Addresses, _: Words) -> Markup:
    """The way to what is linked to nothing."""
    return paragraph(
        to.link(_("What stands without an initiative, an indicator or evidence"), addresses.COVERAGE)
    )


def record(entries: list[Evidence], unplaced: list[Evidence], _: Words) -> Markup:
    """The public record on the strategy as a whole."""
    parts = [
        heading(2, _("Public record on the strategy as a whole")),
        paragraph(_("Our reading of public sources, not assessed by the ministries."), "m-muted"),
        *(evidence_entry(entry, _) for entry in entries),
    ]
    if unplaced:
        parts.append(heading(3, _("Undated, placed nowhere in time")))
        parts.extend(evidence_entry(entry, _) for entry in unplaced)
    return join(parts)


def sources(measures: Measures, _: Words) -> Markup:
    """Every source of figures, once each, by publisher."""
    known: dict[tuple[str, str, str], Source] = {}  # by publisher, title and address
    for series in measures.series.values():
        for source in series.indicator.sources:
            publisher = _.plain(source.publisher) if source.publisher else ""
            known.setdefault((publisher, source.named(_.language), source.url or ""), source)
    lines = [source_line(source, _) for _key, source in sorted(known.items(), key=lambda entry: entry[0])]
    return join([heading(2, _("Sources of figures")), bullets(lines)])


def kept(_: Words) -> Markup:
    """What the monitor keeps, and what it does not do."""
    return join(
        [
            heading(2, _("What is kept, and what leaves the machine")),
            paragraph(
                _(
                    "Reports lie in the database of this dashboard and cannot be changed or deleted. Texts "
                    "with personal data can be removed; the log shows that they were. The pages fetch nothing "
                    "from other machines: links to sources open only when you follow them, and where people "
                    "sign in, that leads to their sign-in service."
                )
            ),
        ]
    )
