"""
Parse DATABASE_URL as hosting providers write it; reject in one sentence what can't be honoured.

libpq's connection parameters, and those that other libraries add, are translated into asyncpg's,
or ignored if that changes nothing that was asked for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from ssl import SSLContext, create_default_context
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from sqlalchemy.engine import URL, make_url

from bot.store.database.errors import BadAddress

NAME = "baton"
"""The name of our connections on the server (`application_name`)."""

SQLITE = re.compile(r"sqlite3?(?:\+\w+)?:", re.IGNORECASE)
POSTGRESQL = re.compile(
    r"(?:jdbc:)?(?:postgres|postgresql|postgis|pgsql)(?:\+\w+)?://", re.IGNORECASE
)
"""Baton uses its own driver, even if the scheme names another."""

PARTS = re.compile(
    r"""
    (?: (?P<user>[^:/?@]*) (?: : (?P<password>[^/?@]*) )? @ )?
    (?P<hosts>[^/?@]*)
    (?: / (?P<database>[^?@]*) )?
    (?: \? (?P<query>.*) )?
    """,
    re.VERBOSE | re.DOTALL,
)

HOST = re.compile(r"(?:\[(?P<ipv6>[^\]]+)\]|(?P<name>[^:\[\]]*))(?::(?P<port>.*))?")

WORD = re.compile(r"[A-Za-z_][\w.-]{0,40}")

ALIASES = {
    "currentschema": "schema",
    "search_path": "schema",
    "database": "dbname",
    "username": "user",
    "ssl_mode": "sslmode",
}
"""Other libraries' names for the same parameter. Names are compared in lower case."""

SSL_VALUES = {
    "true": "require",
    "1": "require",
    "on": "require",
    "no-verify": "require",
    "false": "disable",
    "0": "disable",
    "off": "disable",
}
"""Meaning of `ssl=…` as JDBC and Node's libraries write it, in addition to libpq's own modes."""

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")

TLS_WORDS = {
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "sslpassword",
    "sslcrl",
    "sslnegotiation",
    "ssl_min_protocol_version",
    "ssl_max_protocol_version",
}
"""asyncpg reads these as libpq does if they come in a URL."""

TLS_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")

PASSED_ON = {"passfile", "service", "servicefile", "krbsrvname", "gsslib"}
"""asyncpg takes these under the same names."""

IGNORED = {
    # libpq: names and timings that don't change what Baton does.
    *("application_name", "fallback_application_name", "tty", "load_balance_hosts"),
    *("keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count"),
    *("tcp_user_timeout", "sslcompression", "sslsni", "sslkeylogfile", "hostaddr"),
    # Prisma, Node, Rails, Django, Doctrine: Baton has a pool and prepares its own statements.
    *("connection_limit", "pool_timeout", "pool", "pool_size", "pool_mode", "max_overflow"),
    *("max_connections", "min_connections", "max_conns", "min_conns", "socket_timeout"),
    *("command_timeout", "conn_max_age", "reconnect", "workaround", "uselibpqcompat", "supa"),
    *("charset", "serverversion", "adapter", "engine", "logintimeout", "loglevel"),
}

ASKS_FOR_NOTHING = {
    "gssencmode": {"disable", "prefer"},
    "gssdelegation": {"0"},
    "require_auth": {"none"},
    "sslcertmode": {"allow"},
    "client_encoding": {"utf8", "utf-8", "unicode", "auto"},
    "encoding": {"utf8", "utf-8", "unicode"},
    "min_protocol_version": {"3.0"},
    "max_protocol_version": {"3.0", "3.2", "latest"},
    "replication": {"false", "off", "no", "0"},
    "sslaccept": {"accept_invalid_certs"},
    "requirepeer": set(),
    "sslcrldir": set(),
    "sslidentity": set(),
    "scram_client_key": set(),
    "scram_server_key": set(),
    "oauth_issuer": set(),
    "oauth_client_id": set(),
    "oauth_client_secret": set(),
    "oauth_scope": set(),
}
"""Parameters that asyncpg can't honour, with the values for which that makes no difference."""

WRITABLE = {"any", "primary", "read-write"}

POOLER_HINTS = {
    "statement_cache_size",
    "prepared_statement_cache_size",
    "preparethreshold",
    "prepare_threshold",
    "prepared_statements",
}
"""Set to 0 or false if there is a pooler in between."""

DEFAULT_PORT = 5432

TRUE, FALSE = {"true", "1", "on", "yes"}, {"false", "0", "off", "no"}

