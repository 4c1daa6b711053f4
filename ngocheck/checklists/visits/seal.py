"""Sealing: what is stored can be opened only with the key that stands in the visitor's cookie.

HKDF-SHA256 makes two values from that key that tell nothing of each other: where the row is found, and what opens
it (AES-256-GCM). The key has more than 128 random bits, so no slow hash is needed.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"ngocheck visit 1"
HALF, NONCE, LENGTH = 32, 12, 4
# The size of a row says only in which step of so many bytes it is.
STEP = 2048


class Unreadable(ValueError):
    """The key does not open this, or somebody changed it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """`finder` names the row, as 64 hexadecimal digits; `opener` opens it and is never written down."""

    finder: str
    opener: bytes


def keys_of(secret: str) -> Keys:
    made = HKDF(SHA256(), 2 * HALF, salt=None, info=PURPOSE).derive(secret.encode())
    return Keys(made[:HALF].hex(), made[HALF:])


def sealed(content: dict[str, Any], keys: Keys) -> bytes:
    """The content as bytes that only the opener opens, in steps of STEP bytes."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    whole = len(plain).to_bytes(LENGTH, "big") + plain
    padded = whole.ljust(-(-len(whole) // STEP) * STEP, b"\0")
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(keys.opener).encrypt(nonce, padded, keys.finder.encode())


def unsealed(stored: bytes, keys: Keys) -> dict[str, Any]:
    """Raises Unreadable."""
    try:
        padded = AESGCM(keys.opener).decrypt(stored[:NONCE], stored[NONCE:], keys.finder.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error
    end = LENGTH + int.from_bytes(padded[:LENGTH], "big")
    content: dict[str, Any] = json.loads(padded[LENGTH:end])
    return content
