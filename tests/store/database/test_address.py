"""DATABASE_URL as hosts hand it out; `test_address_live.py` connects with some of these."""

import re

import pytest

from bot.store.database.address import read_address
from bot.store.database.errors import BadAddress

SECRET = "s3cr3t"
AT = "postgresql://ada:s3cr3t@db.host"


@pytest.mark.parametrize(
    ("address", "user", "password", "place", "database"),
    [
        ("postgresql://ada:s3cr3t@db.host/baton", "ada", SECRET, ("db.host", 5432), "baton"),
        ("postgres://ada:s3cr3t@db.host:6543/baton", "ada", SECRET, ("db.host", 6543), "baton"),
        ("POSTGRES://ada@db.host/baton", "ada", None, ("db.host", 5432), "baton"),
        ("postgresql+psycopg2://ada@db.host/x", "ada", None, ("db.host", 5432), "x"),
        ("postgresql+asyncpg://ada@db.host/x", "ada", None, ("db.host", 5432), "x"),
        ("postgis://ada@db.host/x", "ada", None, ("db.host", 5432), "x"),
        ("jdbc:postgresql://h/x?user=ada&password=s3cr3t", "ada", SECRET, ("h", 5432), "x"),
        ("postgresql://a%40b:p%40%2F%23%3F%25@h/my%20db", "a@b", "p@/#?%", ("h", 5432), "my db"),
        ("postgresql://ada:p#:w@h/x", "ada", "p#:w", ("h", 5432), "x"),
        ("postgresql://h/x?user=ada@acme&password=p@ss/w", "ada@acme", "p@ss/w", ("h", 5432), "x"),
        ("postgresql://ada@h/?dbname=x&port=77", "ada", None, ("h", 77), "x"),
        ("postgresql://ada@[::1]:5433/x", "ada", None, ("::1", 5433), "x"),
        ("postgresql://ada@/x?host=10.0.0.7", "ada", None, ("10.0.0.7", 5432), "x"),
        ("postgresql://ada@h:6543/x?host=other", "ada", None, ("other", 6543), "x"),
        ("postgresql://ada@h:6543/x?host=other&port=7", "ada", None, ("other", 7), "x"),
        ("postgresql://ada@/x?hostaddr=10.0.0.7", "ada", None, ("10.0.0.7", 5432), "x"),
        ("postgresql:///x?host=/run/postgresql", None, None, ("/run/postgresql", 5432), "x"),
        ("postgresql://%2Fvar%2Frun/x", None, None, ("/var/run", 5432), "x"),
        ("postgresql://u:p@/x?host=/cloudsql/a:b:c", "u", "p", ("/cloudsql/a:b:c", 5432), "x"),
        ("postgresql://ada@:5433/x", "ada", None, ("localhost", 5433), "x"),
        ("  postgresql://ada@h/x\n", "ada", None, ("h", 5432), "x"),
    ],
)  # fmt: skip
def test_who_asks_and_where_is_read(address, user, password, place, database):
    read = read_address(address)

    assert (read.url.username, read.url.password, read.url.database) == (user, password, database)
    assert (read.options["host"], read.options["port"]) == ([place[0]], [place[1]])


@pytest.mark.parametrize(
    ("address", "hosts", "ports"),
    [
        ("postgresql://ada@h1:1,h2:2/x", ["h1", "h2"], [1, 2]),
        ("postgresql://ada@h1,h2/x", ["h1", "h2"], [5432, 5432]),
        ("postgresql://ada@h1,h2:7/x?port=5", ["h1", "h2"], [5, 7]),
        ("postgresql://ada@/x?host=h1,h2&port=1,2", ["h1", "h2"], [1, 2]),
        ("postgresql://ada@/x?host=h1:1&host=h2:2", ["h1", "h2"], [1, 2]),
        ("postgresql://ada@[::1]:1,h2/x", ["::1", "h2"], [1, 5432]),
    ],
)
def test_several_hosts_are_tried_in_turn(address, hosts, ports):
    options = read_address(f"{address}").options

    assert (options["host"], options["port"]) == (hosts, ports)


