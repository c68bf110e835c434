"""Links to evidence: those that may be followed, and why another one is refused."""

import pytest

from monitor.reporting.links import MAX_LINK, is_safe_link, link_faults


def faults(link: str | None, *, needed: bool = False) -> list[tuple[str, object]]:
    """Each fault by its code and reason."""
    return [
        (fault.code, fault.fields["reason"]) for fault in link_faults(link, needed=needed, initiative="1.1")
    ]


def test_a_link_is_missing_only_where_it_is_needed() -> None:
    assert faults(None) == []
    assert faults(None, needed=True) == [("link_invalid", "missing")]


@pytest.mark.parametrize(
    "link",
    [
        "https://www.regjeringen.no/no/id2556905/?q=a#b",
        "https://example.no",
        "HTTPS://example.no:8443/x",
        "https://blåbær.no/ø",
    ],
)
def test_a_link_to_a_page_on_the_web_is_accepted(link: str) -> None:
    assert faults(link) == []
    assert is_safe_link(link)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("", "scheme"),
        ("http://example.no", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https:example.no", "scheme"),
        ("//example.no", "scheme"),
        ("https://", "host"),
        ("https:///path", "host"),
        ("https://.", "host"),
        ("https://a..b/", "host"),
        ("https://-a.no/", "host"),
        ("https://example.no:0/", "host"),
        ("https://user@example.no", "user"),
        ("https://user:word@example.no", "user"),
        ("https://@example.no", "user"),
        ("https://example.no:x/", "unreadable"),
        ("https://[::1/", "unreadable"),
        ("https://example.no/a b", "characters"),
        ("https://exam\nple.no/", "characters"),  # urlsplit would drop the line break in silence
        ("https://example.no\\@evil.no", "characters"),  # browsers read a backslash as a slash
        ("https://example.no/<b>", "characters"),
        ("https://example.no/\u202egpj", "characters"),
        ("https://example.no/" + "a" * MAX_LINK, "too_long"),
    ],
)
def test_a_link_that_is_no_plain_page_on_the_web_is_refused_with_the_reason(link: str, reason: str) -> None:
    assert faults(link) == [("link_invalid", reason)]
    assert not is_safe_link(link)


def test_a_link_may_be_as_long_as_the_limit() -> None:
    assert is_safe_link("https://example.no/".ljust(MAX_LINK, "a"))
