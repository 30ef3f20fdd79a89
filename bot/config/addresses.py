"""Addresses that settings hold, and what may be wrong with them."""

from ipaddress import ip_address
from urllib.parse import urlsplit

DATABASES = ("sqlite", "postgresql", "postgres")


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


def fault_of_database_url(url: str) -> str:
    """What is wrong with `DATABASE_URL`, as the rest of a sentence; "" for nothing."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in DATABASES:
        return "must be like sqlite:///baton.db or postgresql://user@host/name"
    if scheme == "sqlite":
        return ""
    if "@" in rest.partition("@")[2].partition("?")[0] or _in_the_password(rest):
        return "has a password with @, /, ? or # in it: write %40, %2F, %3F or %23 for these"
    return "" if _has_ports(url) else "has a port that is no number from 1 to 65535"


def _has_ports(url: str) -> bool:
    """Whether the port is a number, if there is one; of several hosts, the driver judges."""
    parts = urlsplit(url)
    try:
        return "," in parts.netloc or parts.port != 0
    except ValueError:
        return False


def _in_the_password(rest: str) -> bool:
    """Whether what should end the host stands before the @ that ends the password."""
    user, at, _ = rest.rpartition("@")
    return bool(at) and "?" not in user.partition("/")[2] and any(char in user for char in "/?#")
