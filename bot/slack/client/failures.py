"""Slack's error codes, and the effect of each on a delivery."""

import logging
import re
from enum import StrEnum
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain.errors import DeliveryFailed, OutcomeUnknown

log = logging.getLogger(__name__)

RATE_LIMITED = 429

UNTOLD_WAIT = 30.0
"""Seconds to wait after a 429 without a Retry-After."""


class Meaning(StrEnum):
    """
    The meaning of a Slack error code, and Baton's reaction.

    UNCLEAR: Part of the call may have succeeded; only the workspace's messages can tell.
    HELD: Nothing reaches the workspace for now. Nothing is lost: everything is retried until it
    works.
    WORKSPACE: The token is invalid. The workspace is stopped until `auth.test` succeeds again.
    MEMBER: This member can't be reached. Retried weekly, or once they show up.
    OURS: Baton asked for something that Slack will never do. Not retried.
    SETTLED: The target of the change is gone, or already as it should be. Nothing is left to do.
    PASSING: Only this call failed. Retried a few times.
    """

    UNCLEAR = "unclear"
    HELD = "held"
    WORKSPACE = "workspace"
    MEMBER = "member"
    OURS = "ours"
    SETTLED = "settled"
    PASSING = "passing"


LIMITED = {"ratelimited", "rate_limited"}
"""Error codes for too many calls; Slack says how long to wait."""

WORDS: dict[Meaning, str] = {
    Meaning.UNCLEAR: "fatal_error internal_error request_timeout service_unavailable",
    Meaning.HELD: """
        access_denied accesslimited ekm_access_denied enterprise_is_restricted
        message_limit_exceeded missing_scope not_allowed_token_type org_login_required
        team_access_not_granted team_added_to_org two_factor_setup_required
    """,
    Meaning.WORKSPACE: """
        account_inactive invalid_auth not_authed token_expired token_revoked
    """,
    Meaning.MEMBER: """
        cannot_dm_bot channel_not_found invalid_channel invalid_user_combination is_archived
        is_inactive messages_tab_disabled not_in_channel posting_to_channel_denied
        restricted_action restricted_action_non_threadable_channel
        restricted_action_read_only_channel restricted_action_thread_locked
        restricted_action_thread_only_channel user_disabled user_not_found user_not_visible
    """,
    Meaning.SETTLED: """
        already_reacted bad_timestamp cant_update_message edit_window_closed file_deleted
        file_is_deleted message_not_found no_access no_item_specified no_reaction not_enabled
        not_reactable thread_locked too_many_emoji too_many_reactions
    """,
    Meaning.OURS: """
        as_user_not_supported attachment_payload_limit_exceeded block_mismatch
        cannot_reply_to_message cant_broadcast_message channels_limit_exceeded
        deprecated_endpoint duplicate_external_id invalid_arg_name invalid_arguments
        invalid_array_arg invalid_attachments invalid_blocks invalid_blocks_format
        invalid_charset invalid_cursor invalid_form_data invalid_metadata_filter_keys
        invalid_metadata_format invalid_metadata_schema invalid_name invalid_post_type
        invalid_ts_latest invalid_ts_oldest json_not_object invalid_json markdown_text_conflict
        metadata_must_be_sent_from_app metadata_too_large method_deprecated
        method_not_supported_for_channel_type missing_argument missing_post_type
        missing_profile_id msg_blocks_too_long msg_too_long no_dual_broadcast_content_update
        no_text not_enough_users not_implemented team_not_found too_many_attachments
        too_many_contact_cards too_many_users unknown_method users_list_not_supplied
        view_too_large
    """,
    Meaning.PASSING: """
        channel_is_limited_access duplicate_channel_not_found duplicate_message_not_found
        external_channel_migrating hash_conflict no_permission streaming_state_conflict
        update_failed
    """,
}
"""
Error codes that Slack's reference lists for the methods Baton calls (chat.*, reactions.*,
conversations.*, views.publish, users.info, auth.test). An unlisted code counts as PASSING: it's
never final, and it's logged.
"""

WORD = re.compile(r"[\w.:-]{1,80}", re.ASCII)
"""Pattern of an error code that's safe to log and to show to the coach."""

MEANINGS = {word: meaning for meaning, words in WORDS.items() for word in words.split()}


def meaning(word: str) -> Meaning:
    """Return the meaning of an error code."""
    return MEANINGS.get(word, Meaning.PASSING)


def is_known(word: str) -> bool:
    """Return True if Slack's reference lists this error code."""
    return word in MEANINGS or word in LIMITED


def refusal(error: SlackApiError) -> DeliveryFailed | OutcomeUnknown:
    """Convert a post's error response to the exception to raise."""
    status, word = _status(error), error_word(error)
    if status == RATE_LIMITED or word in LIMITED:
        return DeliveryFailed("ratelimited", retry_after=_retry_after(error))
    meant = meaning(word)
    if status >= 500 or meant is Meaning.UNCLEAR or not word:  # noqa: PLR2004  HTTP's own line
        return OutcomeUnknown(word or f"HTTP {status}")
    return DeliveryFailed(
        word,
        permanent=meant in {Meaning.MEMBER, Meaning.OURS},
        member_gone=meant is Meaning.MEMBER,
        whole_workspace=meant is Meaning.WORKSPACE,
        held=meant is Meaning.HELD,
    )


def is_refusal(error: SlackApiError) -> bool:
    """Return True if a retry wouldn't help."""
    final = {Meaning.WORKSPACE, Meaning.MEMBER, Meaning.OURS}
    return _status(error) != RATE_LIMITED and meaning(error_word(error)) in final


def error_word(error: Exception) -> str:
    """Return Slack's error code or, for any other exception, its class name."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    # A gateway's plain-text page makes `error.response["error"]` itself fail.
    data: Any = getattr(error.response, "data", error.response)
    word = str(data.get("error") or "") if isinstance(data, dict) else ""
    return word if WORD.fullmatch(word) else "unreadable_word" if word else ""


def gone(error: SlackApiError) -> bool:
    """Return True if the error only says that the target of the change is gone."""
    return meaning(error_word(error)) in {Meaning.SETTLED, Meaning.MEMBER}


def is_moot(error: SlackApiError) -> bool:
    """Return True if a display change is done, or never will be. Log it if that's our fault."""
    word = error_word(error)
    if meaning(word) is Meaning.OURS:
        log.warning("Slack will never show a change of Baton's: %s", word)
    return meaning(word) in {Meaning.SETTLED, Meaning.MEMBER, Meaning.OURS}


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 0))


def _retry_after(error: SlackApiError) -> float:
    """Return the Retry-After in seconds; a gateway may send anything here, or nothing."""
    headers = getattr(error.response, "headers", {})
    found = next((str(v) for k, v in headers.items() if k.lower() == "retry-after"), "")
    return float(found) if found.isdecimal() else UNTOLD_WAIT
