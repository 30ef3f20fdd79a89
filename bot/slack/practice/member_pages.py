"""Answers to members' commands: progress, journal, help, and who can read what."""

from collections.abc import Mapping
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.errors import CoachingError
from bot.domain.people.member_pages import MemberHome, WhoReads
from bot.domain.people.people import Coach, Member, Mention
from bot.slack.answers.share_earlier import share_earlier
from bot.slack.commands import ids
from bot.slack.practice.progress import hours, journal_entry, paused, track_blocks
from bot.slack.views.blocks import Message, actions, button, day, escape, message, note, section
from bot.slack.views.lists import listing
from bot.slack.views.say import Say

NONE = "none"


def progress_page(home: MemberHome, words: Say) -> Message:
    """Show the member's progress, with their newest answers."""
    member = home.member
    head = (
        track_blocks(home, home.today, words)
        if home.today
        else [section(words.say("home-no-track"))]
    )
    answered = [entry for entry in home.journal if entry.answer.given]
    rows = [journal_entry(e, member.cadence.zone, words, own=True) for e in answered]
    is_paused = member.paused_on(home.today_there) and home.today is None
    pause = paused(member, None, words) if is_paused else ""
    return listing(head, rows, words, [note(hours(home, words), pause)])


def journal_page(home: MemberHome, words: Say) -> Message:
    """Show the member's own answers, as many as fit into one message."""
    member = home.member
    rows = [journal_entry(e, member.cadence.zone, words, own=True) for e in home.journal]
    return listing([section(words.say("journal-title"))], rows, words)


def help_page(words: Say) -> Message:
    """List every `/nudge` command, one line each."""
    return message([section(words.say("help-member")), note(words.say("help-member-note"))])


def privacy_page(member: Member, reads: WhoReads, words: Say, help_text: str = "") -> Message:
    """Say who can read what, offer to change it, and give contacts for urgent help."""
    urgent = words.say("privacy-help", help=escape(help_text)) if help_text else ""
    return message(
        [
            section(words.say("privacy-title")),
            section(f"{_coach_reads(member, reads.coach, words)}\n{words.say('privacy-others')}"),
            *_earlier(reads, words),
            section(words.say("privacy-words-kept" if member.keeps_words else "privacy-words-go")),
            note(words.say("privacy-limits"), urgent),
            actions(
                _turn(member, words), *_turn_earlier(reads, words), _turn_words(member, words)
            ),
        ]
    )


def notice(key: str, words: Say, **facts: object) -> Message:
    """
    Return one of the fixed texts as a paragraph.

    Args:
        facts: Escaped here. A `Mention` stays one, a date is written out, and None or an empty
            value becomes "none", so that the text can test for it.
    """
    return message([section(words.say(key, **safe(facts, words)))])


def problem(refusal: CoachingError, words: Say) -> str:
    """Return a refusal to show beside a form field. Slack shows it as plain text: don't escape."""
    return words.say(refusal.key, **{k: _told(v, words) for k, v in refusal.facts.items()})


def safe(facts: Mapping[str, object], words: Say) -> dict[str, object]:
    """Escape facts from any source for use in the texts."""
    return {name: _safe(value, words) for name, value in facts.items()}


def _safe(value: object, words: Say) -> object:
    told = _told(value, words)
    return escape(told) if isinstance(told, str) and not isinstance(told, Mention) else told


def _told(value: object, words: Say) -> object:
    if value is None or value == "":
        return NONE
    return day(value, words.language) if isinstance(value, date) else value


def _coach_reads(member: Member, coach: Coach | None, words: Say) -> str:
    if coach is None:
        return words.say("privacy-no-coach")
    key = "privacy-coach-shares" if member.shares else "privacy-coach-keeps"
    return words.say(key, coach=coach.mention)


def _earlier(reads: WhoReads, words: Say) -> list[Block]:
    if reads.coach is None or not reads.has_earlier:
        return []
    key = "earlier-shared" if reads.shares_earlier else "earlier-not-shared"
    return [section(words.say(key, coach=reads.coach.mention))]


def _turn_earlier(reads: WhoReads, words: Say) -> list[ButtonElement]:
    if reads.coach is None or not reads.has_earlier:
        return []
    return [share_earlier(reads.coach.id, reads.coach.name, words, shares=reads.shares_earlier)]


def _turn(member: Member, words: Say) -> ButtonElement:
    if member.shares:
        return button(words.say("settings-keep-all"), ids.KEEP_ALL, member.id)
    return button(words.say("settings-share-all"), ids.SHARE_ALL, member.id)


def _turn_words(member: Member, words: Say) -> ButtonElement:
    if member.keeps_words:
        return button(words.say("words-let-go"), ids.LET_WORDS_GO, member.id)
    return button(words.say("words-keep"), ids.KEEP_WORDS, member.id)
