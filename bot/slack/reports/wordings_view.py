"""The section of a coach's report about days with two wordings."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.practice.wordings import ENOUGH, Compared, verdict
from bot.slack.views.blocks import escape, section
from bot.slack.views.say import Say


def wordings_part(compared: Sequence[Compared], words: Say) -> list[Block]:
    """Compare both wordings' counts, and say if they differ; empty if no day has two."""
    if not compared:
        return []
    told = [_line(one, words) for one in compared]
    return [section("\n".join([words.say("wordings-title"), *told]))]


def _line(one: Compared, words: Say) -> str:
    counted = words.say(
        "wordings-line",
        track=escape(one.track),
        day=one.day,
        title=escape(one.title),
        first=one.first.sent,
        firstanswered=one.first.answered,
        second=one.second.sent,
        secondanswered=one.second.answered,
    )
    said = words.say(f"wordings-{verdict(one.first, one.second)}", enough=ENOUGH)
    return f"{counted} {said}"
