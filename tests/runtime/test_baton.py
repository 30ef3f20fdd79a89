import asyncio
import os
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.coaching import inbox
from bot.coaching.people import profile_sync
from bot.coaching.ports import Address, Coaching, Place
from bot.content.words.words import BrokenWords
from bot.domain.errors import DeliveryFailed
from bot.domain.people.installation import Installation
from bot.domain.privacy.safety import NO_WORDS
from bot.playground import Fault
from bot.runtime import baton as root
from bot.runtime import slack_retry
from bot.runtime.baton import Baton
from bot.runtime.clock import utc_now
from bot.runtime.errors import CannotStart
from bot.runtime.socket_mode import SocketMode
from bot.runtime.web.health import STIR_WITHIN, Health
from bot.slack.client.find_message import EVENT_TYPE, PAGE
from bot.store import inbox as letters
from bot.store.database.errors import StoreUnavailable
from bot.store.privacy import recheck as words
from tests.coaching.privacy.test_safety import SAFETY
from tests.waiting import until

MONDAY_NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def clock() -> datetime:
    return MONDAY_NINE


@pytest.fixture
async def baton(settings):
    async with Baton(settings, clock, ticking=False) as baton:
        yield baton


async def refusal(settings, error: type[Exception] = CannotStart) -> str:
    with pytest.raises(error) as raised:
        async with Baton(settings, clock):
            pass
    return str(raised.value)


async def test_it_introduces_itself_to_the_workspace(baton, playground):
    served = await profile_sync.served(baton.coaching, Installation((playground.app.team,)))

    assert served == baton.workspace
    assert (served.name, served.bot_user_id) == (playground.app.team_name, playground.app.bot_user)


async def test_a_database_without_tables_is_refused(settings, tmp_path):
    empty = settings.model_copy(update={"database_url": SecretStr(f"sqlite:///{tmp_path}/new.db")})

    assert "run baton db upgrade" in await refusal(empty)
    assert not (tmp_path / "new.db").exists()


async def test_a_refused_token_is_told_in_a_sentence(settings):
    wrong = settings.model_copy(update={"slack_bot_token": SecretStr("xoxb-wrong")})

    assert "Slack refuses SLACK_BOT_TOKEN: invalid_auth." in await refusal(wrong)


async def test_a_missing_token_is_told_in_a_sentence(settings):
    none = settings.model_copy(update={"slack_bot_token": None})

    assert "SLACK_BOT_TOKEN is not set" in await refusal(none)


@pytest.fixture
def hasty(settings):
    """Reads histories as quickly as it can."""
    return settings.model_copy(update={"baton_history_per_minute": 60_000})


async def test_a_post_is_found_however_much_was_said_after_it(hasty, playground):
    async with Baton(hasty, clock, ticking=False) as baton:
        await finds_the_seventh(baton, playground)


async def finds_the_seventh(baton, playground):
    ada = playground.person("ada").person
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": 7}}
    post = await baton.reading.chat_postMessage(channel=ada.id, text="Seven", metadata=metadata)
    for _ in range(2 * PAGE):
        await baton.reading.chat_postMessage(channel=ada.id, text="Something else")

    to, now = Address(baton.workspace, ada.id, ada.channel), utc_now()
    found, absent = [await baton.coaching.messenger.look(to, id_, now, now) for id_ in (7, 8)]

    assert found == Place(ada.channel, post["ts"])
    assert absent is None


@pytest.mark.parametrize(("kind", "whole_workspace"), [("ratelimited", True), ("status", False)])
async def test_a_look_says_whether_the_workspace_or_one_call_had_enough(
    baton, playground, kind, whole_workspace
):
    ada = playground.person("ada").person
    to, now = Address(baton.workspace, ada.id, ada.channel), utc_now()
    playground.fail(Fault(method="conversations.history", kind=kind, times=1))

    with pytest.raises(DeliveryFailed) as refused:
        await baton.coaching.messenger.look(to, 7, now, now)

    assert refused.value.retry_after
    assert refused.value.whole_workspace is whole_workspace


@pytest.mark.parametrize("kind", ["drop", "status", "html"])
async def test_slack_is_given_time_to_answer_at_the_start(settings, playground, monkeypatch, kind):
    monkeypatch.setattr(slack_retry, "WAITS", (0, 0))
    playground.fail(Fault(method="auth.test", kind=kind, times=2))

    async with Baton(settings, clock, ticking=False) as baton:
        assert baton.workspace.team_id == playground.app.team


