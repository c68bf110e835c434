"""What the environment may set of the provider that people sign in with."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.settings import Settings

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


@pytest.mark.parametrize("opened", [{"PUBLIC": "1"}, OIDC])
def test_others_are_let_in_where_they_sign_in_or_only_read(opened: dict[str, str]):
    settings = Settings.read({"HOST": "0.0.0.0"} | opened)
    assert settings.host == "0.0.0.0"
    assert not settings.local


def test_where_people_sign_in_ministries_are_asked_unless_it_is_switched_off():
    assert Settings.read(OIDC).answers
    assert not Settings.read(OIDC | {"ANSWERS": "0"}).answers
