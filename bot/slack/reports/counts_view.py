"""View of how many people each coach has, for admins."""

from bot.coaching.reports.counts import FEWEST, Counts
from bot.domain.people.people import mention
from bot.slack.views.blocks import Message, note, section
from bot.slack.views.lists import lines
from bot.slack.views.say import Say


def counts_page(counts: Counts, words: Say) -> Message:
    """Show one line per coach with enough people to count, and say what's left out."""
    told = [
        words.say(
            "counts-line",
            who=mention(one.coach),
            count=one.people,
            running=one.running,
            finished=one.finished,
        )
        for one in counts.shown
    ]
    total = sum(one.people for one in counts.shown)
    title = words.say("counts-title", count=total) if told else words.say("counts-none")
    few = words.say("counts-few", count=counts.hidden, fewest=FEWEST) if counts.hidden else ""
    return lines([section(title)], told, words, [note(few, words.say("counts-no-words"))])
