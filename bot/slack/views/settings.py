"""What a member is told when they have changed how Baton treats them."""

from datetime import datetime

from bot.domain.people import Member
from bot.slack.views.blocks import Message, message, note, section, when
from bot.slack.views.progress import paused, weekdays
from bot.slack.views.say import Say


def resumed(member: Member, following: datetime | None, words: Say) -> Message:
    """The pause is over, and when the next nudge comes."""
    return message([section(_planned("notice-resumed", member, following, words))])


def time_changed(member: Member, following: datetime | None, words: Say) -> Message:
    """The new hour and days, and when the next nudge comes."""
    return message([section(_planned("notice-time", member, following, words))])


def pausing(member: Member, words: Say) -> Message:
    """Until when nothing is sent, and how to have it sooner."""
    return message([section(paused(member, words)), note(words.say("notice-paused"))])


def _planned(key: str, member: Member, following: datetime | None, words: Say) -> str:
    cadence = member.cadence
    facts = {"days": weekdays(cadence.weekdays, words), "time": f"{cadence.at:%H:%M}"}
    if following is None:
        return words.say(f"{key}-open", **facts)
    return words.say(key, when=when(following, cadence.zone, words.language), **facts)
