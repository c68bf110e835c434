"""A checkpoint: the end of the log at an instant, signed with Ed25519, to be kept where the database is not.

A chain of digests shows a change inside the log. It does not show that the last events were deleted, or that
somebody wrote the whole chain anew. Whoever keeps a checkpoint can show both: the signed event has to be in
the log still, with the same digest. The signature says that the checkpoint itself was made with our key.
"""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from monitor.errors import MonitorError, Unreadable
from monitor.storage.chain import Head
from monitor.storage.instants import instant_text

_FORMAT: Final = "monitor-checkpoint-1"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed: the last event's sequence number and digest, and the instant of signing as UTC text."""

    sequence: int
    digest: str
    signed_at: str


class PublicKey:
    """The key that says whether a signature is good, from PEM text. `source` is what messages call it.

    Raises `MonitorError("key_unusable")`.
    """

    def __init__(self, pem: str, *, source: str) -> None:
        try:
            key = serialization.load_pem_public_key(pem.encode("utf-8"))
        except (ValueError, TypeError, UnsupportedAlgorithm):
            key = None
        if not isinstance(key, Ed25519PublicKey):
            raise _unusable(source, "public")
        self._key = key

    def is_good(self, signature: bytes, message: bytes) -> bool:
        """Say whether the signature was made over the message with the private key that belongs to this one."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Key:
    """The private key that signs, from PEM text. `source` is what messages call it; the key is never shown.

    Raises `MonitorError("key_unusable")`.
    """

    def __init__(self, pem: str, *, source: str) -> None:
        try:
            key = serialization.load_pem_private_key(pem.encode("utf-8"), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            key = None
        if not isinstance(key, Ed25519PrivateKey):
            raise _unusable(source, "private")
        self._key = key
        self.public: Final = PublicKey(_public_pem(key), source=source)

    def sign(self, message: bytes) -> bytes:
        """Return the signature over a message."""
        return self._key.sign(message)


def sign(head: Head, key: Key, *, at: datetime) -> str:
    """Return the checkpoint of a log that was verified up to `head`, as JSON text ending in a line break."""
    checkpoint = Checkpoint(head.sequence, head.digest, instant_text(at))
    signature = base64.b64encode(key.sign(_message(checkpoint))).decode("ascii")
    return json.dumps({"format": _FORMAT, **asdict(checkpoint), "signature": signature}, indent=2) + "\n"


def read(text: str, key: PublicKey, *, file: str) -> Checkpoint:
    """Return a checkpoint whose signature is good. `file` is what messages call it.

    Raises `Unreadable`: `checkpoint_unreadable` for a file that is none, `checkpoint_forged` where the
    signature was not made with this key over these words.
    """
    try:
        content: dict[str, Any] = json.loads(text)
        if set(content) != {"format", "sequence", "digest", "signed_at", "signature"}:
            raise ValueError("fields")
        if content["format"] != _FORMAT or type(content["sequence"]) is not int:
            raise ValueError("format")
        checkpoint = Checkpoint(content["sequence"], str(content["digest"]), str(content["signed_at"]))
        signature = base64.b64decode(content["signature"], validate=True)
    except (ValueError, TypeError, RecursionError) as error:
        raise Unreadable(
            "checkpoint_unreadable",
            f"{file} is not a checkpoint of this program; name a file that `checkpoint` wrote.",
            file=file,
        ) from error
    if not key.is_good(signature, _message(checkpoint)):
        raise Unreadable(
            "checkpoint_forged",
            f"The signature of {file} is not good: it was changed, or made with another key; use the key it was "
            "signed with, and a copy that nobody could reach.",
            file=file,
        )
    return checkpoint


def new_key() -> tuple[str, str]:
    """Return a new private key and its public key, both as PEM text."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private.decode("ascii"), _public_pem(key)


def _public_pem(key: Ed25519PrivateKey) -> str:
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.decode("ascii")


def _message(checkpoint: Checkpoint) -> bytes:
    content = {"format": _FORMAT, **asdict(checkpoint)}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _unusable(source: str, kind: str) -> MonitorError:
    return MonitorError(
        "key_unusable",
        f"{source} holds no {kind} Ed25519 key in PEM; make one with `python -m monitor make-key FILE`.",
        source=source,
    )
