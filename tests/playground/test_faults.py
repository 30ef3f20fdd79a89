"""Failures on demand, as Slack's client and the workspace's history see them."""

import asyncio
from random import Random

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Fault
from bot.playground.api.faults import Faults


def post(client):
    return client.chat_postMessage(channel="U1ADA", text="Nudge")


async def test_a_rate_limit_says_when_to_come_back_and_posts_nothing(playground, client, ada):
    playground.fail(Fault(method="chat.postMessage", kind="ratelimited", retry_after=30))

    with pytest.raises(SlackApiError) as caught:
        await post(client)

    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "30"
    assert ada.messages() == []


async def test_a_fault_befalls_its_method_as_often_as_it_says(playground, client, ada):
    playground.fail(Fault(method="chat.postMessage", kind="ratelimited", times=2))

    for _ in range(2):
        with pytest.raises(SlackApiError):
            await post(client)
    await client.auth_test()
    await post(client)

    assert len(ada.messages()) == 1


@pytest.mark.parametrize(("accepted", "stored"), [(False, 0), (True, 1)])
@pytest.mark.parametrize("status", [500, 503])
async def test_a_server_error_may_hide_a_message(
    playground, client, ada, status, accepted, stored
):
    playground.fail(
        Fault(method="chat.postMessage", kind="status", status=status, accepted=accepted)
    )

    with pytest.raises(SlackApiError) as caught:
        await post(client)

    assert caught.value.response.status_code == status
    assert len(ada.messages()) == stored


async def test_a_gateway_answers_with_a_page(playground, client):
    playground.fail(Fault(method="*", kind="html"))

    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()

    assert caught.value.response.status_code == 502


@pytest.mark.parametrize("word", ["fatal_error", "account_inactive", "token_revoked"])
async def test_any_error_word_can_be_returned(playground, client, refusal, word):
    playground.fail(Fault(method="chat.postMessage", kind="error", error=word))

    assert (await refusal(post(client)))["error"] == word


@pytest.mark.parametrize(("accepted", "stored"), [(False, 0), (True, 1)])
async def test_a_connection_breaks_before_or_after_accepting(
    playground, client, ada, accepted, stored
):
    playground.fail(Fault(method="chat.postMessage", kind="drop", accepted=accepted))

    with pytest.raises(aiohttp.ClientConnectionError):
        await post(client)

    assert len(ada.messages()) == stored


@pytest.mark.parametrize(("accepted", "stored"), [(False, 0), (True, 1)])
async def test_a_call_hangs_before_or_after_accepting(playground, ada, accepted, stored):
    client = AsyncWebClient(
        playground.bot_token, base_url=playground.api_url, timeout=0.5, retry_handlers=[]
    )
    playground.fail(Fault(method="chat.postMessage", kind="hang", accepted=accepted))

    with pytest.raises(TimeoutError):
        await post(client)

    assert len(ada.messages()) == stored


async def test_a_slow_call_is_accepted_though_the_caller_gave_up(playground, ada):
    client = AsyncWebClient(
        playground.bot_token, base_url=playground.api_url, timeout=0.1, retry_handlers=[]
    )
    playground.fail(Fault(method="chat.postMessage", kind="latency", seconds=0.3))

    with pytest.raises(TimeoutError):
        await post(client)
    before = ada.messages()
    await ada.wait_for(ada.messages)

    assert before == []


async def test_a_slow_call_is_answered_to_who_waits(playground, client):
    playground.fail(Fault(method="chat.postMessage", kind="latency", seconds=0.05))

    started = asyncio.get_running_loop().time()
    await post(client)

    assert asyncio.get_running_loop().time() - started >= 0.05


async def test_the_log_shows_faults(playground, client):
    playground.fail(Fault(method="auth.test", kind="html"))

    with pytest.raises(SlackApiError):
        await client.auth_test()

    assert [(call.ok, call.error) for call in playground.calls] == [(False, "fault:html")]


def test_a_seeded_probability_repeats_itself():
    def run(seed):
        faults = Faults(Random(seed))  # noqa: S311 - repeatable, no secret
        faults.add(Fault(method="*", kind="drop", times=None, probability=0.3))
        return [faults.befalling("chat.postMessage") is not None for _ in range(200)]

    assert run(1) == run(1) != run(2)
    assert 40 <= sum(run(1)) <= 80


def test_an_unknown_kind_of_fault_is_refused():
    with pytest.raises(ValueError, match="unknown kind of fault 'flood'"):
        Fault(method="*", kind="flood")


async def test_a_fault_can_be_set_and_lifted_over_http(playground, client, http, refusal):
    address = f"{playground.url}/playground/faults"
    fault = {"method": "auth.test", "kind": "error", "error": "internal_error", "times": None}

    async with http.post(address, json=fault) as answer:
        assert answer.status == 200
    assert (await refusal(client.auth_test()))["error"] == "internal_error"
    async with http.delete(address) as answer:
        assert answer.status == 200

    assert (await client.auth_test())["ok"]


async def test_a_fault_nobody_knows_is_refused_over_http(playground, http):
    async with http.post(f"{playground.url}/playground/faults", json={"kind": "flood"}) as answer:
        assert answer.status == 400
