"""Response URLs and triggers: how an app may come back to a person who acted."""

from datetime import timedelta

import pytest

from bot.playground.acts.acts import ActRefused
from bot.playground.api.json_values import Refused
from bot.playground.workspace.triggers import Triggers


@pytest.fixture
async def url(app, connect, ada):
    """The response URL of a command Ada just typed."""
    given = []

    @app.command("/nudge")
    async def nudge(ack, command):
        await ack()
        given.append(command["response_url"])

    await connect(app)
    await ada.command("/nudge")
    return given[0]


@pytest.fixture
def respond(http, url):
    async def post(**payload):
        async with http.post(url, json=payload) as answer:
            return answer.status, await answer.text()

    return post


async def test_five_answers_and_no_more(respond, ada):
    answers = [await respond(text=str(number)) for number in range(6)]

    assert answers[:5] == [(200, "ok")] * 5
    assert answers[5][0] == 404
    assert "used_url" in answers[5][1]
    assert [m["text"] for m in ada.messages()[1:]] == ["0", "1", "2", "3", "4"]


async def test_thirty_minutes_and_no_longer(respond, clock):
    clock.jump_to(clock.now() + timedelta(minutes=30))
    in_time = await respond(text="Just")
    clock.jump_to(clock.now() + timedelta(seconds=1))

    late = await respond(text="Late")

    assert in_time[0] == 200
    assert "expired_url" in late[1]


async def test_answers_are_for_the_person_unless_they_say_otherwise(respond, ada, client):
    await respond(text="Only you")
    await respond(text="Everyone", response_type="in_channel")

    history = await client.conversations_history(channel="D1ADA")

    assert [message["text"] for message in history["messages"]] == ["Everyone"]
    assert [message["ephemeral"] for message in ada.messages()] == [True, True, False]


async def test_a_command_line_cannot_be_replaced(respond, ada):
    await respond(text="Instead", replace_original=True)

    assert [message["text"] for message in ada.messages()] == ["/nudge", "Instead"]


async def test_what_slack_refuses_is_refused_here_too(respond):
    status, text = await respond(text="x", blocks=[{"type": "nonsense"}])

    assert status == 404
    assert "invalid_blocks" in text


async def test_an_ack_slack_would_refuse_tells_the_person(app, connect, ada):
    @app.command("/nudge")
    async def nudge(ack):
        await ack(text="x", blocks=[{"type": "nonsense"}])

    await connect(app)

    with pytest.raises(ActRefused, match="invalid_blocks"):
        await ada.command("/nudge")


def test_a_trigger_is_good_once_and_for_three_seconds():
    seconds = [0.0]
    triggers = Triggers("T0PLAY", clock=lambda: seconds[0])
    early, late = triggers.issue("U1ADA"), triggers.issue("U1ADA")
    seconds[0] = 3.0
    assert triggers.spend(early) == "U1ADA"
    seconds[0] = 3.1

    for trigger, error in ((early, "exchanged_"), (late, "expired_"), ("1.2.3", "invalid_")):
        with pytest.raises(Refused, match=f"{error}trigger_id"):
            triggers.spend(trigger)
