"""Figures for Prometheus: on a port of their own, for this machine, about nobody."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.access.access import LOCAL
from monitor.errors import Refused, Unreadable
from monitor.settings import Settings
from monitor.web.metrics import Metrics
from monitor.wiring import Services, open_services
from tests.builders import a_report
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
    assert found["monitor_recorded_total", "evidence_added"] == 1
    assert [name for name in found if "INVENTED" in name] == []  # a label no visitor can fill
    assert httpx.get(f"{server.url}/metrics").status_code == 404


def test_without_a_port_there_are_none(server: Server):
    assert httpx.get(f"{server.url}/metrics").status_code == 404


def test_a_refusal_is_counted_by_its_code(tmp_path: Path):
    services, port = open_services(Settings(data_dir=tmp_path)), free_port()
    Metrics(lambda: services).serve("127.0.0.1", port)
    assert figures(port)["monitor_writers",] == 0
    for _ in range(2):
        with pytest.raises(Refused):
            services.asked_by(LOCAL).writer.record([a_report(initiative="9.9")])
    assert figures(port)["monitor_refused_total", "unknown_initiative"] == 2


def test_a_database_that_cannot_be_opened_takes_only_its_own_figures_away():
    def closed() -> Services:
        raise Unreadable("database_unreachable", "The database does not answer.")

    port = free_port()
    Metrics(closed).serve("127.0.0.1", port)
    found = figures(port)
    assert ("monitor_sessions",) in found
    assert ("monitor_writers",) not in found
