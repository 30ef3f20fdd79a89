"""Upload files to direct messages, in Slack's three steps, and delete them."""

import logging

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import CoachingError
from bot.slack.client.failures import error_word

FAILURES = (SlackApiError, SlackRequestError, TimeoutError, aiohttp.ClientError, OSError)

NO_SCOPE = "missing_scope"

GONE = {"file_not_found", "file_deleted"}
"""Error codes for a file that's already deleted."""

log = logging.getLogger(__name__)


async def upload(
    client: AsyncWebClient, channel: str, name: str, content: bytes, comment: str
) -> str:
    """
    Upload a file to a conversation.

    Returns:
        Its id.
    """
    answer = await client.files_upload_v2(
        channel=channel, filename=name, title=name, content=content, initial_comment=comment
    )
    return str(answer["files"][0]["id"])


async def keep_picture(client: AsyncWebClient, name: str, content: bytes) -> str:
    """
    Upload a picture to Slack without showing it anywhere yet.

    Returns:
        Its id, or "" if Slack refuses it.
    """
    try:
        answer = await client.files_upload_v2(filename=name, title=name, content=content)
    except FAILURES as error:
        if error_word(error) != NO_SCOPE:
            log.warning("Slack did not take a picture: %s", error_word(error))
        return ""
    return str(answer["files"][0]["id"])


async def delete(client: AsyncWebClient, file: str) -> bool:
    """Delete a file; return False if it still exists."""
    try:
        await client.files_delete(file=file)
    except FAILURES as error:
        if error_word(error) in GONE:
            return True
        log.warning("Slack did not delete a file: %s", error_word(error))
        return False
    return True


def refusal(error: Exception) -> CoachingError:
    """Return the error to show to the person waiting for the file."""
    if error_word(error) == NO_SCOPE:
        return CoachingError("error-file-scope")
    log.warning("Slack did not take a file: %s", error_word(error))
    return CoachingError("error-file-refused")
