"""Socket Mode: tickets, several connections, acks, redelivery and cut lines."""

import asyncio
import json

import aiohttp
import pytest

from bot.playground import Fault
from bot.playground.acts.acts import ActRefused
from tests.waiting import PATIENCE


class Line:
    """A bare Socket Mode client that acks only when told to."""

    def __init__(self, socket):
        self.socket = socket

    async def frame(self):
        return await self.socket.receive_json(timeout=PATIENCE)

    async def ack(self, frame, payload=None):
        ack = {"envelope_id": frame["envelope_id"]}
        await self.socket.send_json({**ack, "payload": payload} if payload else ack)


@pytest.fixture
def options():
    return {"ack_seconds": 0.3}


@pytest.fixture
def address(client, playground):
    """Ask for a fresh address, as the SDK does."""

    async def fresh():
        return (await client.apps_connections_open(app_token=playground.app_token))["url"]

    return fresh


@pytest.fixture
async def line(http, address):
    async with http.ws_connect(await address()) as socket:
        line = Line(socket)
        assert (await line.frame())["type"] == "hello"
        yield line


async def test_hello_counts_the_connections(http, address, line):
    async with http.ws_connect(await address()) as second:
        hello = await second.receive_json(timeout=PATIENCE)

    assert hello["num_connections"] == 2
    assert hello["connection_info"]["app_id"] == "A0BATON"


async def test_a_ticket_is_good_once(http, address):
    ticket = await address()
    async with http.ws_connect(ticket):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(ticket)

    assert refused.value.status == 404


async def test_a_failed_handshake_spoils_the_ticket_and_a_new_one_works(http, address, playground):
    ticket = await address()
    playground.fail(Fault(method="link", kind="status"))

    statuses = []
    for _ in range(2):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(ticket)
        statuses.append(refused.value.status)

    assert statuses == [503, 404]
    async with http.ws_connect(await address()) as socket:
        assert (await socket.receive_json(timeout=PATIENCE))["type"] == "hello"


async def test_an_eleventh_connection_is_sent_away(http, address):
    sockets = [await http.ws_connect(await address()) for _ in range(11)]

    first = [await socket.receive_json(timeout=PATIENCE) for socket in sockets]

    assert [frame["type"] for frame in first] == ["hello"] * 10 + ["disconnect"]
    assert first[-1]["reason"] == "too_many_websockets"
    for socket in sockets:
        await socket.close()


async def test_each_envelope_goes_to_one_connection(http, address, ada, line):
    async with http.ws_connect(await address()) as socket:
        other = Line(socket)
        await other.frame()

        async def answer(one):
            frame = await one.frame()
            await one.ack(frame)
            return frame["payload"]["event"]["text"]

        _, _, *got = await asyncio.gather(
            ada.say("One"), ada.say("Two"), answer(line), answer(other)
        )

    assert sorted(got) == ["One", "Two"]


async def test_an_event_envelope_is_slacks(ada, line):
    saying = asyncio.create_task(ada.say("Hello"))

    frame = await line.frame()
    await line.ack(frame)
    await saying

    assert (frame["type"], frame["accepts_response_payload"]) == ("events_api", False)
    assert (frame["retry_attempt"], frame["retry_reason"]) == (0, "")


async def test_an_unacked_event_comes_again_three_times(ada, line):
    with pytest.raises(ActRefused, match="Baton did not answer within three seconds"):
        await ada.say("Hello")

    frames = [await line.frame() for _ in range(4)]

    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert [frame["retry_reason"] for frame in frames] == ["", "timeout", "timeout", "timeout"]
    assert len({frame["payload"]["event_id"] for frame in frames}) == 1
    assert len({frame["envelope_id"] for frame in frames}) == 4
    assert ada.messages()[0]["delivery"] == "failed"
    with pytest.raises(TimeoutError):
        await line.socket.receive(timeout=0.4)


async def test_a_redelivery_that_is_acked_ends_it_and_mends_the_line(ada, line, until):
    with pytest.raises(ActRefused):
        await ada.say("Hello")
    await line.frame()

    await line.ack(await line.frame())

    await until(lambda: ada.messages()[0]["delivery"] == "delivered")
    with pytest.raises(TimeoutError):
        await line.socket.receive(timeout=0.4)


