"""Checksums on what a warehouse keeps for itself: a damaged file is told before anything in it is read."""

from hashlib import sha256

_DIGITS = 64


class DamagedError(ValueError):
    """The bytes are not those that were written."""


def seal(payload: bytes) -> bytes:
    """The payload behind a line with its checksum."""
    return sha256(payload).hexdigest().encode() + b"\n" + payload


def unseal(data: bytes) -> tuple[str, bytes]:
    """The checksum, and the payload that bears it. Raises DamagedError."""
    checksum, payload = data[:_DIGITS], data[_DIGITS + 1 :]
    if data[_DIGITS : _DIGITS + 1] != b"\n" or sha256(payload).hexdigest().encode() != checksum:
        raise DamagedError("not the bytes that were written")
    return checksum.decode(), payload
