"""A person and a real Bolt app over a real socket: the paths a day takes."""

import re

import pytest
from slack_bolt.async_app import AsyncApp

from bot.playground import texts_of
from bot.playground.acts.acts import ActRefused


def button(label, action_id="press", **more):
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "text": text, "action_id": action_id, **more}


def actions(*elements):
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


@pytest.fixture
def heard(app):
    """The bodies of all events the app gets."""
    bodies = []

    @app.event(re.compile(".*"))
    async def hear(body):
        bodies.append(body)

    return bodies


async def test_a_bot_answers_what_a_person_says(app, connect, ada):
    @app.event("message")
    async def answer(event, client):
        await client.chat_postMessage(channel=event["user"], text=f"You said: {event['text']}")

    await connect(app)

    await ada.say("Hello")

    assert [message["text"] for message in ada.messages()] == ["Hello", "You said: Hello"]
    assert ada.messages()[0]["delivery"] == "delivered"


async def test_an_event_body_is_slacks(app, connect, ada, heard):
    await connect(app)

    await ada.say("Hello")

    body = heard[0]
    assert (body["type"], body["team_id"], body["api_app_id"]) == (
        "event_callback",
        "T0PLAY",
        "A0BATON",
    )
    assert body["event_time"] == 1772442000
    assert body["authorizations"][0]["user_id"] == "U0BATON"
    assert body["event"]["channel_type"] == "im"
    assert body["event"]["client_msg_id"]


async def test_typed_text_is_escaped_and_its_mentions_resolved(app, connect, ada, heard):
    await connect(app)

    await ada.say('<b> & @ben, @"Dee Larsen", @new-leads, @nobody and https://example.org/a?b=1.')

    assert heard[0]["event"]["text"] == (
        "&lt;b&gt; &amp; <@U2BEN>, <@U4DEE>, <!subteam^S1LEADS|@new-leads>, @nobody "
        "and <https://example.org/a?b=1>."
    )


async def test_a_reference_may_be_typed_as_it_is(app, connect, ada, heard):
    await connect(app)

    await ada.say("Ask <@U2BEN|ben> or <!subteam^S1LEADS>, not <@nobody>")

    assert heard[0]["event"]["text"] == (
        "Ask <@U2BEN|ben> or <!subteam^S1LEADS>, not &lt;@nobody&gt;"
    )


async def test_who_speaks_has_read_what_came_before(app, client, connect, playground, ada, heard):
    await connect(app)
    await client.chat_postMessage(channel="U1ADA", text="Nudge")
    before = playground.workspace.unread(ada.person)

    await ada.say("Hello")

    assert (before, playground.workspace.unread(ada.person)) == (1, 0)


async def test_editing_and_deleting_arrive_with_the_old_message(app, connect, ada, heard):
    await connect(app)
    ts = await ada.say("Helo")

    await ada.edit(ts, "Hello")
    await ada.delete(ts)

    changed, deleted = heard[1]["event"], heard[2]["event"]
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "Hello")
    assert changed["previous_message"]["text"] == "Helo"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert deleted["previous_message"]["text"] == "Hello"
    assert ada.messages() == []


async def test_the_bots_own_messages_and_changes_arrive_too(client, connect, ada):
    app = AsyncApp(name="all ears", client=client, ignoring_self_events_enabled=False)
    heard = []

    @app.event("message")
    async def hear(event):
        heard.append((event.get("subtype"), event.get("message", event).get("text")))

    await connect(app)
    posted = await client.chat_postMessage(channel="U1ADA", text="Nudge")

    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Better nudge")
    await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    await ada.wait_for(lambda: len(heard) == 3)

    assert heard == [
        (None, "Nudge"),
        ("message_changed", "Better nudge"),
        ("message_deleted", None),
    ]


async def test_a_reply_in_a_thread_names_its_parent(app, client, connect, ada, heard):
    await connect(app)
    nudge = await client.chat_postMessage(channel="U1ADA", text="Nudge")

    await ada.say("Did it", thread_ts=nudge["ts"])

    event = heard[-1]["event"]
    assert (event["thread_ts"], event["parent_user_id"]) == (nudge["ts"], "U0BATON")
    assert ada.messages()[0]["reply_count"] == 1


async def test_a_deleted_parent_leaves_a_tombstone(app, client, connect, ada, heard):
    await connect(app)
    ts = await ada.say("Question")
    await ada.say("Answer", thread_ts=ts)

    await ada.delete(ts)

    assert heard[-1]["event"]["message"]["subtype"] == "tombstone"
    assert [m["text"] for m in ada.messages()] == ["This message was deleted.", "Answer"]
    assert ada.messages()[0]["tombstone"]
    with pytest.raises(ActRefused):
        await ada.delete(ts)


async def test_a_file_arrives_as_a_file_share(app, connect, ada, heard):
    await connect(app)
    file = {"name": "notes.txt", "size": 12, "mimetype": "text/plain"}

    await ada.say("See", files=[file])

    event = heard[0]["event"]
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "notes.txt")
    assert ada.messages()[0]["files"][0]["mimetype"] == "text/plain"


