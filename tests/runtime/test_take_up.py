"""What was stored and never finished is gone through once more."""

import asyncio
import json
from datetime import timedelta
from functools import partial

import pytest

from bot.coaching import inbox
from bot.playground import Fault
from bot.runtime.baton import Baton
from bot.slack.requests import inbox_replay
from bot.slack.requests.inbox_replay import InboxReplay
from bot.store.tables import InboxRow
from tests.conftest import MONDAY_NINE


class Clock:
    """Shows what the test says."""

    def __init__(self) -> None:
        self.now = MONDAY_NINE

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def baton(settings, clock):
    async with Baton(settings, clock, ticking=False) as baton:
        yield baton


@pytest.fixture
def leave(baton, leave_in):
    """Leaves a typed message behind; returns its key."""
    return partial(leave_in, baton)


@pytest.fixture
def leave_in(clock, playground):
    ada = playground.person("ada").person
    keys = iter(f"Ev{n}" for n in range(1, 100))

    async def leave(baton, text="done"):
        clock.now += timedelta(seconds=1)
        key = next(keys)
        event = {
            "type": "message",
            "channel_type": "im",
            "channel": ada.channel,
            "user": ada.id,
            "text": text,
            "ts": f"{clock.now.timestamp():.6f}",
        }
        body = {
            "type": "event_callback",
            "team_id": playground.app.team,
            "event_id": key,
            "event": event,
        }
        await keep(baton, key, json.dumps(body))
        return key

    return leave


async def keep(baton, key, body):
    await inbox.keep(baton.coaching, baton.workspace, key, "event message", body)


async def letter(baton, key):
    async with baton.store.reading() as session:
        found = await session.get(InboxRow, int(key.removeprefix("Ev")))
        assert found.key == key
        return found


async def test_it_is_finished_though_somebody_is_always_at_work(baton, leave):
    key = await leave()
    baton.in_flight.begin()

    async with asyncio.timeout(5):
        await baton.inbox_replay.take_up(at_start=True)

    assert (await letter(baton, key)).done_at
    baton.in_flight.end()


async def test_what_this_process_is_at_work_on_is_not_begun_anew(baton, leave, clock):
    key = await leave()
    baton.in_flight.begin(key)
    clock.now += inbox.GRACE

    await baton.inbox_replay.take_up()

    assert (await letter(baton, key)).tries == 1
    baton.in_flight.end(key)


async def test_what_another_process_is_at_work_on_is_left_to_it(baton, leave, clock):
    """This one says so for itself here, and then looks as another would."""
    key = await leave()
    baton.in_flight.begin(key)
    clock.now += inbox.GRACE
    await baton.inbox_replay.hold()
    baton.in_flight.end(key)

    await baton.inbox_replay.take_up()

    assert (await letter(baton, key)).tries == 1


async def test_one_that_goes_wrong_is_counted_and_holds_up_nobody(baton, leave, caplog):
    await keep(baton, "Ev1", "not a request")
    await keep(baton, "Ev2", '{"type": "event_callback", "event": "no event"}')
    for _ in range(3):
        last = await leave()

    await baton.inbox_replay.take_up(at_start=True)

    found = [await letter(baton, key) for key in ("Ev1", "Ev2", last)]
    assert [(f.failures, bool(f.done_at)) for f in found] == [(1, False), (1, False), (0, True)]
    caplog.clear()


async def test_one_whose_listener_fails_is_taken_up_again(baton, leave, monkeypatch, caplog):
    async def fail(*given):
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr("bot.slack.answers.answers.reply.typed", fail)
    key = await leave()
    await baton.inbox_replay.take_up(at_start=True)
    assert (await letter(baton, key)).failures == 1
    monkeypatch.undo()
    caplog.clear()

    await baton.inbox_replay.take_up(at_start=True)

    assert (await letter(baton, key)).done_at


@pytest.fixture(
    params=["bot.slack.answers.answers.reply.typed", "bot.slack.answers.answers._written"]
)
def failing(request, monkeypatch):
    """A part of what deals with a message never works."""

    def fail(*given):
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(request.param, fail)


@pytest.mark.usefixtures("failing")
async def test_one_that_keeps_failing_apologises_once_also_after_a_restart(
    settings, clock, leave_in, playground, caplog
):
    async with Baton(settings, clock, ticking=False) as baton:
        key = await leave_in(baton)
        for _ in range(2):
            await baton.inbox_replay.take_up(at_start=True)
    async with Baton(settings, clock, ticking=False) as baton:
        for _ in range(inbox.FAILURES):
            clock.now += inbox.LATE
            await baton.inbox_replay.take_up(at_start=True)
        found = await letter(baton, key)

    assert (found.failures, found.error) == (inbox.FAILURES, "given up")
    said = [m["text"] for m in playground.person("ada").messages()]
    assert len([text for text in said if "Something went wrong" in text]) == 1
    caplog.clear()


async def test_one_that_is_slow_keeps_the_next_waiting_for_so_long_only(
    baton, leave, playground, monkeypatch
):
    monkeypatch.setattr(inbox_replay, "LETTER_SECONDS", 0.2)
    playground.fail(Fault(method="chat.postMessage", kind="latency", seconds=1))
    slow, quick = await leave(), await leave()

    await baton.inbox_replay.take_up(at_start=True)

    assert not (await letter(baton, slow)).done_at
    assert (await letter(baton, quick)).done_at
    await baton.in_flight.over()
    assert (await letter(baton, slow)).done_at


async def test_one_that_never_came_to_an_end_goes_by_itself(baton, leave, clock, monkeypatch):
    """If it ends this process, too, that counts for none of the others."""
    suspect = await leave()
    for _ in range(inbox.SUSPECT - 1):
        [left] = await inbox.left_behind(baton.coaching, at_start=True)
        await inbox.take(baton.coaching, left)
    clock.now += inbox.LATE
    others = [await leave() for _ in range(3)]
    begun = []

    async def note(tray, taken):
        begun.append((taken.key, [(await letter(baton, key)).tries for key in others]))
        return True

    monkeypatch.setattr(InboxReplay, "_dispatch", note)
    await baton.inbox_replay.take_up(at_start=True)

    assert [key for key, _ in begun][-1] == suspect
    assert begun[-1][1] == [2, 2, 2]


async def test_what_is_taken_up_keeps_the_time_at_which_it_came(baton, leave, clock, monkeypatch):
    times = []

    async def note(event, caller):
        times.append(caller.at)

    await leave()
    came = clock.now
    monkeypatch.setattr(
        "bot.slack.answers.answers._written", lambda caller, typed: note(typed, caller)
    )
    clock.now += timedelta(hours=1)

    await baton.inbox_replay.take_up(at_start=True)

    assert times == [came]
