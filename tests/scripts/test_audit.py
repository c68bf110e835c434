"""What `make audit` says: no known fault, known faults, or that nobody could be asked; never one for another."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts.audit import KNOWN_FAULTY, LOCKS, CouldNotAsk, Fault, batches, look, main
from scripts.locks import ROOT, Pin, read_lock

AUDIT_PYTHON = ROOT / ".venv-audit" / "bin" / "python"
PINS = (Pin("anyio", "4.16.0", None, ("a",)), Pin("numpy", "2.4.6", None, ("b",)))
FAULTY = KNOWN_FAULTY[0]


def answer(asked: str, **faulty: list[str]) -> str:
    """What pip-audit writes when the packages named have these advisories."""
    entries = []
    for line in asked.split():
        name, version = line.split("==")
        vulns = [{"id": each, "fix_versions": ["9.9"], "aliases": []} for each in faulty.get(name, ())]
        entries.append({"name": name, "version": version, "vulns": vulns})
    return json.dumps({"dependencies": entries, "fixes": []})


def test_no_known_fault_is_said_when_the_index_knows_the_package_that_has_some(capsys):
    assert main(lambda _, asked: answer(asked, **{FAULTY: ["CVE-1"]})) == 0
    count = len(
        {(pin.name, pin.version) for lock in LOCKS for pin in read_lock((ROOT / lock).read_text(), lock)}
    )
    assert capsys.readouterr().out == f"No known fault in {count} locked packages, as pypi has it.\n"


def test_a_known_fault_is_named_with_what_mends_it_and_ends_with_1(capsys):
    assert main(lambda _, asked: answer(asked, **{FAULTY: ["CVE-1"], "anyio": ["CVE-2"]})) == 1
    said = capsys.readouterr().out
    assert "CVE-2, mended in 9.9" in said
    assert "CVE-1" not in said


def test_an_index_that_cannot_be_reached_ends_with_3_and_says_no_all_clear(capsys):
    assert main(lambda service, _: CouldNotAsk(f"no way to {service}")) == 3
    said = capsys.readouterr().out
    assert said.startswith("No index of advisories could be asked, so nothing is known")
    assert "pypi: no way to pypi" in said
    assert "osv: no way to osv" in said
    assert "No known fault" not in said


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (lambda asked: answer(asked), "holds no advisories"),
        (
            lambda asked: answer(asked.replace("anyio==4.16.0\n", ""), **{FAULTY: ["CVE-1"]}),
            "leaves out anyio",
        ),
        (lambda asked: answer(asked.replace("4.16.0", "4.15.0"), **{FAULTY: ["CVE-1"]}), "leaves out anyio"),
        (
            lambda asked: json.dumps(
                {
                    "dependencies": [
                        {"name": line.split("==")[0], "skip_reason": "?"} for line in asked.split()
                    ]
                }
            ),
            "leaves out",
        ),
        (lambda asked: "", "could not be read"),
        (lambda asked: "[]", "could not be read"),
        (lambda asked: "<html>", "could not be read"),
    ],
    ids=["empty mirror", "package missing", "other version", "skipped", "nothing", "no object", "a page"],
)
def test_an_answer_that_cannot_be_relied_on_is_no_answer(given, why: str):
    refusals = look(PINS, lambda _, asked: given(asked))
    assert isinstance(refusals, list)
    assert len(refusals) == 2
    assert all(why in line for line in refusals)


def test_the_second_index_is_asked_where_the_first_cannot_be():
    found = look(
        PINS,
        lambda service, asked: (
            CouldNotAsk("closed")
            if service == "pypi"
            else answer(asked, **{FAULTY: ["CVE-1"], "numpy": ["CVE-3"]})
        ),
    )
    assert found == ("osv", [Fault("numpy", "2.4.6", "CVE-3", ("9.9",))])


def test_every_version_of_a_package_is_asked_for_whatever_machine_it_is_locked_for():
    pins = (*PINS, Pin("numpy", "2.5.5", "python_full_version >= '3.12'", ("c",)))
    assert batches(pins) == [
        "anyio==4.16.0\nnumpy==2.4.6\ndjango==1.11\n",
        "numpy==2.5.5\ndjango==1.11\n",
    ]


def test_the_package_known_to_have_faults_is_in_no_lock():
    names = {pin.name for lock in LOCKS for pin in read_lock((ROOT / lock).read_text(), lock)}
    assert FAULTY not in names


class _Advisories(BaseHTTPRequestHandler):
    """Speaks as OSV does; knows advisories on the packages in `known`."""

    known: frozenset[str] = frozenset()

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = asked["package"]["name"] in self.known
        said = json.dumps({"vulns": [{"id": "OSV-1", "affected": [], "summary": "x"}]} if known else {})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Advisories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    server.server_close()


@pytest.mark.skipif(not AUDIT_PYTHON.exists(), reason="pip-audit is installed by `make audit` only")
@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({FAULTY}, "('osv', [])"),
        (
            {FAULTY, "numpy"},
            "('osv', [Fault(package='numpy', version='2.4.6', advisory='OSV-1', fixed_in=())])",
        ),
        (set(), "holds no advisories"),
    ],
    ids=["no fault", "a fault", "an index without advisories"],
)
def test_pip_audit_itself_answers_as_these_tests_take_it_to(index: str, monkeypatch, known, expected: str):
    monkeypatch.setattr(_Advisories, "known", frozenset(known))
    script = (
        "from scripts import audit; from scripts.locks import Pin; audit.SERVICES = ('osv',); "
        "print(audit.look([Pin('anyio', '4.16.0', None, ()), Pin('numpy', '2.4.6', None, ())], audit.pip_audit))"
    )
    ran = subprocess.run(
        [AUDIT_PYTHON, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PIP_AUDIT_OSV_URL": index, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert expected in ran.stdout
