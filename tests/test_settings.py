"""What the environment may set."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.settings import ROOT, Settings
from monitor.storage.engine import database_path, open_engine


def test_an_empty_environment_means_this_machine_and_the_folder_var():
    settings = Settings.read({})
    assert (settings.host, settings.port, settings.demo) == ("127.0.0.1", 8501, False)
    assert settings.data_dir == ROOT / "var"
    assert settings.database_url == f"sqlite:///{ROOT}/var/monitor.db"


def test_empty_values_are_absent_values():
    assert Settings.read({"PORT": "", "DATA_DIR": "", "DEMO": ""}) == Settings.read({})


def test_demonstration_reports_lie_in_a_database_of_their_own(tmp_path: Path):
    real = Settings.read({"DATA_DIR": str(tmp_path)})
    demo = Settings.read({"DATA_DIR": str(tmp_path), "DEMO": "1"})
    assert demo.demo
    assert demo.database_url != real.database_url


def test_ministries_are_asked_where_it_is_switched_on_and_not_before_people_sign_in():
    assert not Settings.read({}).answers
    assert not Settings.read({"ANSWERS": "0"}).answers
    assert Settings.read({"ANSWERS": "1"}).answers


def test_a_relative_data_folder_is_counted_from_the_project_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert Settings.read({"DATA_DIR": "elsewhere"}).data_dir == ROOT / "elsewhere"


def test_a_data_folder_keeps_its_name_whatever_signs_are_in_it(tmp_path: Path):
    folder = tmp_path / "50%20 ferdig? #1"
    engine = open_engine(Settings.read({"DATA_DIR": str(folder)}).database_url)
    assert database_path(engine) == folder / "monitor.db"
    engine.dispose()


def test_the_process_environment_is_what_is_read_by_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(os.environ, "PORT", "9123")
    assert Settings.read().port == 9123


def test_a_database_elsewhere_is_named_by_its_address_alone_and_never_shown():
    settings = Settings.read({"DATABASE_URL": "postgresql://user:hidden@db.example.no/monitor"})
    assert settings.database_url == "postgresql://user:hidden@db.example.no/monitor"
    assert "hidden" not in repr(settings)


def test_demonstration_reports_never_reach_a_database_elsewhere():
    settings = Settings.read({"DATABASE_URL": "postgresql://db.example.no/monitor", "DEMO": "1"})
    assert settings.database_url.startswith("sqlite:///")


def test_the_key_of_checkpoints_is_a_file_or_the_key_itself_and_never_shown(tmp_path: Path):
    settings = Settings.read({"CHECKPOINT_KEY": "hidden", "CHECKPOINT_KEY_FILE": str(tmp_path / "key")})
    assert (settings.checkpoint_key, settings.checkpoint_key_file) == ("hidden", tmp_path / "key")
    assert "hidden" not in repr(settings)


def test_a_public_address_is_kept_as_a_page_from_there_names_it():
    assert (
        Settings.read({"PUBLIC": "1", "PUBLIC_URL": "https://Monitor.example.no/"}).public_url
        == "https://monitor.example.no"
    )
    assert Settings.read({"PUBLIC": "1", "PUBLIC_URL": "https://monitor.example.no"}).behind_tls
    assert not Settings.read({"PUBLIC": "1", "PUBLIC_URL": "http://monitor.example.no:8080"}).behind_tls
    assert not Settings.read({}).behind_tls


def test_the_log_is_json_where_others_are_served_and_sentences_on_a_laptop():
    assert not Settings.read({}).log_json
    assert Settings.read({"PUBLIC": "1", "PUBLIC_URL": "https://monitor.example.no"}).log_json
    assert Settings.read({"LOG_FORMAT": "json"}).log_json
    as_text = {"PUBLIC": "1", "PUBLIC_URL": "https://monitor.example.no", "LOG_FORMAT": "text"}
    assert not Settings.read(as_text).log_json


def test_figures_for_prometheus_are_served_where_a_port_is_named_and_to_this_machine():
    assert Settings.read({}).metrics_port is None
    settings = Settings.read({"METRICS_PORT": "9464"})
    assert (settings.metrics_port, settings.metrics_host) == (9464, "127.0.0.1")
    assert Settings.read({"METRICS_PORT": "9464", "METRICS_HOST": "0.0.0.0"}).metrics_host == "0.0.0.0"


@pytest.mark.parametrize("port", ["1", "65535", "08501"])
def test_every_port_there_is_may_be_chosen(port: str):
    assert Settings.read({"PORT": port}).port == int(port)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),  # the system would choose, and nobody could know the address beforehand
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "8501a"),
        ("PORT", " "),
        ("PORT", "٨٥٠١"),  # digits, but not the ones a port is written in
        ("PORT", "9" * 5000),  # longer than Python turns into a number
        ("DEMO", "yes"),
        ("ANSWERS", "true"),
        ("DATA_DIR", "Makefile"),
        ("PUBLIC", "yes"),
        ("HOST", "example.no"),
        ("HOST", "::1"),
        ("HOST", "0.0.0.0"),  # others would get in, each with every role
        ("HOST", "192.168.1.20"),
        ("PUBLIC_URL", "monitor.example.no"),
        ("PUBLIC_URL", "https://monitor.example.no/monitor"),  # pages lie at the root
        ("PUBLIC_URL", "https://user@monitor.example.no"),
        ("PUBLIC_URL", "https://monitor.example.no\n"),
        ("LOG_FORMAT", "xml"),
        ("METRICS_PORT", "0"),
        ("PUBLIC_URL", "https://monitor.example.no:port"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str):
    with pytest.raises(MonitorError) as refused:
        Settings.read({name: value})
    assert refused.value.code == "setting"
    assert refused.value.fields == {"name": name}
    assert name in refused.value.message


OIDC = {
    "OIDC_DISCOVERY_URL": "https://id.example.no/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "monitor",
    "OIDC_CLIENT_SECRET": "hidden-client",
    "COOKIE_SECRET": "hidden-cookie-" + "x" * 32,
    "PUBLIC_URL": "https://monitor.example.no/",
}


def test_a_provider_is_read_whole_and_its_secrets_are_never_shown():
    settings = Settings.read(OIDC | {"OIDC_PROMPT": "select_account", "MAX_SIGN_IN_HOURS": "8"})
    provider = settings.provider
    assert provider is not None
    assert provider.discovery_url == OIDC["OIDC_DISCOVERY_URL"]
    assert (provider.client_id, provider.client_secret) == ("monitor", "hidden-client")
    assert (provider.prompt, provider.max_age) == ("select_account", timedelta(hours=8))
    assert settings.public_url == "https://monitor.example.no"
    assert not settings.local
    assert "hidden" not in repr(settings)


def test_a_sign_in_holds_for_twelve_hours_unless_said_otherwise():
    provider = Settings.read(OIDC).provider
    assert provider is not None
    assert (provider.max_age, provider.prompt) == (timedelta(hours=12), "")
    assert provider.scope == "openid email profile"


@pytest.mark.parametrize("missing", sorted(OIDC))
def test_half_a_provider_is_refused_and_what_is_missing_is_named(missing: str):
    with pytest.raises(MonitorError) as refused:
        Settings.read({name: value for name, value in OIDC.items() if name != missing})
    assert refused.value.fields == {"name": missing}
    assert refused.value.message.startswith(f"{missing} is missing; sign-in needs it: ")


@pytest.mark.parametrize("more", [{}, {"PUBLIC_URL": OIDC["PUBLIC_URL"]}, {"PUBLIC": "1"}])
@pytest.mark.parametrize(
    ("alone", "value"),
    [
        *((name, value) for name, value in OIDC.items() if name != "PUBLIC_URL"),
        ("OIDC_SCOPE", "openid"),
        ("OIDC_PROMPT", "login"),
        ("MAX_SIGN_IN_HOURS", "8"),
    ],
)
def test_a_setting_of_sign_in_alone_is_half_a_provider_and_is_named_with_what_is_missing(
    alone: str, value: str, more: dict[str, str]
):
    with pytest.raises(MonitorError) as refused:
        Settings.read({alone: value} | more)
    missing = "OIDC_CLIENT_ID" if alone == "OIDC_DISCOVERY_URL" else "OIDC_DISCOVERY_URL"
    assert refused.value.fields == {"name": missing}
    assert refused.value.message.startswith(f"{missing} is missing; sign-in needs it: ")
    assert refused.value.message.endswith(f"Where nobody shall sign in, leave out {alone}.")


def test_a_secret_in_a_file_alone_is_half_a_provider_too(tmp_path: Path):
    (tmp_path / "secret").write_text(OIDC["COOKIE_SECRET"], encoding="utf-8")
    with pytest.raises(MonitorError, match="OIDC_DISCOVERY_URL is missing"):
        Settings.read({"COOKIE_SECRET_FILE": str(tmp_path / "secret")})


def test_an_address_for_others_is_refused_where_it_would_answer_nobody():
    with pytest.raises(MonitorError) as refused:
        Settings.read({"PUBLIC_URL": "https://monitor.example.no"})
    assert refused.value.fields == {"name": "PUBLIC_URL"}
    assert "OIDC_DISCOVERY_URL" in refused.value.message and "PUBLIC=1" in refused.value.message
    assert Settings.read({"PUBLIC_URL": "https://monitor.example.no", "PUBLIC": "1"}).public_url
    assert Settings.read(
        {"PUBLIC_URL": "http://localhost:9000"}
    ).public_url  # this machine answers by that name


@pytest.mark.parametrize(
    "address",
    [
        "https://id.example.no",
        "https://id.example.no/.well-known/openid-configuration/",
        "https://id.example.no/?at=/.well-known/openid-configuration",
    ],
)
def test_an_address_that_is_no_discovery_document_is_refused_and_what_it_ends_in_is_said(address: str):
    with pytest.raises(MonitorError) as refused:
        Settings.read(OIDC | {"OIDC_DISCOVERY_URL": address})
    assert refused.value.fields == {"name": "OIDC_DISCOVERY_URL"}
    assert "does not end in /.well-known/openid-configuration" in refused.value.message


def test_a_discovery_document_may_be_asked_for_with_a_query():
    policy = OIDC["OIDC_DISCOVERY_URL"] + "?p=policy"
    provider = Settings.read(OIDC | {"OIDC_DISCOVERY_URL": policy}).provider
    assert provider is not None and provider.discovery_url == policy


@pytest.mark.parametrize("name", ["OIDC_CLIENT_SECRET", "COOKIE_SECRET"])
def test_a_secret_may_lie_in_a_file(name: str, tmp_path: Path):
    (tmp_path / "secret").write_text(f"  {OIDC[name]}\n", encoding="utf-8")
    in_file = OIDC | {name: "", f"{name}_FILE": str(tmp_path / "secret")}
    assert Settings.read(in_file) == Settings.read(OIDC)
    with pytest.raises(MonitorError, match="both set"):
        Settings.read(in_file | {name: OIDC[name]})
    with pytest.raises(MonitorError, match=f"{name}_FILE .* cannot be read"):
        Settings.read(in_file | {f"{name}_FILE": str(tmp_path / "nowhere")})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COOKIE_SECRET", "x" * 31),
        ("OIDC_DISCOVERY_URL", "http://id.example.no/.well-known/openid-configuration"),
        ("PUBLIC_URL", "http://monitor.example.no"),  # cookies would travel in the clear
        ("OIDC_DISCOVERY_URL", "id.example.no"),
        ("OIDC_PROMPT", "none"),  # nobody could sign in who has not already
        ("OIDC_SCOPE", "profile email"),
        ("MAX_SIGN_IN_HOURS", "0"),
        ("MAX_SIGN_IN_HOURS", "721"),  # Streamlit's cookie does not live longer
        ("MAX_SIGN_IN_HOURS", "1.5"),
        ("MAX_SIGN_IN_HOURS", "9" * 5000),
    ],
)
def test_a_value_of_the_provider_that_cannot_be_used_is_refused_by_name(name: str, value: str):
    with pytest.raises(MonitorError) as refused:
        Settings.read(OIDC | {name: value})
    assert refused.value.fields == {"name": name}
    assert "x" * 31 not in refused.value.message


def test_a_provider_on_this_machine_needs_no_tls():
    here = {"OIDC_DISCOVERY_URL": "http://localhost:9400/.well-known/openid-configuration"}
    assert Settings.read(OIDC | here | {"PUBLIC_URL": "http://localhost:8501"}).provider is not None


def test_without_sign_in_there_is_one_local_person_and_nobody_else_gets_in():
    settings = Settings.read({})
    assert (settings.local, settings.public, settings.host) == (True, False, "127.0.0.1")
    with pytest.raises(MonitorError) as refused:
        Settings.read({"HOST": "0.0.0.0"})
    assert "OIDC_DISCOVERY_URL" in refused.value.message and "PUBLIC=1" in refused.value.message


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2"])
def test_this_machine_may_be_named(host: str):
    assert Settings.read({"HOST": host}).host.startswith("127.")


@pytest.mark.parametrize("opened", [{"PUBLIC": "1"}, OIDC])
def test_others_are_let_in_where_they_sign_in_or_only_read(opened: dict[str, str]):
    settings = Settings.read({"HOST": "0.0.0.0"} | opened)
    assert settings.host == "0.0.0.0"
    assert not settings.local


def test_where_people_sign_in_ministries_are_asked_unless_it_is_switched_off():
    assert Settings.read(OIDC).answers
    assert not Settings.read(OIDC | {"ANSWERS": "0"}).answers
