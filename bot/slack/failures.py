"""Slack's error words, and what each means for a delivery."""

from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain.errors import DeliveryFailed, OutcomeUnknown

RATE_LIMITED = 429

UNTOLD_WAIT = 30.0
"""Seconds to wait where a 429 does not say how long."""

UNCLEAR = {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}
"""Slack's reference: some part of the operation may have succeeded."""

WORKSPACE_GONE = {
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
}
"""The token is at fault, so it holds for everybody there."""

PERSON_GONE = {
    "cannot_dm_bot",
    "channel_not_found",
    "is_archived",
    "messages_tab_disabled",
    "not_in_channel",
    "restricted_action",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
}
"""This member cannot be reached, today or tomorrow."""

OUR_FAULT = {
    "invalid_arguments",
    "invalid_blocks",
    "invalid_metadata_format",
    "missing_scope",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
}
"""The same post would be refused again."""

MESSAGE_GONE = {
    "already_reacted",
    "cant_update_message",
    "channel_not_found",
    "edit_window_closed",
    "message_not_found",
    "no_item_specified",
}
"""What we wanted to change is not there any more, or is as we want it."""


def refusal(error: SlackApiError) -> DeliveryFailed | OutcomeUnknown:
    """What an error answer to a post means."""
    status, word = _status(error), error_word(error)
    if status == RATE_LIMITED or word in {"ratelimited", "rate_limited"}:
        return DeliveryFailed("ratelimited", retry_after=_retry_after(error))
    if status >= 500 or word in UNCLEAR or not word:  # noqa: PLR2004  HTTP's own line
        return OutcomeUnknown(word or f"HTTP {status}")
    return DeliveryFailed(
        word,
        permanent=word in PERSON_GONE | OUR_FAULT,
        member_gone=word in PERSON_GONE,
        whole_workspace=word in WORKSPACE_GONE,
    )


def is_refusal(error: SlackApiError) -> bool:
    """Whether Slack means it: neither an outage of its own nor too many calls of ours."""
    meant = refusal(error)
    return isinstance(meant, DeliveryFailed) and meant.retry_after is None


def error_word(error: Exception) -> str:
    """Slack's word for an error, or the exception's own name where there is none."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    # A gateway's plain-text page makes `error.response["error"]` itself fail.
    data: Any = getattr(error.response, "data", error.response)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def gone(error: SlackApiError) -> bool:
    """Whether the error only says that what we wanted to change is not there."""
    return error_word(error) in MESSAGE_GONE


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 0))


def _retry_after(error: SlackApiError) -> float:
    """Seconds; a gateway in between may write what it likes, or nothing."""
    headers = getattr(error.response, "headers", {})
    found = next((str(v) for k, v in headers.items() if k.lower() == "retry-after"), "")
    return float(found) if found.isdecimal() else UNTOLD_WAIT
