"""Turn the errors of an unusable database into one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLCertVerificationError, SSLError

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.store.database.address import file_of
from bot.store.database.errors import StoreUnavailable

MAY_NOT_WRITE = "Baton must be allowed to write it, and to make files beside it"
MEANS = {
    "unable to open database file": MAY_NOT_WRITE,
    "attempt to write a readonly database": MAY_NOT_WRITE,
    "database is locked": "another program has held it locked for too long",
    "unsupported startup parameter: options": (
        "the pooler in between refuses options=…: leave that out of DATABASE_URL, or add options "
        "to PgBouncer's ignore_startup_parameters"
    ),
    "unsupported startup parameter: search_path": (
        "the pooler in between refuses a schema: leave schema=… out of DATABASE_URL, and give "
        "the role a search_path instead"
    ),
}
"""Advice for some of the drivers' own messages."""


@contextmanager
def in_a_sentence(url: URL) -> Iterator[None]:
    """Turn errors of an unusable database into a `StoreUnavailable`."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"{_name(url)} {_from_network(error)}.") from error
    except DBAPIError as error:
        said = str(error.orig).partition("\n")[0]
        raise StoreUnavailable(f"{_name(url)} cannot be used: {MEANS.get(said, said)}.") from error


def _from_network(error: OSError) -> str:
    if isinstance(error, SSLCertVerificationError):
        return (
            f"shows a certificate that isn't trusted ({error.verify_message}); "
            "sslrootcert in DATABASE_URL names the file of whoever signed it"
        )
    if isinstance(error, SSLError):
        return f"doesn't come to terms over TLS ({error.reason})"
    if "rejected SSL upgrade" in str(error):
        return "has no TLS, which sslmode in DATABASE_URL asks for"
    return "does not answer"


def _name(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return f"The database file {file_of(url) or url.database}"
    return f"PostgreSQL at {url.host or 'localhost'}:{url.port or 5432}"
