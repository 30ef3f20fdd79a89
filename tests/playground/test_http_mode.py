"""Signed HTTP requests to a real Bolt app, and their redelivery."""

import asyncio

import pytest
from aiohttp import web

from bot.playground import Playground
from bot.playground.acts.acts import ActRefused


@pytest.fixture
def options():
    return {"ack_seconds": 0.3}


@pytest.fixture
async def serving():
    """Serve a web application on a free port for the rest of the test."""
    runners = []

    async def serve(application):
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"

    yield serve
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
def deaf(serving, playground):
    """An app that answers each request with the next of some responses; keeps their headers."""

    async def answering(*responses):
        waiting, headers = list(responses), []

        async def receive(request):
            headers.append(request.headers)
            await request.read()
            response = waiting.pop(0)
            return web.Response(**response) if isinstance(response, dict) else await response()

        application = web.Application()
        application.router.add_post("/slack/events", receive)
        playground.deliver_to(await serving(application))
        return headers

    return answering


async def test_a_real_app_takes_signed_requests_of_every_kind(playground, app, serving, ada):
    got = []

    @app.event("message")
    async def hear(event, client):
        got.append(event["text"])
        text = {"type": "plain_text", "text": "Go"}
        button = {"type": "button", "text": text, "action_id": "go"}
        blocks = [{"type": "actions", "elements": [button]}]
        await client.chat_postMessage(channel=event["channel"], text="Press", blocks=blocks)

    @app.action("go")
    async def go(ack, respond):
        await ack()
        got.append("pressed")

    @app.command("/nudge")
    async def nudge(ack, command):
        await ack(f"Text: {command['text']}")

    playground.deliver_to(await serving(app.web_app(path="/slack/events")))
    await ada.say("Grüße & 1+1")
    await ada.press("Go")

    answers = await ada.command("/nudge über & unter")

    assert got == ["Grüße &amp; 1+1", "pressed"]
    assert answers[0]["text"] == "Text: über &amp; unter"


async def test_the_address_may_be_given_at_the_start(app, serving):
    @app.event("message")
    async def hear():
        return

    address = await serving(app.web_app(path="/slack/events"))

    async with Playground(events_url=address, quiet_seconds=0.05) as playground:
        app.client.base_url = playground.api_url
        await playground.person("ada").say("Hello")

        assert playground.person("ada").messages()[0]["delivery"] == "delivered"


async def test_a_wrong_secret_is_refused_by_the_app(playground, app, serving, ada, caplog):
    playground.signing_secret = "somebody else's"
    playground.deliver_to(await serving(app.web_app(path="/slack/events")))

    with pytest.raises(ActRefused, match="did not answer"):
        await ada.say("Hello")

    assert ada.messages()[0]["delivery"] == "failed"


async def test_the_url_is_verified_with_a_challenge(playground, app, serving):
    webhooks = playground.deliver_to(await serving(app.web_app(path="/slack/events")))

    assert await webhooks.verify("a-challenge")


async def test_an_event_comes_again_with_its_number_and_reason(playground, deaf, ada):
    async def too_late():
        await asyncio.sleep(0.5)
        return web.Response()

    headers = await deaf({"status": 500}, too_late, {"status": 302}, {"status": 200})

    with pytest.raises(ActRefused):
        await ada.say("Hello")
    await ada.wait_for(lambda: ada.messages()[0]["delivery"] == "delivered")

    retries = [
        (each.get("x-slack-retry-num"), each.get("x-slack-retry-reason")) for each in headers
    ]
    assert retries == [
        (None, None),
        ("1", "http_error"),
        ("2", "http_timeout"),
        ("3", "http_error"),
    ]


async def test_a_request_is_sent_round_in_circles_only_so_long(deaf, ada):
    circle = {"status": 307, "headers": {"location": "/slack/events"}}
    headers = await deaf(circle, circle, circle, {"status": 200})

    with pytest.raises(ActRefused):
        await ada.say("Hello")
    await ada.wait_for(lambda: ada.messages()[0]["delivery"] == "delivered")

    assert headers[3]["x-slack-retry-reason"] == "too_many_redirects"


async def test_an_app_may_ask_not_to_be_asked_again(playground, deaf, ada):
    headers = await deaf({"status": 500, "headers": {"x-slack-no-retry": "1"}})

    with pytest.raises(ActRefused):
        await ada.say("Hello")
    await asyncio.sleep(0.2)

    assert len(headers) == 1


async def test_nobody_at_the_address_is_a_failed_connection(playground, serving, ada):
    playground.deliver_to("http://127.0.0.1:9/slack/events")

    with pytest.raises(ActRefused):
        await ada.say("Hello")
    with pytest.raises(ActRefused, match="dispatch_failed"):
        await ada.command("/nudge now")

    assert not playground.connected


async def test_a_plain_text_answer_is_shown_to_the_person(playground, deaf, ada):
    await deaf({"text": "Just words"})

    answers = await ada.command("/nudge now")

    assert answers[0]["text"] == "Just words"
