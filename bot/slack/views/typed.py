"""What somebody typed after a slash command, shown to them as they typed it."""

from bot.domain.people.people import Mention, group_mention, mention
from bot.slack.commands.mrkdwn import group_of, person_of, pieces, plain
from bot.slack.views.blocks import escape
from bot.slack.views.say import Say


def as_typed(markup: str, words: Say) -> Mention:
    """People and groups stay what they are; the rest is text from people."""
    return Mention("".join(_shown(*piece, words) for piece in pieces(markup)))


def _shown(is_reference: bool, piece: str, words: Say) -> str:  # noqa: FBT001  a pair of pieces()
    if not is_reference:
        return escape(plain(piece, {}, words))
    if person := person_of(piece):
        return mention(person)
    if group := group_of(piece):
        return group_mention(group)
    return escape(plain(f"<{piece}>", {}, words))
