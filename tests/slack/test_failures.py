"""What Slack's error words mean for a delivery: certainly not posted, or nobody knows."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.slack.failures import error_word, refusal


def answer(word="", status=200, data=None, **headers):
    """An error as the SDK raises it."""
    body = {"ok": False, "error": word} if data is None else data
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="chat.postMessage",
        req_args={},
        data=body,
        headers=headers,
        status_code=status,
    )
    return SlackApiError("refused", response)


@pytest.mark.parametrize(
    ("word", "permanent", "member", "workspace"),
    [
        ("channel_not_found", True, True, False),
        ("user_disabled", True, True, False),
        ("messages_tab_disabled", True, True, False),
        ("invalid_blocks", True, False, False),
        ("missing_scope", True, False, False),
        ("token_revoked", False, False, True),
        ("account_inactive", False, False, True),
        ("some_new_word", False, False, False),
    ],
)
def test_a_refusal_says_for_whom_it_holds(word, permanent, member, workspace):
    failure = refusal(answer(word))

    assert failure == DeliveryFailed(
        word, permanent=permanent, member_gone=member, whole_workspace=workspace
    )


def test_too_many_requests_are_tried_again_when_slack_says(monkeypatch):
    failure = refusal(answer("ratelimited", 429, **{"Retry-After": "7"}))

    assert failure == DeliveryFailed("ratelimited", retry_after=7)


def test_a_header_that_is_no_number_still_asks_for_a_wait():
    failure = refusal(answer("ratelimited", 429, **{"retry-after": "soon"}))

    assert failure == DeliveryFailed("ratelimited", retry_after=30)


@pytest.mark.parametrize(
    "error",
    [
        answer("internal_error"),
        answer("fatal_error"),
        answer("request_timeout"),
        answer("", 500),
        answer("", 503, data="<html>Bad gateway</html>"),
        answer("", 200, data={}),
    ],
)
def test_an_unclear_answer_is_never_taken_for_a_refusal(error):
    assert isinstance(refusal(error), OutcomeUnknown)


def test_a_gateways_page_has_no_word():
    assert error_word(answer("", 502, data="<html>")) == ""
