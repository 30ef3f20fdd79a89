"""Fingerprint this machine's rules of time: its time zones and known public holidays."""

import zoneinfo
from hashlib import sha256
from importlib import metadata, resources
from pathlib import Path


def time_rules() -> str:
    """
    Return a hash that changes with any zone's rules, and with the list of public holidays.

    It is read from the files themselves: a system's own zones take precedence over those of
    `tzdata`, and their version isn't always available. It takes some hundredths of a second.
    """
    digest = sha256(metadata.version("holidays").encode())
    for zone in sorted(zoneinfo.available_timezones()):
        digest.update(zone.encode() + _file(zone))
    return digest.hexdigest()


def _file(zone: str) -> bytes:
    """Return the bytes that `zoneinfo` reads for a zone."""
    for folder in zoneinfo.TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            return path.read_bytes()
    return resources.files("tzdata").joinpath("zoneinfo", zone).read_bytes()
