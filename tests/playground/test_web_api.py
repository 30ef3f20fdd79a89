"""The Web API through Slack's own client: what it answers and what it refuses."""

import json

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

METADATA = {"event_type": "baton_delivery", "event_payload": {"delivery_id": "d1"}}


async def test_auth_test_says_who_calls_and_with_which_scopes(client):
    answer = await client.auth_test()

    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == (
        "U0BATON",
        "B0BATON",
        "T0PLAY",
    )
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_posting_to_a_person_answers_with_the_conversation(client, ada):
    by_user = await client.chat_postMessage(channel="U1ADA", text="One")
    by_channel = await client.chat_postMessage(channel=by_user["channel"], text="Two")

    assert by_user["channel"] == by_channel["channel"] == "D1ADA"
    assert by_user["message"]["text"] == "One"
    assert [message["text"] for message in ada.messages()] == ["One", "Two"]


async def test_timestamps_follow_the_clock_and_strictly_increase(client):
    first = await client.chat_postMessage(channel="U1ADA", text="One")
    second = await client.chat_postMessage(channel="U2BEN", text="Two")

    assert (first["ts"], second["ts"]) == ("1772442000.000000", "1772442000.000001")


async def test_metadata_is_kept_and_only_shown_when_asked_for(client):
    await client.chat_postMessage(channel="U1ADA", text="Nudge", metadata=METADATA)

    plain = await client.conversations_history(channel="D1ADA")
    full = await client.conversations_history(channel="D1ADA", include_all_metadata=True)

    assert plain["messages"][0]["metadata"] == {"event_type": "baton_delivery"}
    assert full["messages"][0]["metadata"] == METADATA


async def test_history_is_newest_first_and_cut_by_time(client):
    ts = [
        (await client.chat_postMessage(channel="U1ADA", text=text))["ts"]
        for text in ("1", "2", "3")
    ]

    async def texts(**limits):
        answer = await client.conversations_history(channel="D1ADA", **limits)
        return [message["text"] for message in answer["messages"]]

    assert await texts() == ["3", "2", "1"]
    assert await texts(oldest=ts[0]) == ["3", "2"]
    assert await texts(oldest=ts[0], latest=ts[1], inclusive=True) == ["2", "1"]
    assert await texts(latest=ts[2]) == ["2", "1"]


async def test_history_comes_in_pages(client):
    for text in ("1", "2", "3"):
        await client.chat_postMessage(channel="U1ADA", text=text)

    first = await client.conversations_history(channel="D1ADA", limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel="D1ADA", limit=2, cursor=cursor)

    assert first["has_more"]
    assert [message["text"] for message in second["messages"]] == ["1"]
    assert not second["has_more"]


async def test_a_thread_stays_out_of_history_and_in_replies(client):
    parent = await client.chat_postMessage(channel="U1ADA", text="Parent")
    await client.chat_postMessage(channel="U1ADA", text="Reply", thread_ts=parent["ts"])

    history = await client.conversations_history(channel="D1ADA")
    thread = await client.conversations_replies(channel="D1ADA", ts=parent["ts"])

    assert [message["text"] for message in history["messages"]] == ["Parent"]
    assert history["messages"][0]["reply_count"] == 1
    assert [message["text"] for message in thread["messages"]] == ["Parent", "Reply"]


async def test_an_update_without_blocks_keeps_them_and_an_empty_list_removes_them(client, ada):
    blocks = [{"type": "divider", "block_id": "line"}]
    ts = (await client.chat_postMessage(channel="U1ADA", text="One", blocks=blocks))["ts"]

    await client.chat_update(channel="D1ADA", ts=ts, text="Two")
    kept = ada.messages()[0]
    await client.chat_update(channel="D1ADA", ts=ts, text="Three", blocks=[])

    assert (kept["text"], kept["blocks"], kept["edited"]) == ("Two", blocks, True)
    assert "blocks" not in ada.messages()[0]


async def test_an_update_keeps_metadata_unless_given_some(client):
    posted = await client.chat_postMessage(channel="U1ADA", text="One", metadata=METADATA)

    kept = await client.chat_update(channel="D1ADA", ts=posted["ts"], text="Two")
    cleared = await client.chat_update(channel="D1ADA", ts=posted["ts"], text="Two", metadata={})

    assert kept["message"]["metadata"] == METADATA
    assert "metadata" not in cleared["message"]


async def test_an_ephemeral_message_is_seen_and_leaves_no_history(client, ada):
    await client.chat_postEphemeral(channel="D1ADA", user="U1ADA", text="Only you")

    history = await client.conversations_history(channel="D1ADA")

    assert history["messages"] == []
    assert (ada.messages()[0]["text"], ada.messages()[0]["ephemeral"]) == ("Only you", True)


