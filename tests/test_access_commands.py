"""roles and tokens, as a person at a terminal meets them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.__main__ import main
from monitor.access.access import Grant
from monitor.access.roles import Role
from monitor.settings import Settings
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.stores import SqlStores, stores

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
Said = pytest.CaptureFixture[str]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlStores:
    """A database in which Kari has signed in once."""
    engine = open_engine(f"sqlite:///{tmp_path / 'var' / 'monitor.db'}")
    migrate(engine)
    made = stores(engine, tmp_path / "editions")
    made.people.seen(issuer="https://id.no", subject="kari", name="Kari", email="kari@example.no", at=NOON)
    settings = Settings(data_dir=tmp_path / "var")
    monkeypatch.setattr(Settings, "read", lambda: settings)
    return made


def kari(kept: SqlStores) -> str:
    return kept.people.people()[0].user


def test_the_first_admin_is_granted_by_what_the_provider_calls_her(kept: SqlStores, capsys: Said) -> None:
    assert main(["roles", "people"]) == 0
    assert capsys.readouterr().out == f"{kari(kept)}\tKari\tkari@example.no\thttps://id.no kari\n"
    assert main(["roles", "grant", "https://id.no kari", "admin"]) == 0
    assert capsys.readouterr().out == f"{kari(kept)} now holds the role admin.\n"
    assert main(["roles", "grant", kari(kept), "admin"]) == 0
    assert "held the role admin already; nothing was changed" in capsys.readouterr().out
    assert kept.grants.held() == [Grant(kari(kept), Role.ADMIN)]
    assert kept.grants.history()[0].by == "operator"


def test_roles_are_revoked_and_the_list_tells_how_it_came_about(kept: SqlStores, capsys: Said) -> None:
    assert main(["roles", "grant", kari(kept), "directorate", "--body", "KDI"]) == 0
    assert main(["roles", "grant", kari(kept), "reader"]) == 0
    assert main(["roles", "revoke", kari(kept), "directorate", "--body", "KDI"]) == 0
    capsys.readouterr()
    assert main(["roles", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{kari(kept)}\treader"
    assert [line.split(" operator ")[1] for line in lines[1:]] == [
        f"granted directorate for KDI: {kari(kept)}",
        f"granted reader: {kari(kept)}",
        f"revoked directorate for KDI: {kari(kept)}",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["grant", "p-nobody", "reader"], "Nobody with the id 'p-nobody' has signed in"),
        (["grant", "p-\udcff", "reader"], "has signed in"),  # what a terminal makes of a byte that is no text
        (["grant", "https://id.no kari", "ministry"], "The role ministry is granted for one body; name it."),
        (["grant", "https://id.no kari", "reader", "--body", "JD"], "leave the body out"),
        (["grant", "https://id.no kari", "ministry", "--body", "XX"], "The body XX is not in the catalogue."),
        (["revoke", "https://id.no kari", "analyst"], "does not hold the role analyst; nothing was changed"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    kept: SqlStores, arguments: list[str], told: str, capsys: Said
) -> None:
    assert main(["roles", *arguments]) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert kept.grants.history() == []


def test_the_last_admin_is_revoked_only_by_force(kept: SqlStores, capsys: Said) -> None:
    main(["roles", "grant", kari(kept), "admin"])
    assert main(["roles", "revoke", kari(kept), "admin"]) == 2
    assert "is the last admin" in capsys.readouterr().err
    assert main(["roles", "revoke", kari(kept), "admin", "--force"]) == 0
    assert kept.grants.held() == []


def test_a_name_is_erased_and_the_id_stays(kept: SqlStores, capsys: Said) -> None:
    assert main(["roles", "erase", "https://id.no kari"]) == 0
    assert capsys.readouterr().out == f"Erased the name and e-mail address of {kari(kept)}.\n"
    assert main(["roles", "people"]) == 0
    assert capsys.readouterr().out == f"{kari(kept)}\t-\t-\thttps://id.no kari\n"


def test_a_token_is_printed_once_and_never_listed(kept: SqlStores, capsys: Said) -> None:
    assert main(["tokens", "create", "Portal", "analyst", "--days", "30"]) == 0
    told, about = capsys.readouterr().out.splitlines()
    (token,) = kept.tokens.tokens()
    assert told.startswith(f"rsm_{token.id}_")
    assert about.startswith(f"# Token {token.id} for analyst until ")
    assert main(["tokens", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith(f"{token.id}\tanalyst\tuntil ")
    assert told not in listed
    assert main(["tokens", "revoke", token.id]) == 0
    assert main(["tokens", "list"]) == 0
    assert "\trevoked " in capsys.readouterr().out


def test_a_token_never_carries_admin_and_always_ends(kept: SqlStores, capsys: Said) -> None:
    for wrong in (["admin"], ["analyst", "--days", "0"], ["analyst", "--days", "999999999999"]):
        with pytest.raises(SystemExit):
            main(["tokens", "create", "x", *wrong])
    for label in (" ", "Portal\udcff"):
        assert main(["tokens", "create", label, "analyst"]) == 2
    for id_ in ("nothing", "\udcff"):
        assert main(["tokens", "revoke", id_]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert kept.tokens.tokens() == []
