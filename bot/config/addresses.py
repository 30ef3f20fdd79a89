"""Addresses that settings hold, and what may be wrong with them."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Whether an address leads to this machine itself."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def fault_of_api_url(url: str) -> str:
    """What is wrong with `SLACK_API_URL`, as the rest of a sentence; "" for nothing."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"https", "http"} and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or any(char.isspace() for char in url):
        return "must begin with https://, such as https://slack.com/api/"
    if parts.username is not None or parts.query or parts.fragment:
        return "must be an address without a user, ? or #"
    if parts.scheme == "http" and not is_loopback(url):
        return (
            "must begin with https://, or tokens cross the network readable; "
            "http:// is for this machine alone"
        )
    return ""