async def test_an_ephemeral_message_cannot_be_changed_or_answered(client, ada, refusal):
    answer = await client.chat_postEphemeral(channel="D1ADA", user="U1ADA", text="Only you")
    ts = answer["message_ts"]

    changed = await refusal(client.chat_update(channel="D1ADA", ts=ts, text="x"))
    answered = await refusal(client.chat_postMessage(channel="D1ADA", thread_ts=ts, text="x"))

    assert (changed["error"], answered["error"]) == ("message_not_found", "thread_not_found")


async def test_posting_to_somebody_who_left_succeeds_silently(client, playground):
    person = playground.workspace.people["U1ADA"]
    playground.workspace.change_person(type(person)("U1ADA", "ada", "Ada Moreau", deleted=True))

    answer = await client.chat_postMessage(channel="U1ADA", text="Anybody there?")

    assert answer["ok"]


async def test_an_overlong_text_is_cut_with_a_warning(client):
    answer = await client.chat_postMessage(channel="U1ADA", text="x" * 40_001)

    assert answer["warning"] == "message_truncated"
    assert len(answer["message"]["text"]) == 40_000


async def test_people_and_groups_can_be_looked_up(client):
    ada = (await client.users_info(user="U1ADA"))["user"]
    everyone = [user["id"] for user in (await client.users_list())["members"]]
    groups = (await client.usergroups_list(include_users=True))["usergroups"]
    leads = (await client.usergroups_users_list(usergroup="S1LEADS"))["users"]

    assert (ada["tz"], ada["tz_offset"], ada["profile"]["title"]) == (
        "Europe/Berlin",
        3600,
        "Shift lead since Monday",
    )
    assert everyone == ["U1ADA", "U2BEN", "U3CAM", "U4DEE", "U0BATON"]
    assert groups[0]["handle"] == "new-leads"
    assert groups[0]["users"] == leads == ["U1ADA", "U2BEN"]


async def test_people_come_in_pages(client):
    sizes = [len(page["members"]) async for page in await client.users_list(limit=2)]

    assert sizes == [2, 2, 1]


async def test_a_reaction_is_added_once_and_removed(client, ada, refusal):
    ts = (await client.chat_postMessage(channel="U1ADA", text="Nudge"))["ts"]
    target = {"channel": "D1ADA", "timestamp": ts, "name": "white_check_mark"}

    await client.reactions_add(**target)
    seen = ada.messages()[0]["reactions"]
    again = await refusal(client.reactions_add(**target))
    await client.reactions_remove(**target)

    assert seen == [{"name": "white_check_mark", "users": ["U0BATON"]}]
    assert again["error"] == "already_reacted"
    assert ada.messages()[0]["reactions"] == []
    assert (await refusal(client.reactions_remove(**target)))["error"] == "no_reaction"


async def test_a_file_goes_up_in_three_steps_and_comes_down_again(client, ada, http, playground):
    await client.files_upload_v2(
        channel="D1ADA", filename="data.json", content='{"a": 1}', initial_comment="Your data"
    )

    message = ada.messages()[0]
    assert (message["text"], message["files"][0]["name"]) == ("Your data", "data.json")
    async with http.get(playground.url + message["files"][0]["url"]) as answer:
        assert await answer.json() == {"a": 1}
        assert answer.headers["content-disposition"] == "attachment"


async def test_a_file_that_did_not_arrive_whole_is_not_there(client, http, playground, refusal):
    asked = await client.files_getUploadURLExternal(filename="a.txt", length=3)

    async with http.post(asked["upload_url"], data=b"too long") as answer:
        assert answer.status == 400
    async with http.post(f"{playground.url}/upload/F9", data=b"abc") as answer:
        assert answer.status == 404
    answer = await refusal(
        client.files_completeUploadExternal(files=[{"id": asked["file_id"]}], channel_id="D1ADA")
    )

    assert answer["error"] == "file_not_found"


async def test_a_file_of_its_own_can_be_deleted(client, http, ada, playground, refusal):
    done = await client.files_upload_v2(channel="D1ADA", filename="a.zip", content="x")
    address = playground.url + ada.messages()[0]["files"][0]["url"]

    await client.files_delete(file=done["files"][0]["id"])

    assert not ada.messages()[0].get("files")
    async with http.get(address) as answer:
        assert answer.status == 404
    again = await refusal(client.files_delete(file=done["files"][0]["id"]))
    assert again["error"] == "file_not_found"


async def test_a_file_of_somebody_else_cannot_be_deleted(client, playground, refusal):
    hers = playground.stage.files.add("a.txt", 1, "U1ADA")

    answer = await refusal(client.files_delete(file=hers.id))

    assert answer["error"] == "cant_delete_file"


