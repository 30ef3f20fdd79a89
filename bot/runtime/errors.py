"""Errors that prevent a start, each in one sentence for the operator."""

from http import HTTPStatus
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.slack.client.failures import error_word

SCHEMA = {
    "empty": "The database has no tables yet: run baton db upgrade.",
    "behind": "The database is older than this Baton: run baton db upgrade.",
    "newer": "The database belongs to a newer Baton than this one: update Baton.",
}
"""Advice for each state of `bot.store.migrate.Status` other than `current`."""

ASK_DOCTOR = "Run baton doctor."

NO_WEB_API = "SLACK_API_URL leads to something that isn't Slack's Web API: {url}."


class CannotStart(Exception):
    """Something is missing that only a person can fix; the message says what."""


def is_elsewhere(error: SlackApiError) -> bool:
    """Return True if the server isn't Slack's Web API, so that no token is to blame."""
    status: Any = getattr(error.response, "status_code", None)
    return status == HTTPStatus.NOT_FOUND or error_word(error) == "unknown_method"


def refused(setting: str, error: SlackApiError, url: str, remedy: str) -> str:
    """Format Slack's refusal and the remedy."""
    if is_elsewhere(error):
        return NO_WEB_API.format(url=url)
    return f"Slack refuses {setting}: {error_word(error) or 'no reason given'}. {remedy}"
