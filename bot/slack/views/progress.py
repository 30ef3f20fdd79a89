"""How far a member has come, and what they answered on the way."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from slack_sdk.models.blocks import Block

from bot.domain.pages import JournalEntry, MemberHome, Today
from bot.domain.people import Member
from bot.domain.progress import Progress
from bot.slack.views.answers import answer_line, quoted
from bot.slack.views.blocks import bar, day, escape, section, when
from bot.slack.views.plans import story
from bot.slack.views.say import Say

SHORTEST_RUN = 3


def counted(progress: Progress, words: Say) -> str:
    """The bar with its numbers beside it."""
    of = words.say("progress-of", answered=progress.answered, days=progress.days)
    return f"{bar(progress.share)} {of}"


def progress_text(progress: Progress, words: Say) -> str:
    """The bar, and how many of the latest nudges were acted on; nobody is shown a nought."""
    lines = [counted(progress, words)]
    if progress.recent:
        lines.append(words.say("progress-recent", did=progress.recent, of=progress.recent_of))
    return "\n".join(lines)


def next_up(today: Today, member: Member, words: Say) -> str:
    """What happens next on the track, or why nothing does."""
    if member.paused_at is not None:
        return paused(member, words)
    if today.keeps_still:
        return words.say("next-still")
    if today.next_due is not None:
        key = "next-nudge" if today.progress.sent else "next-first"
        return words.say(key, when=when(today.next_due, member.cadence.zone, words.language))
    return words.say("next-unreachable" if member.unreachable else "next-none")


def paused(member: Member, words: Say) -> str:
    """Until when nothing is sent."""
    if member.paused_until is None:
        return words.say("paused-open")
    return words.say("paused-until", date=day(member.paused_until, words.language))


def hours(member: Member, words: Say) -> str:
    """When nudges come: days, time and zone."""
    cadence = member.cadence
    return words.say(
        "home-hours",
        days=weekdays(cadence.weekdays, words),
        time=f"{cadence.at:%H:%M}",
        zone=cadence.zone.key,
    )


def weekdays(of: Collection[int], words: Say) -> str:
    """Days of the week, 0 for Monday: "Mon, Wed, Fri"; a run of them as "Mon to Fri"."""
    names = get_day_names("abbreviated", locale=words.language)
    days = sorted(of)
    if len(days) >= SHORTEST_RUN and days == list(range(days[0], days[-1] + 1)):
        return words.say("weekdays-run", first=names[days[0]], last=names[days[-1]])
    return ", ".join(names[n] for n in days)


def track_blocks(home: MemberHome, today: Today, words: Say) -> list[Block]:
    """The running track: its name, what it is for, how far it has come, what comes next."""
    title = f"*{escape(today.track.title)}*\n{escape(today.track.purpose)}"
    waiting = (
        [section(words.say("waiting-open", nudge=escape(today.open_title)))]
        if today.open_title
        else []
    )
    return [
        section(f"{title}\n{progress_text(today.progress, words)}"),
        *waiting,
        section(next_up(today, home.member, words)),
    ]


def journal_entry(
    entry: JournalEntry, zone: ZoneInfo, words: Say, *, own: bool = False
) -> list[Block]:
    """
    One nudge and its answer.

    Args:
        own: Whether the reader is the member; to coaches no rating is shown.
    """
    date = day(entry.sent_at.astimezone(zone).date(), words.language)
    head = words.say("journal-entry", nudge=escape(entry.nudge), date=date)
    return [section(f"{head}\n{_answer(entry, words, own=own)}")]


def _answer(entry: JournalEntry, words: Say, *, own: bool) -> str:
    if not entry.read:
        return words.say("journal-private-day" if entry.private_day else "journal-kept")
    if not entry.answer.given:
        return words.say("journal-empty")
    lines = (
        answer_line(entry.answer, words, confidence=own),
        quoted(*_words(entry)),
        story(entry.answer, words),
        words.say("journal-yours") if own and (entry.answer.private or entry.private_day) else "",
    )
    return "\n".join(line for line in lines if line)


def _words(entry: JournalEntry) -> tuple[str, ...]:
    """The member's own; a plan that something came of is told with that."""
    told = any(plan.came and plan.text == entry.answer.plan for plan in entry.answer.plans)
    return ("" if told else entry.answer.plan, *entry.answer.words)
