"""Words that are taken back, erased or aged are gone from every byte of the SQLite file."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.coaching import inbox
from bot.coaching.follow_up import notes
from bot.coaching.privacy import forget, retention
from bot.domain.answers.reply import Outcome
from bot.domain.privacy.retention import KEPT, NOTICE

LONG = "and then we talked about it. " * 250
"""Several pages of the file."""


@pytest.fixture
def database_url(sqlite_url):
    """PostgreSQL leaves it to its vacuum when a deleted row's bytes are used again."""
    return sqlite_url


@pytest.fixture
def bytes_hold(database_url):
    """Whether a word is anywhere in the database's files."""
    file = Path(make_url(database_url).database)

    def look(word):
        return any(word.encode() in path.read_bytes() for path in file.parent.glob("baton.db*"))

    return look


async def test_a_deleted_answer_is_gone(nudged, bytes_hold):
    ts = await nudged.say(f"zebra {LONG}")
    assert bytes_hold("zebra")

    await nudged.delete(ts)

    assert not bytes_hold("zebra")


async def test_what_an_answer_said_before_it_was_edited_is_gone(nudged, bytes_hold):
    ts = await nudged.say(f"zebra {LONG}")
    await nudged.say("heron", ts=ts, edited=True, at=nudged.clock() + timedelta(minutes=1))

    assert bytes_hold("heron")
    assert not bytes_hold("zebra")


async def test_what_a_form_said_before_is_gone(nudged, bytes_hold):
    await nudged.tap("first-steps.1", outcome=Outcome.DID, plan="zebra", whole=True)
    nudged.clock.now += timedelta(minutes=1)
    await nudged.tap("first-steps.1", outcome=Outcome.DID, plan="heron", whole=True)

    assert not bytes_hold("zebra")


async def test_a_member_who_wants_to_be_forgotten_is(nudged, bytes_hold):
    await nudged.say(f"zebra {LONG}")
    await nudged.tap("first-steps.1", outcome=Outcome.DID, plan="If okapi, then I rest")
    await inbox.keep(nudged.coaching, nudged.workspace, "Ev1", "event message", '{"user": "UADA"}')

    await forget.forget(nudged.coaching, nudged.workspace, "UADA")

    assert not any(map(bytes_hold, ["zebra", "okapi", "UADA"]))


async def test_a_coachs_deleted_note_is_gone(nudged, bytes_hold):
    await notes.note(nudged.coaching, nudged.coach, "UADA", "zebra", "source")
    await notes.delete_note(nudged.coaching, nudged.coach, 1)

    assert not bytes_hold("zebra")


async def test_words_that_have_had_their_time_are_gone(nudged, bytes_hold):
    await nudged.say(f"zebra {LONG}")
    await nudged.tap("first-steps.1", outcome=Outcome.DID, plan="If okapi, then I rest")
    for after in (KEPT - NOTICE + timedelta(days=1), KEPT + timedelta(days=2)):
        nudged.clock.now += after
        await retention.run_periodic(nudged.coaching)

    assert not any(map(bytes_hold, ["zebra", "okapi"]))


async def test_an_event_that_was_dealt_with_is_gone_after_some_quiet_days(nudged, bytes_hold):
    for number in range(200):
        key = f"Ev{number}"
        await inbox.keep(nudged.coaching, nudged.workspace, key, "event message", f"zebra {LONG}")
        await inbox.done(nudged.coaching, key)
    for _ in range(10):
        nudged.clock.now += timedelta(days=1)
        await retention.run_periodic(nudged.coaching)

    assert not bytes_hold("zebra")