def test_an_address_without_a_place_leaves_it_to_the_driver():
    assert "host" not in read_address("postgresql:///x").options


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *[
            (f"sslmode={mode}", {"dsn": f"postgresql://?sslmode={mode}"})
            for mode in ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
        ],
        ("ssl=true", {"dsn": "postgresql://?sslmode=require"}),
        ("ssl=require", {"dsn": "postgresql://?sslmode=require"}),
        ("ssl=0", {"dsn": "postgresql://?sslmode=disable"}),
        ("requiressl=1", {"dsn": "postgresql://?sslmode=require"}),
        ("sslnegotiation=direct", {"dsn": "postgresql://?sslnegotiation=direct"}),
        ("connect_timeout=3", {"timeout": 3}),
        ("connect_timeout=0", {}),
        ("target_session_attrs=read-write", {"target_session_attrs": "read-write"}),
        ("passfile=/run/pg", {"passfile": "/run/pg"}),
        ("service=baton", {"service": "baton"}),
    ],
)
def test_a_word_becomes_what_the_driver_takes(words, expected):
    options = dict(read_address(f"{AT}/x?{words}").options)

    assert options.pop("server_settings") == {"application_name": "baton"}
    assert options == {"host": ["db.host"], "port": [5432]} | expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("application_name=theirs", {}),
        ("options=-c%20search_path%3Dx", {"options": "-c search_path=x"}),
        ("options=endpoint%3Dep-1", {"options": "endpoint=ep-1"}),
        ("schema=public", {}),
        ("schema=coaching", {"search_path": "coaching"}),
        ("currentSchema=coaching", {"search_path": "coaching"}),
    ],
)
def test_a_word_becomes_what_the_server_is_told(words, expected):
    settings = read_address(f"{AT}/x?{words}").options["server_settings"]

    assert settings == {"application_name": "baton"} | expected


@pytest.mark.parametrize(
    "words",
    [
        *("keepalives=1", "keepalives_idle=30", "keepalives_interval=5", "keepalives_count=3"),
        *("tcp_user_timeout=1", "fallback_application_name=x", "sslcompression=0", "sslsni=1"),
        *("gssencmode=prefer", "gssencmode=disable", "client_encoding=utf8", "encoding=UTF-8"),
        *("connection_limit=1", "pool_timeout=0", "pool=5", "socket_timeout=3"),
        *(
            "load_balance_hosts=random",
            "supa=base-pooler.x",
            "uselibpqcompat=true",
            "charset=utf8",
        ),
        *("serverVersion=15", "channel_binding=prefer", "channel_binding=disable", "sslpassword="),
        *("sslaccept=accept_invalid_certs", "max_protocol_version=latest", "replication=false"),
    ],
)
def test_a_word_that_changes_nothing_is_ignored(words):
    assert read_address(f"{AT}/x?{words}") == read_address(f"{AT}/x")


@pytest.mark.parametrize(
    ("words", "pooled"),
    [
        ("", None),
        ("?pgbouncer=true", True),
        ("?pgbouncer=false", False),
        ("?pgbouncer=true&connection_limit=1&pool_timeout=0", True),
        ("?statement_cache_size=0", True),
        ("?prepared_statement_cache_size=0", True),
        ("?prepareThreshold=0", True),
        ("?prepared_statements=false", True),
        ("?statement_cache_size=100", None),
    ],
)
def test_a_pooler_is_named_in_several_ways(words, pooled):
    assert read_address(f"{AT}/x{words}").pooled is pooled


def test_certificates_of_the_system_are_checked_in_full():
    context = read_address(f"{AT}/x?sslmode=verify-full&sslrootcert=system").options["ssl"]

    assert context.check_hostname
    assert context.get_ca_certs()