EXAMPLE = "such as postgresql://user:password@host/name or sqlite:///baton.db"
NO_ADDRESS = (
    f"DATABASE_URL is not an address {EXAMPLE}. In a user's name or password, write @ as %40, "
    "/ as %2F, ? as %3F and : as %3A (percent-encoding)."
)
IN_MEMORY = (
    "DATABASE_URL names no file: SQLite would keep everything in memory, and lose it. "
    "Write sqlite:///baton.db."
)
NO_BINDING = (
    "DATABASE_URL asks for channel_binding=require, which Baton's driver doesn't have. "
    "sslmode=verify-full&sslrootcert=system guards against the same attack."
)


@dataclass(frozen=True, slots=True)
class Address:
    """
    A database address in the form its driver needs.

    Attributes:
        url: Host, database and user, without any other parameters.
        options: The other arguments for asyncpg.
        pooled: True if a pooler such as PgBouncer is in between; None if unspecified.
        notes: Options that were asked for but aren't honoured, for `baton doctor`.
    """

    url: URL
    options: Mapping[str, Any]
    pooled: bool | None = None
    notes: tuple[str, ...] = ()


def read_address(database_url: str) -> Address:
    """
    Read DATABASE_URL.

    Raises:
        BadAddress: It can't be used; the message is one sentence without any secret.
    """
    text = database_url.strip()
    if SQLITE.match(text):
        return Address(_sqlite(text), {})
    found = POSTGRESQL.match(text)
    if found:
        return _postgresql(text[found.end() :])
    scheme = re.match(r"([A-Za-z][\w+.-]{1,30})://", text)
    if scheme:
        raise BadAddress(f"DATABASE_URL names {scheme[1]}; Baton speaks sqlite and postgresql.")
    raise BadAddress(NO_ADDRESS)


def file_of(url: URL) -> Path | None:
    """Find the file of a SQLite address."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return file_named(url.database)


def file_named(database: str) -> Path:
    """Find the file that SQLite opens: by its path, or as its own `file:` URI names it."""
    if database.startswith("file:"):
        path = urlsplit(database).path
        return Path(unquote(path)).resolve()
    return Path(database).resolve()


def _sqlite(text: str) -> URL:
    _, _, rest = text.partition(":")
    path, mark, query = rest.partition("?")
    if path in {"", "//", "///"} or ":memory:" in path or "mode=memory" in query:
        raise BadAddress(IN_MEMORY)
    if path.startswith("///file:"):
        # SQLite's own kind of URI, which has its own parameters.
        return make_url(f"sqlite+aiosqlite:{rest}")
    if mark:
        raise BadAddress(
            "DATABASE_URL has words after a question mark. Baton sets SQLite up itself: "
            "leave them out."
        )
    if not path.startswith("///"):
        raise BadAddress(
            "DATABASE_URL needs three slashes before a file's name, and four before a path from "
            "the root: sqlite:///baton.db, sqlite:////var/lib/baton.db."
        )
    return URL.create("sqlite+aiosqlite", database=unquote(path.removeprefix("///")))


def _postgresql(rest: str) -> Address:
    parts = PARTS.fullmatch(rest)
    if parts is None:
        raise BadAddress(NO_ADDRESS)
    words = _words(parts["query"] or "")
    hosts, ports = _hosts(parts["hosts"], words)
    url = URL.create(
        "postgresql+asyncpg",
        username=words.pop("user", None) or unquote(parts["user"] or "") or None,
        password=words.pop("password", None) or unquote(parts["password"] or "") or None,
        host=",".join(hosts) or None,
        port=ports[0] if ports else None,
        database=words.pop("dbname", None) or unquote(parts["database"] or "") or None,
    )
    place = {"host": list(hosts), "port": list(ports)} if hosts else {}
    pooled = _pooled(words)
    notes = _notes(words)
    options = place | _tls(words) | _session(words)
    _refuse_the_rest(words)
    return Address(url, options, pooled, notes)


def _words(query: str) -> dict[str, str]:
    """Parse the query parameters; if one is repeated, the last counts."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError:
        raise BadAddress(NO_ADDRESS) from None
    words: dict[str, str] = {}
    for name, value in pairs:
        word = ALIASES.get(name.lower(), name.lower())
        if word == "host" and word in words:
            value = f"{words[word]},{value}"  # noqa: PLW2901  as SQLAlchemy names several hosts
        words[word] = value
    return {word: value for word, value in words.items() if value}


def _hosts(authority: str, words: dict[str, str]) -> tuple[list[str], list[int]]:
    """Return hosts and ports: one or several host names, addresses or socket folders."""
    address, named, port = (words.pop(word, "") for word in ("hostaddr", "host", "port"))
    found = [_host(one) for one in (named or authority or address).split(",")]
    said = [_port(one) for one in port.split(",") if one]
    if named and not said:
        # As in libpq, a host in the query replaces only the host.
        said = [port for _, port in map(_host, authority.split(",")) if port]
    if not (named or authority or address or said):
        return [], []
    if len(said) not in {0, 1, len(found)}:
        raise BadAddress("DATABASE_URL names several hosts, and another number of ports.")
    ports = said if len(said) == len(found) else (said or [DEFAULT_PORT]) * len(found)
    both = zip(found, ports, strict=True)
    return [name for name, _ in found], [own or other for (_, own), other in both]