async def test_a_slack_that_is_away_is_waited_for_and_that_is_said(
    settings, playground, monkeypatch, caplog
):
    monkeypatch.setattr(slack_retry, "WAITS", (0, 0.01))
    playground.fail(Fault(method="auth.test", kind="drop", times=20))

    async with Baton(settings, clock, ticking=False):
        pass

    said = f"Slack does not answer at {playground.api_url} (ServerDisconnectedError); next try"
    assert caplog.text.count(said) == 20


async def test_a_second_baton_on_one_file_is_refused(settings, baton):
    said = await refusal(settings, StoreUnavailable)

    assert said == (
        f"Another Baton is at work on the database file baton.db (process {os.getpid()}): "
        "SQLite serves one process. Stop that one, or give both PostgreSQL."
    )


async def test_the_next_one_may_have_the_file(settings):
    for _ in range(2):
        async with Baton(settings, clock, ticking=False):
            pass


async def test_many_serve_one_postgresql(settings, postgresql_url):
    shared = settings.model_copy(update={"database_url": SecretStr(postgresql_url)})
    async with (
        Baton(shared, clock, ticking=False) as one,
        Baton(shared, clock, ticking=False) as two,
    ):
        assert one.workspace == two.workspace


async def test_content_without_words_is_refused(settings, tmp_path):
    bare = settings.model_copy(update={"baton_content": tmp_path})

    assert ".ftl" in await refusal(bare, BrokenWords)


async def test_due_work_is_looked_for_each_second(settings, monkeypatch):
    monkeypatch.setattr(root, "TICK_SECONDS", 0.05)

    async with Baton(settings) as baton:
        started = baton.pulse.beat_at

        await until(lambda: baton.pulse.beat_at > started)
        assert "baton_tick_failures_total 0.0" in baton.metrics.page().decode()