async def test_a_command_is_answered_to_the_person_alone(playground, app, connect, ada):
    @app.command("/nudge")
    async def nudge(ack, command, respond):
        await ack("At once.")
        await respond(f"{command['user_name']}: {command['text']}")

    await connect(app)

    answers = await ada.command("/nudge now @ben")

    assert {texts_of(answer) for answer in answers} == {"At once.", "ada: now <@U2BEN>"}
    assert playground.person("ben").messages() == []


async def test_a_command_line_is_shown_as_the_persons_own(app, connect, ada):
    @app.command("/nudge")
    async def nudge(ack):
        await ack()

    await connect(app)

    await ada.command("/nudge now")

    line = ada.messages()[0]
    assert (line["text"], line["user"], line["command"]) == ("/nudge now", "U1ADA", True)
    assert (line["ephemeral"], line["delivery"]) == (True, "delivered")


async def test_a_command_that_does_not_escape_gets_the_text_as_typed(app, connect, ada):
    @app.command("/raw")
    async def raw(ack, command):
        await ack(command["text"])

    await connect(app)

    answers = await ada.command("/raw @ben <&>")

    assert texts_of(answers[0]) == "@ben <&>"


async def test_an_unknown_command_is_not_sent(app, connect, ada):
    await connect(app)

    with pytest.raises(ActRefused, match="/nope is not a valid command"):
        await ada.command("/nope")


async def test_a_button_in_a_message_changes_the_message(app, client, connect, ada):
    @app.action("done")
    async def done(ack, body, respond):
        await ack()
        value = body["actions"][0]["value"]
        await respond(text=f"Well done: {value}", replace_original=True)

    await connect(app)
    await client.chat_postMessage(
        channel="U1ADA", text="Nudge", blocks=[actions(button("Did it", "done", value="42"))]
    )

    await ada.press("Did it")

    assert [texts_of(message) for message in ada.messages()] == ["Well done: 42"]


async def test_a_button_in_an_ephemeral_message_works(app, connect, ada):
    seen = []

    @app.command("/nudge")
    async def nudge(ack):
        await ack(text="Sure?", blocks=[actions(button("Yes", "yes"))])

    @app.action("yes")
    async def yes(ack, body, respond):
        await ack()
        seen.append(body)
        await respond(delete_original=True)

    await connect(app)
    await ada.command("/nudge")

    await ada.press("Yes")

    assert seen[0]["container"]["is_ephemeral"]
    assert "message" not in seen[0]
    assert [message["text"] for message in ada.messages()] == ["/nudge"]


async def test_a_choice_in_a_message_is_kept_and_sent(app, client, connect, ada):
    chosen = []

    @app.action("mood")
    async def mood(ack, body):
        await ack()
        chosen.append((body["actions"][0]["selected_option"]["value"], body["state"]["values"]))

    await connect(app)
    offered = [
        {"text": {"type": "plain_text", "text": text}, "value": text[0]} for text in ("Up", "Down")
    ]
    radio = {"type": "radio_buttons", "action_id": "mood", "options": offered}
    await client.chat_postMessage(channel="U1ADA", text="Mood?", blocks=[actions(radio)])

    await ada.choose("Down")

    value, state = chosen[0]
    assert value == "D"
    assert state["row"]["mood"]["selected_option"]["value"] == "D"


async def test_the_home_tab_is_published_and_pressed(app, connect, ada):
    views = []

    @app.event("app_home_opened")
    async def opened(event, client):
        views.append(event.get("view"))
        home = {"type": "home", "blocks": [actions(button("Pause", "pause"))]}
        await client.views_publish(user_id=event["user"], view=home)

    @app.action("pause")
    async def pause(ack, body, client):
        await ack()
        section = {"type": "section", "text": {"type": "mrkdwn", "text": "Paused"}}
        home = {"type": "home", "blocks": [section]}
        await client.views_publish(
            user_id=body["user"]["id"], view=home, hash=body["view"]["hash"]
        )

    await connect(app)
    await ada.open_home()
    await ada.open_home()

    await ada.press("Pause")

    assert views[0] is None
    assert views[1]["type"] == "home"
    assert texts_of(ada.home()) == "Paused"


async def test_a_change_of_time_zone_and_leaving_arrive(app, connect, playground, ada, heard):
    await connect(app)

    await ada.change_profile(tz="Asia/Kolkata")
    await ada.change_profile(deleted=True)

    users = [body["event"]["user"] for body in heard]
    assert (users[0]["tz"], users[0]["tz_offset"]) == ("Asia/Kolkata", 19800)
    assert users[1]["deleted"]
    assert "tz" not in users[1]
    with pytest.raises(ActRefused, match="Ada Moreau is deactivated"):
        await ada.say("Still here?")


async def test_an_app_without_the_scope_is_not_told(app, connect, playground, ada, heard):
    playground.stage.announcer._scopes = ("chat:write",)
    await connect(app)

    await ada.say("Hello")

    assert heard == []