def _host(text: str) -> tuple[str, int | None]:
    if unquote(text).startswith("/"):
        return unquote(text), None
    found = HOST.fullmatch(text)
    if found is None:
        raise BadAddress(NO_ADDRESS)
    name = found["ipv6"] or unquote(found["name"])
    return name or "localhost", _port(found["port"]) if found["port"] else None


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:  # noqa: PLR2004  what TCP has
        raise BadAddress("The port in DATABASE_URL must be a number from 1 to 65535.")
    return int(text)


def _pooled(words: dict[str, str]) -> bool | None:
    hints = {words.pop(word, "").lower() for word in POOLER_HINTS}
    said = words.pop("pgbouncer", "").lower()
    if said in TRUE or hints & FALSE:
        return True
    return False if said in FALSE else None


def _notes(words: dict[str, str]) -> tuple[str, ...]:
    return (NO_BINDING,) if words.pop("channel_binding", "") == "require" else ()


def _tls(words: dict[str, str]) -> dict[str, Any]:
    ssl = words.pop("ssl", "").lower()
    if words.pop("requiressl", "") == "1":
        ssl = "require"
    if ssl:
        words.setdefault("sslmode", SSL_VALUES.get(ssl, ssl))
    if words.get("sslaccept") == "strict":
        words.pop("sslaccept")
        words.setdefault("sslrootcert", "system")
    tls = {word: words.pop(word) for word in TLS_WORDS & words.keys()}
    _check_tls(tls)
    if tls.get("sslrootcert") == "system":
        return {"ssl": _trusting_the_system(tls)}
    return {"dsn": f"postgresql://?{urlencode(tls)}"} if tls else {}


def _trusting_the_system(tls: Mapping[str, str]) -> SSLContext:
    """Verify certificates in full, as libpq does with sslrootcert=system."""
    context = create_default_context()
    if cert := tls.get("sslcert"):
        context.load_cert_chain(cert, tls.get("sslkey"), tls.get("sslpassword", ""))
    return context


def _check_tls(tls: Mapping[str, str]) -> None:
    if tls.get("sslmode", "prefer") not in SSL_MODES:
        raise BadAddress(f"sslmode in DATABASE_URL must be one of {', '.join(SSL_MODES)}.")
    for word in TLS_FILES:
        path = tls.get(word, "")
        if path and path != "system" and not Path(path).is_file():
            raise BadAddress(f"DATABASE_URL names {path} as {word}; there is no such file.")


def _session(words: dict[str, str]) -> dict[str, Any]:
    """Return the session's server settings, and the connect timeout."""
    settings = {"application_name": NAME}
    if "options" in words:
        settings["options"] = words.pop("options")
    schema = words.pop("schema", "public")
    if schema != "public":
        settings["search_path"] = schema
    given: dict[str, Any] = {"server_settings": settings}
    given |= {word: words.pop(word) for word in PASSED_ON & words.keys()}
    if seconds := _seconds(words.pop("connect_timeout", "")):
        given["timeout"] = seconds
    target = words.pop("target_session_attrs", "")
    if target:
        if target not in WRITABLE:
            raise BadAddress(
                "Baton has to write: target_session_attrs in DATABASE_URL must be any, primary "
                "or read-write."
            )
        given["target_session_attrs"] = target
    return given


def _seconds(text: str) -> float | None:
    """Read a number of seconds as libpq does: empty, zero and negative mean no limit."""
    if not re.fullmatch(r"-?\d*", text):
        raise BadAddress("connect_timeout in DATABASE_URL must be a number of seconds.")
    return float(text) if text and int(text) > 0 else None


def _refuse_the_rest(words: Mapping[str, str]) -> None:
    for word, value in words.items():
        if word in IGNORED or value.lower() in ASKS_FOR_NOTHING.get(word, ()):
            continue
        if word in ASKS_FOR_NOTHING:
            raise BadAddress(
                f"DATABASE_URL asks for {word}, which Baton's driver doesn't have: leave it out."
            )
        if not WORD.fullmatch(word) or "@" in value:
            raise BadAddress(NO_ADDRESS)
        raise BadAddress(
            f"DATABASE_URL has a word that Baton doesn't know, {word}: leave it out. "
            "The server's own settings go into options=-c%20name%3Dvalue."
        )
