"""Check the URLs in settings."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Return True if a URL's host is this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_address(url: str, schemes: Collection[str]) -> bool:
    """Return True if a text is a valid URL with one of these schemes."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and not any(char.isspace() for char in url)


def fault_of_api_url(url: str) -> str:
    """Return the problem with `SLACK_API_URL`, as the rest of a sentence, or ""."""
    if not is_address(url, ("https", "http")):
        return "must begin with https://, such as https://slack.com/api/"
    parts = urlsplit(url)
    if parts.username is not None or parts.query or parts.fragment:
        return "must be an address without a user, ? or #"
    if parts.scheme == "http" and not is_loopback(url):
        return (
            "must begin with https://, or tokens cross the network readable; "
            "http:// is for this machine alone"
        )
    return ""
