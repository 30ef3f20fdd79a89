"""View of the answer to `/nudge now`."""

from slack_sdk.models.blocks import ButtonElement

from bot.domain.answers.send_now import Pulled
from bot.domain.people.people import Member
from bot.slack.commands import ids
from bot.slack.practice.member_pages import safe
from bot.slack.views.blocks import Message, actions, button, message, section, when
from bot.slack.views.say import Say


def pulled_page(pulled: Pulled, member: Member, words: Say) -> Message:
    """Report the result; offer to answer a nudge that's still open, or to go to it."""
    facts = safe(
        {
            "track": pulled.track,
            "title": pulled.title,
            "following": pulled.following,
            "date": pulled.starts_on,
            "reason": pulled.reason,
        },
        words,
    )
    at = when(pulled.at, member.cadence.zone, words.language) if pulled.at else ""
    told = section(words.say(f"now-{pulled.result}", **facts, when=at))
    ways = _ways_to(pulled, member, words)
    return message([told, actions(*ways)] if ways else [told])


def _ways_to(pulled: Pulled, member: Member, words: Say) -> list[ButtonElement]:
    ways = []
    if pulled.delivery_id:
        ways.append(button(words.say("now-answer-it"), ids.WRITE, pulled.delivery_id))
    if pulled.link:
        show = button(words.say("now-show-it"), ids.OPEN_DM, member.slack_id)
        show.url = pulled.link
        ways.append(show)
    return ways