async def test_a_tick_that_breaks_off_is_counted_and_the_next_one_comes(
    settings, monkeypatch, caplog
):
    beats: list[int] = []

    async def broken(coaching: Coaching, go_on: object) -> int:
        beats.append(1)
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(root, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(root.deliver, "tick", broken)
    async with Baton(settings) as baton:
        await until(lambda: len(beats) > 1)

        assert "baton_tick_failures_total 0.0" not in baton.metrics.page().decode()

    assert "the disk is full" in caplog.text
    caplog.clear()


async def test_a_tick_at_work_is_waited_for(baton):
    async with baton._turn:
        drained = asyncio.create_task(baton.drain(5))
        await asyncio.sleep(0.05)
        assert not drained.done()

    assert await drained


async def test_a_listener_at_work_is_waited_for(baton):
    baton.in_flight.begin()
    asyncio.get_running_loop().call_later(0.1, baton.in_flight.end)

    assert await baton.drain(5)


async def test_a_rush_ends_early_when_the_process_is_to_end(settings, monkeypatch):
    begun = asyncio.Event()

    async def endless(coaching, go_on):
        begun.set()
        while go_on():  # noqa: ASYNC110  as a rush does
            await asyncio.sleep(0)
        return 0

    monkeypatch.setattr(root, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(root.deliver, "tick", endless)
    async with Baton(settings, clock) as baton:
        async with asyncio.timeout(10):
            await begun.wait()

        assert await baton.drain(5)


async def test_a_long_rush_shows_that_it_lives_and_a_hung_one_does_not(settings, monkeypatch):
    now, hung, on = [MONDAY_NINE], asyncio.Event(), asyncio.Event()

    async def rush(coaching, go_on):
        now[0] += timedelta(minutes=10)
        go_on()
        hung.set()
        await on.wait()
        return 0

    monkeypatch.setattr(root.deliver, "tick", rush)
    async with Baton(settings, lambda: now[0], ticking=False) as baton:
        ticking = asyncio.create_task(baton.tick())
        await hung.wait()
        health = Health([], baton.pulse, baton.clock)
        assert (await health.problems(), health.stuck) == ([], False)

        now[0] += STIR_WITHIN + timedelta(seconds=1)
        health = Health([], baton.pulse, baton.clock)
        assert len(await health.problems()) == 1
        assert health.stuck
        on.set()
        await ticking
        assert not health.stuck


async def test_a_tick_that_fails_again_and_again_is_not_ready_but_no_new_start_helps(
    settings, monkeypatch
):
    now = [MONDAY_NINE]

    async def broken(coaching, go_on):
        raise OSError("the database is away")

    monkeypatch.setattr(root.deliver, "tick", broken)
    async with Baton(settings, lambda: now[0], ticking=False) as baton:
        for _ in range(10):
            now[0] += timedelta(minutes=1)
            with pytest.raises(OSError, match="away"):
                await baton.tick()

        health = Health([], baton.pulse, baton.clock)
        assert len(await health.problems()) == 1
        assert not health.stuck


async def test_the_wait_has_an_end(baton):
    baton.in_flight.begin()

    assert not await baton.drain(0.1)


async def test_an_event_that_was_left_behind_is_taken_up_at_the_start(settings, playground):
    ada = playground.person("ada").person
    body = (
        f'{{"type": "event_callback", "team_id": "{playground.app.team}", "event_id": "Ev1", '
        f'"event": {{"type": "message", "channel_type": "im", "channel": "{ada.channel}", '
        f'"user": "{ada.id}", "text": "done", "ts": "1.0"}}}}'
    )
    async with Baton(settings, clock, ticking=False) as before:
        await inbox.keep(before.coaching, before.workspace, "Ev1", "event message", body)

    async with Baton(settings, clock, ticking=False) as baton, baton.store.reading() as session:
        assert await letters.came_at(session, "Ev1") is None


async def test_bolt_asks_slack_nothing_to_know_who_it_is(baton, playground):
    socket = SocketMode(baton.app, playground.app_token, baton.reading, baton.metrics)
    ada = playground.person("ada")
    await socket.open()
    await ada.wait_for(lambda: playground.connected)

    await ada.open_home()
    await baton.in_flight.over()
    await socket.close()

    called = [call.method for call in playground.calls]
    assert called.count("auth.test") == 1
    assert "views.publish" in called


async def test_a_tick_that_cannot_wait_is_broken_off_cleanly(settings, monkeypatch):
    begun, ended = asyncio.Event(), asyncio.Event()

    async def endless(coaching: Coaching, go_on: object) -> int:
        try:
            async with coaching.store.reading():
                begun.set()
                await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.3)
            ended.set()
        return 0

    monkeypatch.setattr(root, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(root, "CLOSE_SECONDS", 0.1)
    monkeypatch.setattr(root.deliver, "tick", endless)
    async with Baton(settings) as baton:
        await begun.wait()
        assert not await baton.drain(0.1)

    assert ended.is_set()


async def test_everything_is_closed_at_the_end(settings):
    async with Baton(settings, clock) as baton:
        session = baton.session

    assert session.closed


async def test_nudges_do_not_wait_for_digests(settings, monkeypatch):
    """Coaches' Mondays begin when nudges do, and a workspace may be slow."""
    ticks, telling, told = asyncio.Queue(), asyncio.Event(), asyncio.Event()

    async def tick(*_):
        ticks.put_nowait(None)
        return 0

    async def run_periodic(_):
        telling.set()
        await told.wait()

    monkeypatch.setattr(root, "TICK_SECONDS", 0.02)
    monkeypatch.setattr(root.deliver, "tick", tick)
    monkeypatch.setattr(root.digest, "run_periodic", run_periodic)
    async with asyncio.timeout(20), Baton(settings) as baton:
        await telling.wait()
        for _ in range(ticks.qsize() + 2):
            await ticks.get()
        assert not await baton.drain(0.05)
        told.set()
        assert await baton.drain(5)


@pytest.mark.parametrize("ticking", [True, False])
async def test_stored_words_are_looked_through_with_lists_that_are_new(
    settings, monkeypatch, ticking
):
    looked = []

    async def read(session, above, limit):
        looked.append(above)
        return []

    monkeypatch.setattr(words, "replies", read)
    for lists in (NO_WORDS, NO_WORDS, SAFETY):
        monkeypatch.setattr(root, "load_safety", lambda folder, lists=lists: (lists, ()))
        async with Baton(settings, clock, ticking=ticking) as baton:
            await until(lambda: baton.rechecked)

    assert looked == [0, 0]