async def test_a_picture_is_shown_and_a_drawing_is_not_run(client, http, ada, playground):
    for name in ("chart.png", "chart.svg"):
        await client.files_upload_v2(channel="D1ADA", filename=name, content="x")

    shown = []
    for message in ada.messages():
        async with http.get(playground.url + message["files"][0]["url"]) as answer:
            shown.append((answer.content_type, answer.headers["content-disposition"]))

    assert shown == [("image/png", "inline"), ("image/svg+xml", "attachment")]


async def test_a_permalink_points_here(client, playground):
    ts = (await client.chat_postMessage(channel="U1ADA", text="Nudge"))["ts"]

    answer = await client.chat_getPermalink(channel="D1ADA", message_ts=ts)

    assert answer["permalink"] == f"{playground.url}/archives/D1ADA/p1772442000000000"


async def test_form_and_query_arguments_count_too(http, playground):
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    blocks = json.dumps([{"type": "divider"}])
    address = f"{playground.api_url}chat.postMessage?channel=U1ADA&team_id=T0PLAY"

    async with http.post(
        address, data={"text": "Hi", "blocks": blocks}, headers=headers
    ) as answer:
        posted = await answer.json()

    assert posted["message"]["blocks"][0]["type"] == "divider"


async def test_the_token_may_come_as_an_argument(http, playground):
    async with http.post(
        f"{playground.api_url}auth.test", data={"token": playground.bot_token}
    ) as answer:
        assert (await answer.json())["ok"]


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("xapp-1-playground-app", "auth.test", "not_allowed_token_type"),
        ("xoxb-playground-bot", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-playground-bot", "no.such", "unknown_method"),
    ],
)
async def test_a_wrong_token_or_method_is_refused(playground, refusal, token, method, error):
    client = AsyncWebClient(token or None, base_url=playground.api_url)

    answer = await refusal(client.api_call(method))

    assert answer["error"] == error


@pytest.mark.parametrize(
    ("method", "arguments", "needed"),
    [
        ("conversations.info", {"channel": "D1ADA"}, "im:read"),
    ],
)
async def test_a_missing_scope_is_named(client, refusal, method, arguments, needed):
    answer = await refusal(client.api_call(method, json=arguments))

    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)
    assert "im:history" in answer["provided"]


class TestWithoutScopes:
    @pytest.fixture
    def options(self):
        return {"scopes": ("commands",)}

    @pytest.mark.parametrize(
        ("method", "needed"),
        [
            ("chat.postMessage", "chat:write"),
            ("chat.postEphemeral", "chat:write"),
            ("chat.update", "chat:write"),
            ("chat.delete", "chat:write"),
            ("conversations.open", "im:write"),
            ("conversations.history", "im:history"),
            ("conversations.replies", "im:history"),
            ("users.info", "users:read"),
            ("users.list", "users:read"),
            ("usergroups.list", "usergroups:read"),
            ("usergroups.users.list", "usergroups:read"),
            ("reactions.add", "reactions:write"),
            ("reactions.remove", "reactions:write"),
            ("files.getUploadURLExternal", "files:write"),
            ("files.completeUploadExternal", "files:write"),
            ("files.delete", "files:write"),
        ],
    )
    async def test_each_method_needs_its_scope(self, client, refusal, method, needed):
        answer = await refusal(client.api_call(method, json={}))

        assert (answer["error"], answer["needed"]) == ("missing_scope", needed)

    @pytest.mark.parametrize("method", ["views.open", "views.publish", "chat.getPermalink"])
    async def test_some_need_none(self, client, refusal, method):
        answer = await refusal(client.api_call(method, json={}))

        assert answer["error"] == "invalid_arguments"


