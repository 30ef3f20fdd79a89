"""What the page gets and sends, and who is kept out."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from bot.playground import Playground, SimulatedClock, serve
from bot.playground.page.timekeeper import Timekeeper
from tests.waiting import PATIENCE


@pytest.fixture
def options(clock):
    async def jump(to):
        if to == "next":
            raise ValueError("Nothing is planned.")
        clock.jump_to(clock.now() + {"hour": timedelta(hours=1), "day": timedelta(days=1)}[to])
        return clock.now()

    async def next_event():
        return clock.now() + timedelta(hours=2), "Nudge for Ada Moreau"

    return {"jump": jump, "next_event": next_event, "ack_seconds": 0.2}


@pytest.fixture
async def page(http, playground):
    address = f"{playground.url}/playground/live?person=U1ADA"
    async with http.ws_connect(address) as socket:
        yield socket


@pytest.fixture
def act(http, playground):
    async def post(**act):
        address = f"{playground.url}/playground/act"
        async with http.post(address, json={"person": "U1ADA", **act}) as answer:
            return answer.status, await answer.json()

    return post


@pytest.fixture
async def bot(app, connect):
    @app.event("message")
    async def answer(event, client):
        if event.get("subtype") is None:
            await client.chat_postMessage(channel=event["channel"], text="Hello back")

    @app.event("app_home_opened")
    async def opened(event, client):
        home = {"type": "home", "blocks": [{"type": "divider", "block_id": "line"}]}
        await client.views_publish(user_id=event["user"], view=home)

    @app.command("/nudge")
    async def nudge(ack):
        await ack("Here you are.")

    await connect(app)


async def test_the_first_snapshot_has_everything(page):
    seen = await page.receive_json(timeout=PATIENCE)

    assert seen["type"] == "snapshot"
    assert seen["workspace"] == {"id": "T0PLAY", "name": "Harbour Street Works"}
    assert seen["bot"] == {
        "id": "U0BATON",
        "app_id": "A0BATON",
        "name": "Baton",
        "connected": False,
    }
    assert seen["clock"] == {
        "now": "2026-03-02T09:00:00+00:00",
        "mode": "simulated",
        "running": False,
        "can_jump": True,
        "jumping": False,
        "next": {"at": "2026-03-02T11:00:00+00:00", "what": "Nudge for Ada Moreau"},
    }
    assert seen["commands"][0] == {
        "command": "/nudge",
        "description": "Nudges",
        "usage_hint": "now",
        "completions": [],
    }
    assert seen["people"][0] == {
        "id": "U1ADA",
        "name": "ada",
        "real_name": "Ada Moreau",
        "title": "Shift lead since Monday",
        "role": "manager",
        "tz": "Europe/Berlin",
        "initials": "AM",
        "colour": 3,
        "unread": 0,
        "is_admin": False,
        "deleted": False,
        "local_time": "10:00",
    }
    assert seen["groups"][0]["users"] == ["U1ADA", "U2BEN"]
    assert seen["me"] == "U1ADA"
    assert seen["dm"] == {
        "channel": "D1ADA",
        "typing": False,
        "last_read": "0000000000.000000",
        "messages": [],
        "earlier": False,
    }
    assert (seen["home"], seen["modals"]) == (None, [])


async def test_a_change_is_pushed(page, client):
    await page.receive_json(timeout=PATIENCE)

    await client.chat_postMessage(channel="U1ADA", text="Nudge")
    seen = await page.receive_json(timeout=PATIENCE)

    message = seen["dm"]["messages"][0]
    assert (message["bot"], message["text"], message["ephemeral"]) == (True, "Nudge", False)
    assert message["at"] == "2026-03-02T09:00:00+00:00"
    assert seen["people"][0]["unread"] == 1


async def test_there_are_no_more_than_twenty_pushes_a_second(page, playground):
    workspace, loop = playground.workspace, asyncio.get_running_loop()
    await page.receive_json(timeout=PATIENCE)
    started = loop.time()

    async def chatter():
        for _ in range(60):
            workspace.write(workspace.draft("D1ADA", "U0BATON", "x"))
            await asyncio.sleep(0.005)

    chattering = asyncio.create_task(chatter())
    lengths = [0]
    while lengths[-1] < 60:
        lengths.append(len((await page.receive_json(timeout=PATIENCE))["dm"]["messages"]))
    await chattering

    assert len(lengths) <= (loop.time() - started) / 0.05 + 2


async def test_200_lines_are_shown_and_more_when_asked(http, playground, client):
    workspace = playground.workspace
    for number in range(210):
        workspace.write(workspace.draft("D1ADA", "U0BATON", str(number)))
    address = f"{playground.url}/playground/live?person=U1ADA"

    async with http.ws_connect(address) as usual, http.ws_connect(f"{address}&earlier=50") as more:
        short = (await usual.receive_json(timeout=PATIENCE))["dm"]
        long = (await more.receive_json(timeout=PATIENCE))["dm"]

    assert (len(short["messages"]), short["earlier"]) == (200, True)
    assert short["messages"][-1]["text"] == "209"
    assert (len(long["messages"]), long["earlier"]) == (210, False)


async def test_a_person_speaks_and_is_answered(bot, act, ada):
    status, answer = await act(do="say", text="Hello")
    await ada.wait_for(lambda: len(ada.messages()) == 2)

    assert (status, answer["ok"], answer["ts"]) == (200, True, ada.messages()[0]["ts"])


async def test_a_bot_that_is_busy_shows_as_typing(page, act, ada):
    await page.receive_json(timeout=PATIENCE)
    saying = asyncio.create_task(act(do="say", text="Hello"))

    typing = await seen(page, lambda dm: dm["typing"])
    status, answer = await saying
    after = await seen(page, lambda dm: not dm["typing"])

    assert typing["messages"][0]["delivery"] == "sending"
    assert (status, answer) == (
        400,
        {"ok": False, "error": "Baton did not answer within three seconds."},
    )
    assert after["messages"][0]["delivery"] == "failed"


async def test_every_act_has_its_answer(bot, act, ada):
    ts = (await act(do="say", text="Helo"))[1]["ts"]

    assert await act(do="edit", ts=ts, text="Hello") == (200, {"ok": True})
    assert await act(do="command", text="/nudge now") == (200, {"ok": True})
    assert await act(do="open", tab="home") == (200, {"ok": True})
    assert await act(do="delete", ts=ts) == (200, {"ok": True})
    assert await act(do="read") == (200, {"ok": True})
    assert (await act(do="profile", tz="Asia/Tokyo"))[1]["ok"] is False
    await ada.wait_for(ada.home)


async def seen(page, wanted):
    """The next of the pushes that shows what is wanted: others may come in between."""
    while True:
        conversation = (await page.receive_json(timeout=PATIENCE))["dm"]
        if wanted(conversation):
            return conversation


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"do": "dance"}, "Nobody can dance here."),
        ({"do": "say", "text": " "}, "There is nothing to send."),
        ({"do": "say", "text": "x", "person": "U9"}, "There is nobody called U9 here."),
        ({"do": "say", "text": "x", "thread_ts": "1.0"}, "That message is gone."),
        ({"do": "edit", "ts": "1.0", "text": "x"}, "You can only change your own messages."),
        ({"do": "delete", "ts": "1.0"}, "You can only change your own messages."),
        ({"do": "open", "tab": "files"}, "There is no tab called files."),
        ({"do": "close", "view_id": "V9"}, "That dialog is no longer open."),
        ({"do": "profile", "tz": "Mars/Olympus"}, "There is no time zone called Mars/Olympus."),
        (
            {"do": "press", "container": {"type": "home"}, "block_id": "a", "action_id": "b"},
            "That is no longer there to press.",
        ),
    ],
)
async def test_an_act_that_cannot_be_is_refused_with_a_sentence(act, given, words):
    assert await act(**given) == (400, {"ok": False, "error": words})


async def test_reading_clears_what_is_unread(page, act, client):
    await client.chat_postMessage(channel="U1ADA", text="Nudge")

    await act(do="read")

    unread = 1
    while unread:
        unread = (await page.receive_json(timeout=PATIENCE))["people"][0]["unread"]


async def test_the_clock_jumps(http, playground, clock):
    address = f"{playground.url}/playground/clock"

    async with http.post(address, json={"to": "day"}) as answer:
        jumped = await answer.json()
    async with http.post(address, json={"to": "next"}) as answer:
        nothing = answer.status, await answer.json()
    async with http.post(address, json={"to": "yesterday"}) as answer:
        unknown = answer.status

    assert jumped == {"ok": True, "now": "2026-03-03T09:00:00+00:00"}
    assert nothing == (400, {"ok": False, "error": "Nothing is planned."})
    assert unknown == 400


async def test_a_real_clock_does_not_jump():
    async with Playground() as playground:
        clock = await playground.timekeeper.wire()

        assert (clock["mode"], clock["can_jump"], clock["running"]) == ("real", False, True)
        with pytest.raises(ValueError, match="does not jump"):
            await playground.timekeeper.jump("day")


async def test_one_jump_at_a_time(clock):
    async def slow(to):
        seen.append((await timekeeper.wire())["jumping"])
        with pytest.raises(ValueError, match="already jumping"):
            await timekeeper.jump("day")
        return clock.now()

    seen = []
    timekeeper = Timekeeper(clock, slow, None, lambda: None)

    await timekeeper.jump("hour")

    assert seen == [True]
    assert not (await timekeeper.wire())["jumping"]


async def test_the_log_lists_the_calls(http, playground, client):
    await client.auth_test()

    async with http.get(f"{playground.url}/playground/log") as answer:
        calls = (await answer.json())["calls"]

    assert calls[0] | {"ms": 0} == {
        "method": "auth.test",
        "ok": True,
        "error": None,
        "ms": 0,
        "at": "2026-03-02T09:00:00+00:00",
    }


async def test_the_page_is_served_with_a_strict_policy(http, playground):
    async with http.get(playground.url) as answer:
        assert answer.content_type == "text/html"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
    async with http.get(f"{playground.url}/static/js/page/main.js") as answer:
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    async with http.get(f"{playground.url}/static/../server.py") as answer:
        assert answer.status == 404


PATHS = ["/", "/api/auth.test", "/playground/log", "/static/js/page/main.js"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example:80", "[::bad"])
async def test_a_rebound_name_gets_nothing(http, playground, path, host):
    async with http.get(playground.url + path, headers={"Host": host}) as answer:
        assert answer.status == 421


@pytest.mark.parametrize("path", ["/playground/act", "/playground/faults", "/api/auth.test"])
@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null"])
async def test_another_page_can_do_nothing(http, playground, path, origin):
    async with http.post(playground.url + path, json={}, headers={"Origin": origin}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_picture_on_another_page_calls_nothing(http, playground, ada, site):
    call = f"chat.postMessage?token={playground.bot_token}&channel=U1ADA&text=Boo"

    async with http.get(playground.api_url + call, headers={"Sec-Fetch-Site": site}) as answer:
        assert answer.status == 403
    assert ada.messages() == []


async def test_another_page_sees_nothing(http, playground):
    address = f"{playground.url}/playground/live?person=U1ADA"

    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await http.ws_connect(address, headers={"Origin": "https://evil.example"})

    assert refused.value.status == 403


async def test_the_own_page_may_act(http, playground):
    headers = {"Origin": playground.url}

    async with http.post(f"{playground.url}/playground/act", json={}, headers=headers) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("body", ["no json", "[]"])
async def test_nonsense_is_refused(http, playground, body):
    async with http.post(f"{playground.url}/playground/act", data=body) as answer:
        assert answer.status == 400


async def test_nobody_else_can_be_watched(http, playground):
    async with http.get(f"{playground.url}/playground/live?person=U9") as answer:
        assert answer.status == 400


def test_a_simulated_clock_stands_runs_and_jumps_forward_only(clock):
    noon = clock.now() + timedelta(hours=3)
    running = SimulatedClock(noon, running=True)

    assert clock.now() == clock.now()
    assert (clock.running, running.running) == (False, True)
    assert running.now() >= noon
    clock.jump_to(noon)
    assert clock.now() == noon
    with pytest.raises(ValueError, match="only jumps forward"):
        clock.jump_to(noon - timedelta(seconds=1))
    with pytest.raises(ValueError, match="aware"):
        SimulatedClock(noon.replace(tzinfo=None))


async def test_only_loopback_is_bound(playground):
    assert [address[0] for address in playground._runner.addresses] == ["127.0.0.1"]


async def test_a_playground_serves_until_told_to_stop(http, until):
    playground, stop = Playground(), asyncio.Event()
    serving = asyncio.create_task(serve(playground, stop))
    await until(lambda: playground.port)

    async with http.get(playground.url) as answer:
        assert answer.status == 200
    stop.set()
    await serving

    with pytest.raises(aiohttp.ClientConnectionError):
        await http.get(playground.url)


async def test_a_taken_port_is_said_at_once(playground):
    with pytest.raises(OSError, match="in use"):
        await Playground(port=playground.port).start()
