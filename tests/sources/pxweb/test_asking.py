"""A source is asked slowly, again where that can help, only where it may be asked, and not for ever."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from monitor.errors import Refused
from monitor.measures.received import Received
from monitor.sources.json_door import MAX_BYTES
from monitor.sources.pxweb.fetch import fetch
from tests.sources.pxweb.bank import Bank, Fault, cut_off, dripping, running, silent, status
from tests.sources.pxweb.conftest import Clock, a_request, a_table, manners

Ask = Callable[..., Received]


def refusal(ask: Ask, **over: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        ask(**over)
    return refused.value


def test_no_more_is_asked_in_any_minute_than_is_allowed(ask: Ask, bank: Bank, clock: Clock):
    ask(how={"most_cells": 1})  # 60 cells, and what comes before and after
    assert len(bank.asked) == 63
    assert clock.waited == [60.0, 60.0]


def test_one_pace_holds_for_all_that_is_asked(ask: Ask, clock: Clock):
    pace = clock.pace(6)
    ask(pace=pace)
    ask(pace=pace)
    assert clock.waited == []
    ask(pace=pace)
    assert clock.waited == [60.0]


def test_a_source_that_wants_to_be_asked_more_slowly_is(ask: Ask, bank: Bank, clock: Clock):
    assert bank.config is not None
    bank.config |= {"maxCallsPerTimeWindow": 1, "timeWindow": 30}
    ask(how={"most_cells": 30})
    assert clock.waited == [60.0, 60.0]  # two in a minute; five were asked


def test_a_source_that_could_be_asked_faster_is_not(ask: Ask, bank: Bank, clock: Clock):
    assert bank.config is not None
    bank.config |= {"maxCallsPerTimeWindow": 30, "timeWindow": 1}
    ask(how={"most_cells": 1})
    assert clock.waited == [60.0, 60.0]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        (" 12 ", 12.0),
        ("Sun, 22 Nov 2026 10:00:42 GMT", 42.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0.0),
        ("soon", 1.0),
        ("-5", 1.0),
    ],
)
def test_the_wait_a_source_asks_for_is_kept_to(ask: Ask, bank: Bank, clock: Clock, said: str, seconds: float):
    bank.faults_in_data = [status(429, Retry_After=said)]
    assert ask().figures.num_rows == 60
    assert clock.waited == [seconds]


def test_without_a_word_one_waits_twice_as_long_each_time_less_by_chance(ask: Ask, bank: Bank, clock: Clock):
    bank.faults_in_data = [status(429)] * 4
    ask()
    assert clock.waited == [1.0, 2.0, 4.0, 8.0]
    clock.waited.clear()
    bank.faults_in_data = [status(429)] * 4
    ask(pace=clock.pace(chance=0.5))
    assert clock.waited == [0.75, 1.5, 3.0, 6.0]


def test_a_source_that_stays_busy_is_left_alone(ask: Ask, bank: Bank, clock: Clock):
    bank.faults_in_data = [status(429, Retry_After="9")] * 9
    refused = refusal(ask)
    assert (refused.code, refused.fields["seconds"]) == ("pxweb_busy", 9)
    assert len(bank.questions) == 5
    assert clock.waited == [9.0] * 4


@pytest.mark.parametrize(("said", "told"), [("3600", 3600), ("9" * 30, 86_400)])
def test_a_wait_that_is_too_long_is_for_the_person_to_decide(
    ask: Ask, bank: Bank, clock: Clock, said: str, told: int
):
    bank.faults_in_data = [status(429, Retry_After=said)]
    refused = refusal(ask)
    assert (refused.code, refused.fields["seconds"]) == ("pxweb_busy", told)
    assert clock.waited == []


@pytest.mark.parametrize("fault", [status(500), status(503), cut_off])
def test_what_may_pass_is_asked_again(ask: Ask, bank: Bank, clock: Clock, fault: Fault):
    bank.faults = [fault, fault]
    bank.faults_in_data = [fault, fault]
    assert ask().figures.num_rows == 60
    assert clock.waited == [1.0, 2.0, 1.0, 2.0]


@pytest.mark.parametrize(("fault", "code"), [(status(500), "pxweb_fault"), (cut_off, "pxweb_unreachable")])
def test_what_does_not_pass_is_given_up(ask: Ask, bank: Bank, fault: Fault, code: str):
    bank.faults_in_data = [fault] * 9
    refused = refusal(ask)
    assert (refused.code, refused.fields["host"]) == (code, bank.host)
    assert len(bank.questions) == 5


def test_a_source_that_is_silent_is_given_up(ask: Ask, bank: Bank):
    bank.faults_in_data = [silent] * 2
    refused = refusal(ask, how={"timeout": 0.2, "attempts": 2})
    assert refused.code == "pxweb_unreachable"


def test_an_answer_that_drips_in_is_given_up(ask: Ask, bank: Bank, clock: Clock):
    bank.faults_in_data = [dripping]
    clock.each_look = 100.0
    refused = refusal(ask, how={"longest_answer": 150.0})
    assert (refused.code, refused.fields["seconds"]) == ("pxweb_slow", 150)


def test_an_answer_that_is_too_large_is_not_read_to_its_end(ask: Ask, bank: Bank):
    bank.faults_in_data = [status(200, b" " * (MAX_BYTES + 2**20))]
    refused = refusal(ask)
    assert (refused.code, refused.fields["limit"]) == ("pxweb_answer_too_large", 10)


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:1/v2/tables/10000/data", "/v2/tables/10000/data", "file:///etc/passwd"]
)
def test_nobody_is_sent_elsewhere(ask: Ask, bank: Bank, location: str):
    bank.faults_in_data = [status(302, Location=location)]
    assert refusal(ask).code == "pxweb_moved"
    assert len(bank.questions) == 1


@pytest.mark.parametrize("allowed", [[], ["127.0.0.1"], ["localhost"], ["data.ssb.no"]])
def test_a_host_that_is_not_named_is_not_asked(ask: Ask, bank: Bank, allowed: list[str]):
    refused = refusal(ask, how={"hosts": frozenset(allowed)})
    assert refused.code == "data_host_refused"
    assert "DATA_HOSTS" in refused.message
    assert bank.asked == []


def test_nothing_in_the_environment_leads_elsewhere(ask: Ask, bank: Bank, monkeypatch: pytest.MonkeyPatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert ask().figures.num_rows == 60


def test_we_say_who_asks_and_tell_nothing_else(ask: Ask, bank: Bank):
    ask()
    for _method, _path, headers, _body in bank.asked:
        assert headers["User-Agent"] == "reintegration-monitor"
        assert not {"Authorization", "Referer"} & set(headers)


def test_nobody_listens(clock: Clock):
    with running(Bank()) as gone:
        pass
    with pytest.raises(Refused) as refused:
        fetch(a_request(gone), manners(gone), clock.pace())
    assert refused.value.code == "pxweb_unreachable"
    assert len(clock.waited) == 4


def test_a_source_that_cannot_prove_who_it_is_is_asked_nothing(clock: Clock, tmp_path: Path):
    def with_a_certificate_of_its_own(server: ThreadingHTTPServer) -> str:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
        today = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(today - timedelta(days=1))
            .not_valid_after(today + timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        (tmp_path / "both.pem").write_bytes(
            certificate.public_bytes(pem)
            + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "both.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        return "https"

    table = a_table()
    with running(Bank({table.id: table}), with_a_certificate_of_its_own) as bank:
        host = bank.address.removeprefix("https://").split("/")[0]
        with pytest.raises(Refused) as refused:
            fetch(a_request(bank), manners(bank, hosts=frozenset({host})), clock.pace())
    assert refused.value.code == "pxweb_certificate"
    assert bank.asked == []
    assert clock.waited == []
