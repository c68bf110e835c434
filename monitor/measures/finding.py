"""Whether the finding of an indicator was written with the figures that stand beside it."""

from monitor.measures.editions import Edition, Editions, Kind


def finding_holds(edition: Edition, editions: Editions) -> bool:
    """Whether no figure has changed since the finding in the definition of an edition was written.

    An import of figures alone keeps the definition of the edition before, whose finding may speak of other figures.
    Raises what `Editions` raises.
    """
    finding = editions.definition(edition).finding
    if finding is None or edition.kind is Kind.SHIPPED:
        return True
    kept = sorted(editions.editions(edition.indicator), key=lambda each: -each.number)
    for earlier in (each for each in kept if each.number < edition.number):
        if editions.definition(earlier).finding != finding:
            return True  # it came with `edition`
        counts = edition.counts
        if counts.new or counts.changed or counts.removed:
            return False
        edition = earlier
    return True
