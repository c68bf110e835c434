"""Addresses at which every kind of page is met once, and what is read at each of them."""

ADDRESSES = (
    "",
    "initiatives",
    "initiative?id=1.5",
    "timeline",
    "responsibilities",
    "responsibilities?body=HOD",
    "indicators",
    "indicators?theme=prison_population",
    "explore",
    "explore?id=mental_health",
    "explore?id=releases&chart=stack",
    "explore?id=sweden_new_sanction&id=inmates_first_of_january&inmates_first_of_january.chart=panels",
    "indicators?id=housing_before_prison",
    "compare?a=work_before_prison_2014&b=housing_at_release",
    "outcomes?theme=needs_assessment",
    "coverage",
    "report?for=JD",
    "report?for=JD&id=1.5",
    "rounds",
    "statement?for=JD&id=1.5",
    "statement?for=JD&id=1.5&kind=evidence",
    "conclusion?id=1.5&committee=directorate-committee",
    "workbook?for=JD",
    "imports",
    "answers?for=KD",
    "history",
    "changes?since=2019-01-01&until=2022-12-31",
    "about",
)


def at(server: str, address: str, **query: str) -> str:
    """The full address, with more of a query behind what it has."""
    more = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{server}/{address}{'&' if '?' in address else '?'}{more}"
