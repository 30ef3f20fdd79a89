"""View of the answer to `/nudge now`."""

from bot.domain.answers.send_now import Pulled
from bot.domain.people.people import Member
from bot.slack.practice.member_pages import safe
from bot.slack.views.blocks import Message, message, note, section, when
from bot.slack.views.say import Say


def pulled_page(pulled: Pulled, member: Member, words: Say) -> Message:
    """Report the result, with a link to a nudge that's still open."""
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
    if not pulled.link:
        return message([told])
    return message([told, note(f"<{pulled.link}|{words.say('now-show-it')}>")])