class TestWithMoreScopes:
    @pytest.fixture
    def options(self):
        return {"scopes": ("im:write", "im:read")}

    async def test_a_conversation_is_opened_and_described(self, client):
        opened = await client.conversations_open(users="U1ADA")
        described = await client.conversations_info(channel="D1ADA")

        assert opened["channel"] == {"id": "D1ADA"}
        assert described["channel"]["user"] == "U1ADA"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "U9NOBODY", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "U1ADA"}, "no_text"),
        ("chat.postMessage", {"channel": "U1ADA", "text": "  "}, "no_text"),
        (
            "chat.postMessage",
            {"channel": "U1ADA", "text": "x", "thread_ts": "1.0"},
            "thread_not_found",
        ),
        (
            "chat.postMessage",
            {"channel": "U1ADA", "text": "x", "metadata": "x"},
            "invalid_json",
        ),
        (
            "chat.postMessage",
            {"channel": "U1ADA", "text": "x", "metadata": {"event_type": "a"}},
            "invalid_metadata_schema",
        ),
        (
            "chat.postMessage",
            {"channel": "U1ADA", "text": "x", "blocks": {"type": "divider"}},
            "invalid_blocks_format",
        ),
        (
            "chat.postEphemeral",
            {"channel": "D1ADA", "user": "U2BEN", "text": "x"},
            "user_not_in_channel",
        ),
        ("chat.update", {"channel": "D1ADA", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("chat.update", {"channel": "U1ADA", "ts": "1.0", "text": "x"}, "channel_not_found"),
        ("chat.delete", {"channel": "D1ADA", "ts": "1.0"}, "message_not_found"),
        ("conversations.history", {"channel": "U1ADA"}, "channel_not_found"),
        ("conversations.history", {"channel": "D1ADA", "limit": 1001}, "invalid_limit"),
        ("conversations.history", {"channel": "D1ADA", "cursor": "?"}, "invalid_cursor"),
        ("conversations.history", {"channel": "D1ADA", "oldest": "?"}, "invalid_ts_oldest"),
        ("conversations.replies", {"channel": "D1ADA", "ts": "1.0"}, "thread_not_found"),
        ("users.info", {"user": "U9NOBODY"}, "user_not_found"),
        ("usergroups.users.list", {"usergroup": "S9"}, "no_such_subteam"),
        (
            "reactions.add",
            {"channel": "D1ADA", "timestamp": "1.0", "name": "a"},
            "message_not_found",
        ),
        ("reactions.add", {"name": "a"}, "no_item_specified"),
        ("views.publish", {"user_id": "U9", "view": {"type": "home"}}, "user_not_found"),
        ("views.update", {"view_id": "V9", "view": {"type": "modal"}}, "not_found"),
        ("views.open", {"trigger_id": "1"}, "invalid_arguments"),
        (
            "files.completeUploadExternal",
            {"files": [{"id": "F9"}], "channel_id": "D1ADA"},
            "file_not_found",
        ),
    ],
)
async def test_what_is_not_there_or_not_allowed_is_refused(
    client, refusal, method, arguments, error
):
    answer = await refusal(client.api_call(method, json=arguments))

    assert answer["error"] == error


async def test_only_own_messages_can_be_changed(app, client, connect, ada, refusal):
    @app.event("message")
    async def ignore():
        return

    await connect(app)
    ts = await ada.say("Mine")

    updated = await refusal(client.chat_update(channel="D1ADA", ts=ts, text="Yours"))
    deleted = await refusal(client.chat_delete(channel="D1ADA", ts=ts))

    assert (updated["error"], deleted["error"]) == ("cant_update_message", "cant_delete_message")


async def test_an_update_longer_than_4000_is_refused(client, refusal):
    ts = (await client.chat_postMessage(channel="U1ADA", text="Nudge"))["ts"]

    answer = await refusal(client.chat_update(channel="D1ADA", ts=ts, text="x" * 4001))

    assert answer["error"] == "msg_too_long"


async def test_the_log_keeps_each_call(client, playground, refusal):
    await client.auth_test()
    await refusal(client.users_info(user="U9NOBODY"))

    calls = [(call.method, call.ok, call.error) for call in playground.calls]
    assert calls == [("auth.test", True, None), ("users.info", False, "user_not_found")]


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[]", "json_not_object")])
async def test_a_body_that_is_no_json_object_is_refused(http, playground, body, error):
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    headers["Content-Type"] = "application/json"

    async with http.post(f"{playground.api_url}auth.test", data=body, headers=headers) as answer:
        assert (await answer.json())["error"] == error


async def test_blocks_can_be_validated_without_posting_them(client, refusal):
    await client.api_call("blocks.validate", json={"blocks": [{"type": "divider"}]})

    answer = await refusal(client.api_call("blocks.validate", json={"blocks": [{"type": "x"}]}))

    assert answer["error"] == "invalid_blocks"


async def test_the_bot_is_a_user_too(client):
    user = (await client.users_info(user="U0BATON"))["user"]

    assert (user["is_bot"], user["profile"]["bot_id"]) == (True, "B0BATON")


async def test_a_file_may_come_as_a_form(client, http, playground, ada):
    asked = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    form = aiohttp.FormData()
    form.add_field("file", b"abc", filename="a.txt")

    async with http.post(asked["upload_url"], data=form) as answer:
        assert answer.status == 200
    await client.files_completeUploadExternal(files=[{"id": asked["file_id"]}], channel_id="D1ADA")

    assert ada.messages()[0]["files"][0]["title"] == "a.txt"
