"""Look up the names of people mentioned in a text, so that no Slack id is shown as a name."""

from collections.abc import Mapping, Sequence

from bot.coaching.ports import Coaching
from bot.domain.errors import ProfileUnread
from bot.domain.people.people import Workspace
from bot.store.people import people

MOST = 20
"""People looked up for one message; each may cost a call to Slack."""


async def names(
    coaching: Coaching, workspace: Workspace, writer: str, mentioned: Sequence[str]
) -> Mapping[str, str]:
    """
    Return the names of the people mentioned, as far as they can be found.

    Slack is asked only on behalf of a member or a coach, and only about people Baton doesn't know.
    A name Slack doesn't return is left out, so that no message fails because of it.

    Args:
        writer: The Slack id of the text's author.
        mentioned: Slack ids; the first `MOST` are looked up.
    """
    wanted = mentioned[:MOST]
    if not wanted:
        return {}
    async with coaching.store.reading() as session:
        known = await people.names(session, workspace.id, {writer, *wanted})
    if writer not in known:
        return {}
    unknown = [slack_id for slack_id in wanted if slack_id not in known]
    return known | {
        id_: name for id_ in unknown if (name := await _asked(coaching, workspace, id_))
    }


async def _asked(coaching: Coaching, workspace: Workspace, slack_id: str) -> str:
    try:
        profile = await coaching.messenger.profile(workspace, slack_id)
    except ProfileUnread:
        return ""
    return profile.name if profile else ""
