"""Figures about the running process for Prometheus, on a port of their own."""

from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from monitor.errors import MonitorError
from monitor.wiring import Services

_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "WEBSOCKET"}


class Metrics:
    """Counts requests by kind of address, never by who asked. No label can take values that a visitor chooses."""

    def __init__(self, services: Callable[[], Services]) -> None:
        """`services` fetches what all sessions share; it is asked each time somebody reads the figures."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "monitor_requests",
            "Requests and sessions that ended.",
            ["route", "method", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "monitor_request_seconds", "Time to a request's end.", ["route"], registry=self._registry
        )
        self.sessions = Gauge("monitor_sessions", "Open pages.", registry=self._registry)
        self.script_faults = Counter(
            "monitor_script_faults", "Faults that a reader met as a calm sentence.", registry=self._registry
        )
        self._registry.register(_Written(services))

    def request(self, route: str, method: str, status: int, seconds: float | None) -> None:
        """Count a request; `seconds` is None for a session, whose length says nothing of the server."""
        self._requests.labels(route, method if method in _METHODS else "other", str(status)).inc()
        if seconds is not None:
            self._seconds.labels(route).observe(seconds)

    def serve(self, host: str, port: int) -> None:
        """Answers Prometheus in a thread of its own for as long as the process lives.

        Raises MonitorError with the code `port_taken` when the port cannot be had."""
        try:
            start_http_server(port, host, registry=self._registry)
        except (OSError, UnicodeError) as problem:  # the latter for a host whose name no host can have
            said = problem.strerror if isinstance(problem, OSError) else "no name of a host"
            raise MonitorError(
                "port_taken",
                f"METRICS_PORT {port} on {host} cannot be used ({said}); choose another.",
                port=port,
            ) from problem


class _Written(Collector):
    def __init__(self, services: Callable[[], Services]) -> None:
        self._services = services

    def describe(self) -> Iterable[Metric]:
        # Asked at registration, when the database is not to be opened yet.
        return [_recorded(), _refused(), _writers()]

    def collect(self) -> Iterable[Metric]:
        recorded, refused, writers = _recorded(), _refused(), _writers()
        try:
            services = self._services()
        except MonitorError:  # the services cannot be opened; /readyz says why
            return []
        kinds, codes = services.tally.counts()
        writers.add_metric([], services.database.writers)
        for kind, count in kinds.items():
            recorded.add_metric([kind], count)
        for code, count in codes.items():
            refused.add_metric([code], count)
        return [recorded, refused, writers]


def _recorded() -> CounterMetricFamily:
    return CounterMetricFamily("monitor_recorded", "Entries recorded by this process.", labels=["kind"])


def _refused() -> CounterMetricFamily:
    return CounterMetricFamily("monitor_refused", "Requests to record that were refused.", labels=["code"])


def _writers() -> GaugeMetricFamily:
    return GaugeMetricFamily("monitor_writers", "Requests that write now or wait for their turn.")
