"""Asks one source, and asks again where that can help: within bounds of number, time and size."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import httpx2

from monitor.errors import Refused
from monitor.sources.json_door import MAX_BYTES
from monitor.sources.pxweb import answers
from monitor.sources.pxweb.asked import Answer
from monitor.sources.pxweb.chunks import Selection, cells
from monitor.sources.pxweb.hosts import check_host
from monitor.sources.pxweb.manners import Manners
from monitor.sources.pxweb.pace import Pace

_LONGEST_COMPLAINT: Final = 64 * 2**10  # bytes that are read of what is no answer
_NOTHING: Final[Selection] = {}


class _Failure(NamedTuple):
    """That it may be asked again, after so many seconds where the source says so; and what to say otherwise."""

    refusal: Refused
    wait: float | None = None


class Asker:
    """Asks the source at an address. `opened` makes one."""

    def __init__(self, client: httpx2.Client, address: str, manners: Manners, pace: Pace) -> None:
        self._client, self._manners, self._pace = client, manners, pace
        self.host: Final = urlsplit(address).netloc

    def get(self, url: str, language: str) -> Answer:
        """What stands at an address. Raises Refused like `post`."""
        content = self._insist(self._client.build_request("GET", url), asking_for=0)
        return Answer(url, _NOTHING, {}, language, self._pace.now(), content)

    def post(self, url: str, language: str, selection: Selection, codelists: Mapping[str, str]) -> Answer:
        """The answer to a selection, which is sent in the body: addresses have a longest length.

        Raises Refused: `pxweb_unreachable`, `pxweb_certificate`, `pxweb_busy` with `seconds`, `pxweb_fault` with
        `status`, `pxweb_slow` with `seconds`, `pxweb_answer_too_large` with `limit` in megabytes, each with `host`;
        and what `answers.refusal` gives.
        """
        body = {
            "selection": [
                {"variableCode": variable, "valueCodes": list(codes)}
                | ({"codelist": codelists[variable]} if variable in codelists else {})
                for variable, codes in selection.items()
            ]
        }
        request = self._client.build_request("POST", url, json=body)
        content = self._insist(request, asking_for=cells(selection))
        return Answer(url, selection, codelists, language, self._pace.now(), content)

    def _insist(self, request: httpx2.Request, *, asking_for: int) -> bytes:
        attempt = 1
        while True:
            self._pace.turn()
            outcome = self._once(request, asking_for)
            if isinstance(outcome, bytes):
                return outcome
            wait = self._pace.back_off(attempt) if outcome.wait is None else outcome.wait
            if attempt == self._manners.attempts or wait > self._manners.longest_wait:
                raise outcome.refusal
            self._pace.wait(wait)
            attempt += 1

    def _once(self, request: httpx2.Request, asking_for: int) -> bytes | _Failure:
        try:
            response = self._client.send(request, stream=True)
            try:
                status = response.status_code
                content = self._received(response, MAX_BYTES if status == 200 else _LONGEST_COMPLAINT)
            finally:
                response.close()
        except httpx2.RequestError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise answers.certificate(self.host) from None
            return _Failure(answers.unreachable(self.host))
        if status == 200:
            if len(content) > MAX_BYTES:
                raise answers.too_large(self.host)
            return content
        wait = self._pace.asked_to_wait(response.headers.get("retry-after"))
        if status == 429:
            return _Failure(answers.busy(self.host, 60 if wait is None else wait), wait)
        if status >= 500:
            return _Failure(answers.fault(self.host, status), wait)
        raise answers.refusal(status, content, self.host, limit=asking_for)

    def _received(self, response: httpx2.Response, most: int) -> bytes:
        """What is sent, and a little more than `most` where it is too much."""
        begun, received = self._pace.elapsed(), bytearray()
        for part in response.iter_bytes():
            received += part
            if len(received) > most:
                break
            if self._pace.elapsed() - begun > self._manners.longest_answer:
                raise answers.slow(self.host, self._manners.longest_answer)
        return bytes(received)


@contextmanager
def opened(address: str, manners: Manners, pace: Pace) -> Iterator[Asker]:
    """Somebody who asks the source at `address`; Refused `data_host_refused` where it may not be asked.

    No redirect is followed, so that the source cannot send us to another host. Proxies and certificates named in the
    environment are not heeded, so that the same is asked wherever the process runs.
    """
    check_host(address, manners.hosts)
    with httpx2.Client(
        trust_env=False,
        follow_redirects=False,
        timeout=manners.timeout,
        headers={
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": "reintegration-monitor",
        },
    ) as client:
        yield Asker(client, address, manners, pace)
