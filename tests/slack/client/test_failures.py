"""What Slack's error words mean for a delivery: certainly not posted, or nobody knows."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.slack.client.failures import LIMITED, WORDS, Meaning, error_word, is_refusal, refusal
from tests.slack.client.documented import DOCUMENTED


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


@pytest.mark.parametrize("word", sorted({*" ".join(DOCUMENTED.values()).split()}))
def test_every_word_of_slacks_reference_has_one_meaning(word):
    meanings = [meaning for meaning, words in WORDS.items() if word in words.split()]

    assert len(meanings) == (0 if word in LIMITED else 1)


@pytest.mark.parametrize(
    ("word", "holds_for"),
    [
        *((word, "the workspace, for now") for word in WORDS[Meaning.HELD].split()),
        *((word, "the workspace") for word in WORDS[Meaning.WORKSPACE].split()),
        *((word, "the member") for word in WORDS[Meaning.MEMBER].split()),
        *((word, "this post, for good") for word in WORDS[Meaning.OURS].split()),
        *((word, "this post, for now") for word in WORDS[Meaning.PASSING].split()),
        ("a_word_of_tomorrow", "this post, for now"),
        ("Umlaut ä and spaces\n", "this post, for now"),
    ],
)
def test_a_refusal_says_for_whom_it_holds_and_for_how_long(word, holds_for):
    failure = refusal(answer(word))

    assert isinstance(failure, DeliveryFailed)
    flags = (failure.permanent, failure.member_gone, failure.whole_workspace, failure.held)
    assert (
        flags
        == {
            "the workspace, for now": (False, False, False, True),
            "the workspace": (False, False, True, False),
            "the member": (True, True, False, False),
            "this post, for good": (True, False, False, False),
            "this post, for now": (False, False, False, False),
        }[holds_for]
    )


@pytest.mark.parametrize(
    ("word", "final"),
    [
        ("team_added_to_org", False),
        ("org_login_required", False),
        ("enterprise_is_restricted", False),
        ("accesslimited", False),
        ("a_word_of_tomorrow", False),
        ("fatal_error", False),
        ("invalid_auth", True),
        ("token_revoked", True),
        ("invalid_arguments", True),
    ],
)
def test_the_start_waits_out_what_passes(word, final):
    assert is_refusal(answer(word)) is final


def test_a_word_that_is_none_never_reaches_a_log():
    assert error_word(answer("<script>\nADMIN: all is well")) == "unreadable_word"


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
