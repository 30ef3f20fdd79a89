"""What is erased is gone from every byte of a SQLite file, and nobody else may read the rest."""

import asyncio
import os
import re
import sqlite3
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import make_url, text

from bot.store.database import sqlite
from bot.store.database.engine import open_store
from bot.store.database.erased_pages import erases_a_person, erases_words
from bot.store.database.errors import StoreUnavailable
from bot.store.database.instance_lock import alone
from bot.store.migrate import status, upgrade
from tests.examples import some

MARK = re.compile(rb"MARK\d{5}X")

SIZES = (10, 50, 200, 900, 3000, 9000)
"""Bytes of an answer: a word, some sentences, and what takes pages of its own."""


def marks(file: Path) -> set[str]:
    """Every marked word that is anywhere in a database's files."""
    found = [path.read_bytes() for path in file.parent.glob(f"{file.name}*")]
    return {mark.decode() for content in found for mark in MARK.findall(content)}


@pytest.fixture
def file(sqlite_url):
    return Path(make_url(sqlite_url).database)


@pytest.fixture
async def words(sqlite_url):
    store = open_store(sqlite_url)
    async with store.writing() as session:
        await session.exec(text("CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT)"))
    yield store
    await store.close()


async def write(store, id_, size=50):
    word = f"MARK{id_:05}X"
    async with store.writing() as session:
        await session.exec(
            text("INSERT INTO words VALUES (:id, :text)"),
            params={"id": id_, "text": word + "x" * size},
        )
    return word


async def erase(store, *ids, how=erases_words):
    async with store.writing() as session:
        for id_ in ids:
            await session.exec(text("DELETE FROM words WHERE id = :id"), params={"id": id_})
        how(session)


@pytest.mark.parametrize("seed", some(range(6), of=6))
async def test_of_hundreds_of_words_those_that_are_erased_are_gone(words, file, seed):
    """Long ones, emptied ones, replaced ones: pages fill, split and are freed again."""
    random, there = Random(seed), {}  # noqa: S311
    for id_ in range(300):
        there[id_] = await write(words, id_, random.choice(SIZES))
        if random.random() < 0.4:
            gone = random.choice(list(there))
            statement = random.choice(
                [
                    "UPDATE words SET text = '' WHERE id = :id",
                    "DELETE FROM words WHERE id = :id",
                    "UPDATE words SET text = hex(zeroblob(:id)) WHERE id = :id",
                ]
            )
            async with words.writing() as session:
                await session.exec(text(statement), params={"id": gone})
            del there[gone]
    async with words.writing() as session:
        erases_words(session)

    assert marks(file) == set(there.values())


async def test_a_large_file_is_rewritten_for_a_person_who_goes(words, file, monkeypatch):
    monkeypatch.setattr("bot.store.database.engine.SMALL", 0)
    rewrites = []
    sweep = sqlite.sweep

    async def watch(writer, readers, *, rewrite):
        rewrites.append(rewrite)
        return await sweep(writer, readers, rewrite=rewrite)

    monkeypatch.setattr(sqlite, "sweep", watch)
    kept = await write(words, 1)
    await write(words, 2)

    await erase(words, 2)
    await erase(words, 3, how=erases_a_person)

    assert rewrites == [False, True]
    assert marks(file) == {kept}


async def test_an_ordinary_change_sweeps_nothing(words, file):
    word = await write(words, 1)
    async with words.writing() as session:
        await session.exec(text("DELETE FROM words"))

    assert marks(file) == {word}


async def test_looks_of_this_process_are_waited_for_and_new_ones_wait(words, file):
    await write(words, 1)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def look():
        async with words.reading() as session:
            await session.exec(text("SELECT * FROM words"))
            begun.set()
            await go_on.wait()

    looking = asyncio.create_task(look())
    await begun.wait()
    erasing = asyncio.create_task(erase(words, 1))
    await asyncio.wait([erasing], timeout=0.1)
    assert not erasing.done()

    go_on.set()
    await asyncio.gather(looking, erasing)

    assert marks(file) == set()


async def test_many_looks_one_after_the_other_do_not_stop_it(words, file):
    """At every moment somebody is reading."""
    await write(words, 1)
    looks = 0

    async def look_on_and_on():
        nonlocal looks
        while True:
            async with words.reading() as session:
                await session.exec(text("SELECT * FROM words"))
                await asyncio.sleep(0.02)
                looks += 1

    lookers = [asyncio.create_task(look_on_and_on()) for _ in range(sqlite.READERS * 2)]
    await asyncio.sleep(0)
    await erase(words, 1)
    before = looks
    for looker in lookers:
        looker.cancel()
    await asyncio.gather(*lookers, return_exceptions=True)

    assert marks(file) == set()
    assert before < 1000


async def test_another_programs_long_look_holds_up_nobody_and_is_outwaited(
    words, file, monkeypatch
):
    monkeypatch.setattr(sqlite, "READERS_SECONDS", 0.1)
    word = await write(words, 1)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM words").fetchall()

    async with asyncio.timeout(5):
        await erase(words, 1)
        await write(words, 2)
    assert word in marks(file)
    assert not await words.sweep()
    other.close()

    assert await words.sweep()
    assert word not in marks(file)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
async def test_only_the_owner_can_read_the_files(tmp_path, umask):
    file = tmp_path / "baton.db"
    before = os.umask(umask)
    try:
        await upgrade(f"sqlite:///{file}")
        store = open_store(f"sqlite:///{file}")
        with alone(f"sqlite:///{file}"):
            async with store.writing() as session, store.reading() as look:
                await look.exec(text("SELECT * FROM member"))
                await session.exec(text("CREATE TABLE words (id INTEGER)"))
                names = {f"baton.db{end}" for end in ("", "-wal", "-shm", "-lock")}
                assert modes(tmp_path) == dict.fromkeys(names, 0o600)
        await store.close()
    finally:
        os.umask(before)


@pytest.mark.parametrize("address", ["file:{there}/baton.db?uri=true", "{there}/link.db"])
async def test_the_file_that_an_address_leads_to_is_kept_to_its_owner(tmp_path, address):
    there = tmp_path / "there"
    there.mkdir()
    (there / "link.db").symlink_to(there / "baton.db")
    url = f"sqlite:///{address.format(there=there)}"
    before = os.umask(0o022)
    try:
        await upgrade(url)
        store = open_store(url)
        with alone(url), pytest.raises(StoreUnavailable), alone(f"sqlite:///{there}/baton.db"):
            pass
        async with store.writing() as session:
            await session.exec(text("CREATE TABLE words (id INTEGER)"))
            (there / "link.db").unlink()
            assert set(modes(there).values()) == {0o600}
        await store.close()
    finally:
        os.umask(before)


async def test_files_of_an_earlier_edition_are_closed_to_others(sqlite_url, file):
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE words (id INTEGER)")
    for path in file.parent.iterdir():
        path.chmod(0o644)

    assert (await status(sqlite_url)).state == "current"

    assert set(modes(file.parent).values()) == {0o600}
    other.close()


def modes(folder):
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
