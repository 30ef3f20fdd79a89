"""Show a slash command's text back to the person who typed it, unchanged."""

from bot.domain.people.people import Mention, group_mention, mention
from bot.slack.commands.mrkdwn import group_of, person_of, pieces, plain
from bot.slack.views.blocks import escape
from bot.slack.views.say import Say


def as_typed(markup: str, words: Say) -> Mention:
    """Keep references to people and groups; escape everything else."""
    return Mention("".join(_shown(*piece, words) for piece in pieces(markup)))


def _shown(is_reference: bool, piece: str, words: Say) -> str:  # noqa: FBT001  a pair of pieces()
    if not is_reference:
        return escape(plain(piece, {}, words))
    if person := person_of(piece):
        return mention(person)
    if group := group_of(piece):
        return group_mention(group)
    return escape(plain(f"<{piece}>", {}, words))
