"""Addresses as hosts hand them out, and servers that are really there."""

import asyncio
import gc
import shutil
import subprocess
import warnings
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from bot.store import migrate
from bot.store.database.engine import open_store
from bot.store.database.errors import StoreUnavailable
from tests.conftest import NO_SERVER
from tests.postgresql import FORGETFUL, NotInstalled, running_server

WITH_TLS = {
    **FORGETFUL,
    "ssl": "on",
    "ssl_cert_file": "../server.crt",
    "ssl_key_file": "../server.key",
    "unix_socket_directories": "..",
}

HOSTS_DEFAULT = "sslmode=require&channel_binding=require"

ENCRYPTED = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")


@pytest.mark.parametrize(
    ("words", "encrypted"),
    [
        ("", True),
        ("sslmode=disable", False),
        ("sslmode=allow", False),
        ("sslmode=prefer", True),
        ("sslmode=require", True),
        (HOSTS_DEFAULT, True),
        ("ssl=true", True),
        ("sslmode=verify-ca&sslrootcert={cert}", True),
        ("sslmode=verify-full&sslrootcert={cert}", True),
        ("sslmode=require&target_session_attrs=read-write&connect_timeout=5", True),
        ("sslmode=require&options=-c%20statement_timeout%3D9000&application_name=x", True),
        ("sslmode=require&ssl_min_protocol_version=TLSv1.3&keepalives=1", True),
    ],
)
async def test_words_for_tls_do_what_they_say(tls_server, certificate, words, encrypted):
    found = await asked(f"{tls_server}?{words.format(cert=certificate)}", ENCRYPTED)

    assert found is encrypted


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("sslmode=verify-full&sslrootcert={cert}&host=127.0.0.1", "isn't trusted"),
        ("sslmode=verify-full&sslrootcert=system", "isn't trusted.*sslrootcert"),
        ("sslmode=verify-full", "root certificate file .* does not exist"),
        ("sslmode=require&ssl_max_protocol_version=TLSv9", "No such TLS version"),
        ("sslmode=require&target_session_attrs=any&dbname=none", "does not exist"),
    ],
)
async def test_a_server_that_is_not_trusted_is_refused_in_a_sentence(
    tls_server, certificate, words, sentence, monkeypatch, tmp_path
):
    monkeypatch.setenv("HOME", str(tmp_path))

    with pytest.raises(StoreUnavailable, match=sentence):
        await migrate.upgrade(f"{tls_server}?{words.format(cert=certificate)}")
    await let_go_of_sockets()


async def test_a_server_without_tls_says_so(postgresql_url):
    with pytest.raises(StoreUnavailable, match="has no TLS, which sslmode"):
        await migrate.status(f"{postgresql_url}?{HOSTS_DEFAULT}")
    await let_go_of_sockets()


async def test_a_wrong_password_is_a_sentence_without_it(tls_server):
    wrong = tls_server.replace(urlsplit(tls_server).password, "hunter2")

    with pytest.raises(StoreUnavailable, match="password authentication failed") as refused:
        await migrate.status(wrong)

    assert "hunter2" not in str(refused.value)


async def test_several_hosts_are_tried_until_one_answers(postgresql_url, unused_tcp_port):
    there = urlsplit(postgresql_url)
    hosts = there.netloc.replace("@", f"@127.0.0.1:{unused_tcp_port},")

    address = there._replace(netloc=hosts).geturl()

    assert await asked(f"{address}?target_session_attrs=read-write", text("SELECT 1")) == 1


async def test_a_socket_is_connected_to(tls_server, socket_folder):
    parts = urlsplit(tls_server)
    by_word = f"postgresql:///postgres?host={socket_folder}&port={parts.port}&user=baton"
    in_place = f"postgresql://baton@{str(socket_folder).replace('/', '%2F')}/postgres"

    for address in (by_word, f"{in_place}?port={parts.port}"):
        assert await asked(f"{address}&password={parts.password}", ENCRYPTED) is False


async def test_a_schema_of_its_own_holds_every_table(postgresql_url):
    await asked(postgresql_url, text("CREATE SCHEMA coaching"))

    await migrate.upgrade(f"{postgresql_url}?schema=coaching")

    tables = text("SELECT count(*) > 9 FROM pg_tables WHERE schemaname = 'coaching'")
    assert await asked(postgresql_url, tables)
    assert (await migrate.status(f"{postgresql_url}?schema=coaching")).state == "current"


async def test_the_servers_settings_can_be_given(postgresql_url):
    shown = text("SHOW statement_timeout")

    assert await asked(f"{postgresql_url}?options=-c%20statement_timeout%3D9000", shown) == "9s"


async def let_go_of_sockets():
    """Collect the sockets of failed handshakes, which the driver leaves open."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for _ in range(20):
            await asyncio.sleep(0.01)
            gc.collect()


async def asked(address, query):
    """What a server answers to one query, over Baton's own connections."""
    store = open_store(address)
    try:
        async with store.writing() as session:
            result = await session.exec(query)
            return result.scalar() if result.returns_rows else None
    finally:
        await store.close()


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    """A key, and a certificate for localhost that it has signed itself."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(  # noqa: S603
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", folder / "server.key", "-out", folder / "server.crt"),
        ],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def certificate(tls):
    return tls / "server.crt"


@pytest.fixture(scope="module")
def tls_server(tls):
    """The address of a server that offers TLS, by the name its certificate has."""
    files = {name: (tls / name).read_text() for name in ("server.key", "server.crt")}
    try:
        with running_server(WITH_TLS, files) as url:
            yield url.replace("127.0.0.1", "localhost")
    except NotInstalled:
        pytest.skip(NO_SERVER)


@pytest.fixture
async def socket_folder(tls_server):
    return await asked(
        tls_server, text("SELECT regexp_replace(current_setting('data_directory'), '/[^/]*$', '')")
    )
