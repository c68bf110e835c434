"""Fetches one table of a statistics bank (PxWebApi v2): what it is first, then the figures that were selected.

Specification: https://github.com/PxTools/PxApiSpecs; guide of Statistics Norway:
https://www.ssb.no/en/api/statbank-pxwebapi-user-guide.
"""

from collections.abc import Callable, Sequence

from monitor.errors import Refused
from monitor.measures.received import Received
from monitor.sources.jsonstat_door import MAX_CELLS, read_dataset
from monitor.sources.pxweb.answers import changed
from monitor.sources.pxweb.asked import Answer, Keep
from monitor.sources.pxweb.asker import Asker, opened
from monitor.sources.pxweb.chunks import Selection, cells, cut
from monitor.sources.pxweb.definition import Origin, defined
from monitor.sources.pxweb.joined import Joined
from monitor.sources.pxweb.manners import Manners
from monitor.sources.pxweb.offer import Offer, read_offer
from monitor.sources.pxweb.pace import Pace
from monitor.sources.pxweb.reading import how_to_read
from monitor.sources.pxweb.request import TableRequest
from monitor.sources.pxweb.wanted import codes_in_list, the_time, wanted

Progress = Callable[[int, int], None]
"""Told how many of the questions for figures are answered, and of how many."""


def fetch(
    request: TableRequest,
    manners: Manners,
    pace: Pace,
    *,
    progress: Progress = lambda _done, _total: None,
    keep: Keep = lambda _name, _answer: None,
) -> Received:
    """The figures a request selects, with the definition the table gives of itself.

    Use one `pace` for all that is asked of a source. `keep` is given every answer as it came.

    Raises Refused, with nothing of it kept but what `keep` was given: `data_host_refused`; what `Asker.post` raises;
    what the doors raise for an answer that is no JSON-stat 2; what `wanted` raises where the table has changed;
    `pxweb_too_much` with `cells` and `limit`; `pxweb_other_answer` with `problem` where something else came than was
    asked for; `pxweb_changed` where the table changed meanwhile; `pxweb_no_period` with `said` where no code of time
    is understood.
    """
    with opened(request.base, manners, pace) as asker:
        offer = _offer(asker, request, keep)
        if offer.per_window is not None:
            pace.no_faster_than(*offer.per_window)
        described = _described(asker, request, keep, "metadata")
        table = read_dataset(described.content)
        selection = wanted(request, table, _codes_of_lists(asker, request, keep))
        questions = _questions(selection, manners, offer)
        reading, refused = how_to_read(request, the_time(table), selection, request.address)
        joined = Joined(table, reading)
        progress(0, len(questions))
        for number, question in enumerate(questions, 1):
            answer = asker.post(_data_address(request), request.language, question, request.codelists)
            keep(f"data-{number:04}", answer)
            joined.add(answer)
            progress(number, len(questions))
        if len(questions) > 1:
            again = read_dataset(_described(asker, request, keep, "metadata-after").content)
            if again.updated != table.updated:
                raise changed(asker.host)
    origin = Origin(
        address=request.address,
        bank=request.base,
        number=request.table,
        licence=offer.licence,
        read_on=described.instant.date(),
    )
    definition, dataset = defined(request, table, reading, joined.categories, origin)
    return Received(
        definition=definition,
        figures=joined.figures(),
        digest=joined.digest,
        refused=refused,
        asked={
            "base": request.base,
            "table": request.table,
            "language": request.language,
            "selected": {variable: list(said) for variable, said in request.select.items()},
            "left_out": list(request.left_out),
            "totals": dict(request.totals),
            "updated": None if table.updated is None else table.updated.isoformat(),
            "metadata": described.told(),
            "answers": joined.told,
        },
        dataset=dataset,
    )


def _offer(asker: Asker, request: TableRequest, keep: Keep) -> Offer:
    try:
        answer = asker.get(f"{request.base}/config", request.language)
    except Refused as error:
        if error.code == "pxweb_not_found":  # an older one that says nothing of itself
            return Offer()
        raise
    keep("config", answer)
    return read_offer(answer.content)


def _described(asker: Asker, request: TableRequest, keep: Keep, name: str) -> Answer:
    answer = asker.get(f"{request.address}/metadata?lang={request.language}", request.language)
    keep(name, answer)
    return answer


def _codes_of_lists(asker: Asker, request: TableRequest, keep: Keep) -> dict[str, list[str]]:
    codes = {}
    for variable, name in request.codelists.items():
        answer = asker.get(f"{request.base}/codelists/{name}?lang={request.language}", request.language)
        keep(f"codelist-{name}", answer)
        codes[variable] = codes_in_list(answer.content, name)
    return codes


def _data_address(request: TableRequest) -> str:
    return f"{request.address}/data?lang={request.language}&outputFormat=json-stat2"


def _questions(selection: Selection, manners: Manners, offer: Offer) -> Sequence[Selection]:
    total = cells(selection)
    if total > manners.most_cells_in_all:
        raise Refused(
            "pxweb_too_much",
            f"The selection comes to {total:,} figures; at most {manners.most_cells_in_all:,}. Select fewer codes.",
            cells=total,
            limit=manners.most_cells_in_all,
        )
    return cut(selection, max(1, min(manners.most_cells, offer.most_cells, MAX_CELLS)))
