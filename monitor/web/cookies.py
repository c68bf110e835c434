"""Cookies that any part of the server sets, as a browser should keep them."""

_READ_BY_SCRIPTS = b"_streamlit_xsrf"
"""Streamlit's page has to read this one and send it back in a header; it proves nothing about who somebody is."""


def hardened(cookie: bytes, *, secure: bool) -> bytes:
    """The value of a Set-Cookie header with HttpOnly and SameSite=Lax, and with Secure behind TLS.

    What the cookie says itself stays, such as a stricter SameSite."""
    pair, *rest = cookie.split(b";")
    said = {part.partition(b"=")[0].strip().lower() for part in rest}
    name = pair.partition(b"=")[0].strip()
    if secure and b"secure" not in said:
        cookie += b"; Secure"
    if name != _READ_BY_SCRIPTS and b"httponly" not in said:
        cookie += b"; HttpOnly"
    if b"samesite" not in said:
        cookie += b"; SameSite=Lax"
    return cookie