@pytest.mark.parametrize("words", ["sslaccept=strict", "sslmode=require&sslrootcert=system"])
def test_whoever_asks_for_a_check_gets_one(words):
    assert read_address(f"{AT}/x?{words}").options["ssl"].check_hostname


def test_what_is_asked_for_and_not_done_is_noted():
    (note,) = read_address(f"{AT}/x?sslmode=require&channel_binding=require").notes

    assert "channel_binding=require" in note
    assert "sslmode=verify-full" in note


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (f"{AT}/x?whatever=1", "a word that Baton doesn't know, whatever"),
        (f"{AT}/x?statement_timeout=5", "statement_timeout.*options=-c"),
        (f"{AT}/x?sslmode=on-sundays", "sslmode in DATABASE_URL must be one of disable, allow"),
        (f"{AT}/x?sslmode=verify-full&sslrootcert=/no/ca.crt", "/no/ca.crt as sslrootcert"),
        (f"{AT}/x?sslmode=require&sslcert=/no/me.crt", "/no/me.crt as sslcert"),
        (f"{AT}/x?target_session_attrs=standby", "Baton has to write"),
        (f"{AT}/x?target_session_attrs=read-only", "Baton has to write"),
        (f"{AT}/x?require_auth=scram-sha-256", "asks for require_auth"),
        (f"{AT}/x?gssencmode=require", "asks for gssencmode"),
        (f"{AT}/x?client_encoding=latin1", "asks for client_encoding"),
        (f"{AT}/x?scram_client_key=s3cr3t", "asks for scram_client_key"),
        (f"{AT}/x?oauth_client_secret=s3cr3t", "asks for oauth_client_secret"),
        (f"{AT}/x?connect_timeout=soon", "connect_timeout in DATABASE_URL must be a number"),
        (f"{AT}:port/x", "port in DATABASE_URL must be a number"),
        (f"{AT}:70000/x", "port in DATABASE_URL must be a number"),
        ("postgresql://ada:s3cr3t@h1,h2,h3/x?port=1,2", "several hosts"),
        (f"{AT}/x?sslmode", "is not an address"),
        ("postgresql://ada:s3@cr3t@h/x", "@ as %40"),
        ("postgresql://ada:s3cr3t/@h/x", "/ as %2F"),
        ("postgresql://ada:12/s3cr3t@h/x", "/ as %2F"),
        ("postgresql://ada:@s3cr3t/x@h/x", "@ as %40"),
        ("postgresql://ada:s3cr3t?@h/x", "percent-encod"),
        ("postgresql://ada:7?s3cr3t=1@h/x", "percent-encod"),
        ("mysql://ada:s3cr3t@h/x", "names mysql; Baton speaks sqlite and postgresql"),
        ("ada:s3cr3t@h/x", "is not an address"),
        ("", "is not an address"),
        ("baton.db", "is not an address"),
        ("sqlite://", "names no file"),
        ("sqlite:///", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file::memory:?cache=shared&uri=true", "names no file"),
        ("sqlite://baton.db", "needs three slashes"),
        ("sqlite:baton.db", "needs three slashes"),
        ("sqlite:///baton.db?mode=ro", "Baton sets SQLite up itself"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence_without_a_secret(address, sentence):
    with pytest.raises(BadAddress) as refused:
        read_address(address)

    assert re.search(sentence, str(refused.value))
    assert "s3" not in str(refused.value)
    assert "cr3t" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:///baton.db", "baton.db"),
        ("sqlite:////var/lib/baton.db", "/var/lib/baton.db"),
        ("sqlite:///./data/baton.db", "./data/baton.db"),
        ("sqlite:///my%20baton.db", "my baton.db"),
        ("sqlite3:///baton.db", "baton.db"),
        ("sqlite+aiosqlite:///baton.db", "baton.db"),
        ("sqlite+pysqlite:///baton.db", "baton.db"),
    ],
)
def test_a_file_is_read(address, file):
    url = read_address(address).url

    assert (url.drivername, url.database) == ("sqlite+aiosqlite", file)
