"""Check the people listed in `BATON_ADMINS`, and report those who can't be admins."""

from collections.abc import Collection

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client.failures import error_word
from bot.slack.client.messenger import UNKNOWN_PERSON, read_profile


async def unfit_admins(client: AsyncWebClient, team_id: str, admins: Collection[str]) -> list[str]:
    """Return one sentence for each of *admins* who can't appoint coaches."""
    return [
        f"BATON_ADMINS names {slack_id}, {why}."
        for slack_id in sorted(admins)
        if (why := await _unfit(client, team_id, slack_id))
    ]


async def _unfit(client: AsyncWebClient, team_id: str, slack_id: str) -> str:
    try:
        answer = await client.users_info(user=slack_id)
    except SlackApiError as error:
        if error_word(error) in UNKNOWN_PERSON:
            return "whom this workspace does not know"
        return f"and Slack does not say who that is ({error_word(error)})"
    profile = read_profile(answer["user"], team_id)
    reasons = {
        "which is a bot": profile.is_bot,
        "whose account is deactivated": profile.deactivated,
        "who is a guest or of another workspace": profile.is_guest,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
