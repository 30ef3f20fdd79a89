"""The summary at the end of a track. It's a modal because messages can be exported."""

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.domain.people.member_pages import JournalEntry, LookBack
from bot.domain.practice.track_path import Step
from bot.slack.answers.answer_lines import quoted
from bot.slack.views.blocks import escape, note, pack, section, shorten
from bot.slack.views.say import Say

WORDS_SHOWN = 40
LONGEST_LIST = 1500


def look_back_page(seen: LookBack, words: Say) -> View:
    """Show what the member did, their own words, and the skills and days to come back to."""
    title = f"*{escape(seen.track.title)}*\n{escape(seen.track.purpose)}"
    return View(
        type="modal",
        title=words.say("look-back"),
        close=words.say("journal-close"),
        blocks=[
            section(shorten(title, LONGEST_LIST)),
            *_did(seen, words),
            *_said(seen, words),
            *_stayed(seen, words),
            note(words.say("look-back-keep")),
        ],
    )


def _did(seen: LookBack, words: Say) -> list[Block]:
    titles = [f"• {escape(nudge.title)}" for nudge in seen.path.of(Step.DID)]
    if not titles:
        return []
    return [DividerBlock(), *pack([words.say("look-back-did"), *titles])]


def _said(seen: LookBack, words: Say) -> list[Block]:
    said = [entry for entry in seen.entries if entry.answer.words or entry.answer.plan]
    if not said:
        return []
    told = [section(_quoted(entry)) for entry in said[-WORDS_SHOWN:]]
    return [DividerBlock(), section(words.say("look-back-said")), *told]


def _quoted(entry: JournalEntry) -> str:
    return f"*{escape(entry.nudge)}*\n{quoted(entry.answer.plan, *entry.answer.words)}"


def _stayed(seen: LookBack, words: Say) -> list[Block]:
    skills = ", ".join(seen.path.skills)
    parked = ", ".join(f"“{nudge.title}”" for nudge in seen.path.of(Step.PARKED))
    lines = [
        words.say(key, what=shorten(escape(what), LONGEST_LIST))
        for key, what in (("look-back-skills", skills), ("look-back-parked", parked))
        if what
    ]
    return [DividerBlock(), *(section(line) for line in lines)] if lines else []
