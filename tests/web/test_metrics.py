"""Figures for Prometheus: on a port of their own, for this machine, about nobody."""

from collections.abc import Callable

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.errors import Refused
from monitor.tally import Tally
from monitor.web.metrics import Metrics
from tests.conftest import Server, free_port
from tests.soak.sessions import opened


def figures(port: int) -> dict[tuple[str, ...], float]:
    """Every figure by its name and the values of its labels."""
    text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_sessions_and_what_was_recorded_are_counted(serve: Callable[..., Server]):
    port = free_port()
    server = serve(METRICS_PORT=str(port))
    assert httpx.get(f"{server.url}/initiatives").status_code == 200
    httpx.request("INVENTED", f"{server.url}/initiatives")
    with opened(server.url, "statement", **{"id": "1.5", "kind": "evidence", "for": "JD"}) as session:
        assert figures(port)["monitor_sessions",] == 1
        session.set("-evidence_url", "https://www.example.no/report")
        session.set("-comment", "Evaluated.")
        session.run()
        session.press("-record")
    found = figures(port)
    assert found["monitor_requests_total", "GET", "page", "200"] == 1
    assert found["monitor_request_seconds_count", "page"] == 2
    assert found["monitor_recorded_total", "evidence"] == 1
    assert [name for name in found if "INVENTED" in name] == []  # a label no visitor can fill
    assert httpx.get(f"{server.url}/metrics").status_code == 404


def test_without_a_port_there_are_none(server: Server):
    assert httpx.get(f"{server.url}/metrics").status_code == 404


def test_a_refusal_is_counted_by_its_code_and_goes_on_to_who_asked():
    tally, port = Tally(), free_port()
    Metrics(lambda: tally).serve("127.0.0.1", port)
    for _ in range(2):
        with pytest.raises(Refused), tally.refusals():
            raise Refused("stale_revision", "Somebody was faster.")
    assert figures(port)["monitor_refused_total", "stale_revision"] == 2
