"""Messages sent to a member: the nudge, the welcome, the end of a track."""

from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.domain.delivery.card import Card, TrackEnd, Welcome
from bot.domain.enrolment.orders import LONGEST_NOTE
from bot.slack.answers.share_earlier import share_earlier
from bot.slack.commands import ids
from bot.slack.delivery.kind_view import KindView
from bot.slack.delivery.nudge_blocks import answered, waiting
from bot.slack.views.blocks import (
    Message,
    actions,
    bar,
    button,
    escape,
    message,
    note,
    quote,
    section,
    when,
)
from bot.slack.views.say import Say


def nudge_card(card: Card, words: Say) -> Message:
    """Render a nudge for one member, with its current answer."""
    if card.is_moved:
        return message([note(_moved(card, words))])
    return message(answered(card, words) if card.answer.given else waiting(card, words))


def _moved(card: Card, words: Say) -> str:
    key = "card-moved-answered" if card.answer.given else "card-moved"
    return words.say(key, nudge=escape(card.nudge.title))


def welcome_card(welcome: Welcome, words: Say) -> Message:
    """Say who chose the track, what comes when, who reads the answers, and how to change it."""
    reads = "welcome-shares" if welcome.shares else "welcome-keeps"
    track, purpose = escape(welcome.track), escape(welcome.purpose)
    if welcome.moved:
        return _new_coach(welcome, words)
    return message(
        [
            section(f"{words.say('welcome-track', track=track, coach=welcome.coach)}\n{purpose}"),
            *_note(welcome, words),
            section(words.say("welcome-what", days=welcome.days)),
            section(_begins(welcome, words)),
            section(words.say(reads, coach=welcome.coach)),
            *_earlier(welcome, words),
            note(_not_boss(welcome, words), words.say("welcome-limits")),
            actions(
                button(words.say("settings-time"), ids.CHANGE_TIME, welcome.delivery_id),
                button(words.say("welcome-not-now"), ids.NOT_NOW, welcome.delivery_id),
                button(words.say("settings-privacy"), ids.PRIVACY, welcome.delivery_id),
            ),
        ]
    )


def _new_coach(welcome: Welcome, words: Say) -> Message:
    """Introduce the new coach, and say how that changes who can read what."""
    reads = "moved-shares" if welcome.shares else "welcome-keeps"
    title = "moved-title" if welcome.goes_on else "moved-title-over"
    return message(
        [
            section(words.say(title, coach=welcome.coach, track=escape(welcome.track))),
            section(words.say(reads, coach=welcome.coach)),
            *_earlier(welcome, words),
            *([note(not_boss)] if (not_boss := _not_boss(welcome, words)) else []),
            actions(button(words.say("settings-privacy"), ids.PRIVACY, welcome.delivery_id)),
        ]
    )


def _earlier(welcome: Welcome, words: Say) -> list[Block]:
    """Offer to share earlier answers with the new coach, or to stop sharing them."""
    if not welcome.has_earlier:
        return []
    said = "earlier-shared" if welcome.shares_earlier else "earlier-not-shared"
    return [
        section(words.say(said, coach=welcome.coach)),
        actions(share_earlier(*welcome.introduced, words, shares=welcome.shares_earlier)),
    ]


def _not_boss(welcome: Welcome, words: Say) -> str:
    return words.say("welcome-not-boss", coach=welcome.coach) if welcome.confirmed else ""


def _note(welcome: Welcome, words: Say) -> list[Block]:
    """Quote the coach's note that came with the track."""
    if not welcome.note:
        return []
    said = words.say("welcome-note", coach=welcome.coach)
    return [section(f"{said}\n{quote(welcome.note, LONGEST_NOTE)}")]


def _begins(welcome: Welcome, words: Say) -> str:
    if welcome.first is None:
        return words.say("welcome-when-open")
    first = when(welcome.first, ZoneInfo(welcome.zone), words.language)
    return words.say("welcome-when", first=first, zone=welcome.zone)


def track_end(end: TrackEnd, words: Say) -> Message:
    """Sum up a finished track, without pass or fail, and say what follows."""
    done = end.progress
    counted = words.say("progress-of", answered=done.answered, days=done.days)
    following = (
        words.say("end-following", track=escape(end.following))
        if end.following
        else words.say("end-open" if end.coach else "end-open-nobody", coach=end.coach)
    )
    return message(
        [
            section(words.say("end-title", track=escape(done.track))),
            section(words.say("end-counts", answered=done.answered, did=done.did)),
            note(f"{bar(done.share)} {counted}"),
            section(following),
            actions(button(words.say("end-look-back"), ids.LOOK_BACK, end.delivery_id)),
        ]
    )


VIEWS = (
    KindView(Card, nudge_card),
    KindView(Welcome, welcome_card),
    KindView(TrackEnd, track_end),
)
