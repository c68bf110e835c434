"""What the environment may set."""

import os
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.settings import ROOT, Settings
from monitor.storage.engine import database_path, open_engine
from tests.conftest import SETTINGS


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


def test_counts_up_to_4_are_hidden_unless_somebody_says_otherwise():
    assert Settings.read({}).hide_up_to == 4
    assert Settings.read({"HIDE_COUNTS_UP_TO": "9"}).hide_up_to == 9


def test_no_setting_of_the_shell_reaches_the_tests():
    """They would write to the database that DATABASE_URL names."""
    asked: list[str] = []

    class Asked(dict[str, str]):
        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
            asked.append(name)
            return default

    Settings.read(Asked())
    assert set(asked) == set(SETTINGS)
    assert not set(asked) & set(os.environ)


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


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ("https://monitor.example.no:443", "https://monitor.example.no"),
        ("http://monitor.example.no:80/", "http://monitor.example.no"),
        ("http://monitor.example.no:443", "http://monitor.example.no:443"),
        ("https://monitor.example.no:08443", "https://monitor.example.no:8443"),
    ],
)
def test_a_public_address_is_the_origin_that_a_browser_names(said: str, origin: str):
    """A browser leaves out the port that goes without saying; a session from any other origin is refused."""
    assert Settings.read({"PUBLIC": "1", "PUBLIC_URL": said}).public_url == origin


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


def test_figures_are_fetched_from_the_hosts_that_are_named_and_by_default_from_none():
    assert Settings.read({}).data_hosts == frozenset()
    said = "Data.ssb.no, ec.europa.eu:443\n127.0.0.1:8633,"
    assert Settings.read({"DATA_HOSTS": said}).data_hosts == {"data.ssb.no", "ec.europa.eu", "127.0.0.1:8633"}


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
        ("PORT", "0085010000"),
        ("DEMO", "yes"),
        ("ANSWERS", "true"),
        ("DATA_DIR", "Makefile"),
        ("DATA_DIR", "a" * 300),  # longer than a name may be
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
        ("HIDE_COUNTS_UP_TO", "0"),
        ("HIDE_COUNTS_UP_TO", "101"),
        ("HIDE_COUNTS_UP_TO", "-4"),
        ("HIDE_COUNTS_UP_TO", "four"),
        ("DATA_HOSTS", "https://data.ssb.no"),
        ("DATA_HOSTS", "data.ssb.no/api"),
        ("DATA_HOSTS", "data.ssb.no:0"),
        ("DATA_HOSTS", "data.ssb.no:99999"),
        ("DATA_HOSTS", "*"),
        ("DATA_HOSTS", ".ssb.no"),
        ("DATA_HOSTS", "user@data.ssb.no"),
        ("DATA_HOSTS", "[::1]"),
        ("DATA_HOSTS", "a" * 300),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str):
    with pytest.raises(MonitorError) as refused:
        Settings.read({name: value})
    assert refused.value.code == "setting"
    assert refused.value.fields == {"name": name}
    assert name in refused.value.message


def test_an_address_for_others_is_refused_where_it_would_answer_nobody():
    with pytest.raises(MonitorError) as refused:
        Settings.read({"PUBLIC_URL": "https://monitor.example.no"})
    assert refused.value.fields == {"name": "PUBLIC_URL"}
    assert "OIDC_DISCOVERY_URL" in refused.value.message and "PUBLIC=1" in refused.value.message
    assert Settings.read({"PUBLIC_URL": "https://monitor.example.no", "PUBLIC": "1"}).public_url
    assert Settings.read(
        {"PUBLIC_URL": "http://localhost:9000"}
    ).public_url  # this machine answers by that name


def test_without_sign_in_there_is_one_local_person_and_nobody_else_gets_in():
    settings = Settings.read({})
    assert (settings.local, settings.public, settings.host) == (True, False, "127.0.0.1")
    with pytest.raises(MonitorError) as refused:
        Settings.read({"HOST": "0.0.0.0"})
    assert "OIDC_DISCOVERY_URL" in refused.value.message and "PUBLIC=1" in refused.value.message


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2"])
def test_this_machine_may_be_named(host: str):
    assert Settings.read({"HOST": host}).host.startswith("127.")