async def test_a_bolt_app_sees_which_attempt_it_is(playground, app, connect, ada):
    retries = []

    @app.middleware
    async def persist(request, next):  # noqa: A002 - Bolt's name
        retries.append(request.headers.get("x-slack-retry-num"))
        if len(retries) == 1:
            await asyncio.sleep(0.45)
        await next()

    @app.event("message")
    async def ignore():
        return

    await connect(app)
    with pytest.raises(ActRefused):
        await ada.say("Hello")
    await ada.wait_for(lambda: len(retries) > 1)

    assert retries == [["0"], ["1"]]


async def test_events_wait_while_nobody_listens(playground, http, address, ada):
    with pytest.raises(ActRefused):
        await ada.say("Anybody?")

    async with http.ws_connect(await address()) as socket:
        line = Line(socket)
        frames = [await line.frame() for _ in range(2)]
        await line.ack(frames[1])
        await ada.wait_for(lambda: ada.messages()[0]["delivery"] == "delivered")

    assert [frame["type"] for frame in frames] == ["hello", "events_api"]
    assert frames[1]["payload"]["event"]["text"] == "Anybody?"


async def test_a_command_is_not_brought_again(ada, line):
    with pytest.raises(ActRefused, match='/nudge failed with the error "operation_timeout"'):
        await ada.command("/nudge now")

    frame = await line.frame()
    assert (frame["type"], frame["accepts_response_payload"]) == ("slash_commands", True)
    assert "retry_attempt" not in frame
    with pytest.raises(TimeoutError):
        await line.socket.receive(timeout=0.4)
    assert ada.messages()[0]["delivery"] == "failed"


async def test_a_command_without_a_connection_fails_at_once(ada):
    with pytest.raises(ActRefused, match="dispatch_failed"):
        await ada.command("/nudge now")


async def test_a_command_payload_is_slacks(ada, line, playground):
    typing = asyncio.create_task(ada.command("/nudge now"))

    frame = await line.frame()
    await line.ack(frame, {"text": "Yes"})
    answers = await typing

    payload = frame["payload"]
    assert (payload["command"], payload["text"]) == ("/nudge", "now")
    assert (payload["user_id"], payload["user_name"]) == ("U1ADA", "ada")
    assert (payload["channel_id"], payload["team_id"]) == ("D1ADA", "T0PLAY")
    assert payload["response_url"].startswith(f"{playground.url}/response/")
    assert payload["trigger_id"]
    assert answers[0]["text"] == "Yes"


async def test_a_cut_line_brings_the_event_to_the_next(playground, http, address, ada, line):
    saying = asyncio.create_task(ada.say("Hello"))
    await line.frame()

    playground.sockets.drop()

    async with http.ws_connect(await address()) as socket:
        second = Line(socket)
        await second.frame()
        again = await second.frame()
        await second.ack(again)
        with pytest.raises(ActRefused):
            await saying
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_failed")


async def test_a_real_client_follows_a_refresh_and_survives_a_cut(
    playground, app, connect, ada, until
):
    heard = []

    @app.event("message")
    async def hear(event):
        heard.append(event["text"])

    await connect(app)

    await playground.sockets.disconnect("refresh_requested")
    await until(lambda: playground.connected)
    await ada.say("After the refresh")
    playground.sockets.drop()
    await until(lambda: not playground.connected)
    await until(lambda: playground.connected, 6)
    await ada.say("After the cut")

    assert heard == ["After the refresh", "After the cut"]


async def test_a_warning_is_only_a_warning(playground, ada, line):
    await playground.sockets.disconnect("warning")

    frame = await line.frame()

    assert (frame["type"], frame["reason"]) == ("disconnect", "warning")
    assert playground.connected


async def test_noise_on_the_line_is_ignored(ada, line):
    await line.socket.send_str("no json")
    await line.socket.send_str(json.dumps(["no", "object"]))
    saying = asyncio.create_task(ada.say("Hello"))

    await line.ack(await line.frame())

    assert await saying
