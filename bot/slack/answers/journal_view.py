"""The journal's modal: browse, search and edit a member's own answers."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    InputBlock,
    Option,
    OverflowMenuElement,
    PlainTextInputElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.coaching.answers.journal import PAGE, Wanted
from bot.domain.people.member_pages import JournalEntry, JournalPage
from bot.domain.people.people import Member
from bot.slack.commands import ids
from bot.slack.practice.progress import journal_entry
from bot.slack.views.blocks import actions, button, escape, note, section, shorten
from bot.slack.views.say import Say

EVERY = "every"
LONGEST_OPTION = 75
LONGEST_SEARCH = 100


def journal_form(page: JournalPage, words: Say) -> View:
    """Build the journal's modal: search fields above one page of entries."""
    rows = [row for entry in page.entries for row in own_entry(entry, page.member, words)]
    return View(
        type="modal",
        callback_id=ids.JOURNAL_FORM,
        title=words.say("journal-form"),
        submit=words.say("journal-show"),
        close=words.say("journal-close"),
        blocks=[
            _search(page, words),
            *([_tracks(page, words)] if len(page.tracks) > 1 else []),
            section(words.say("journal-found", count=page.total)),
            *rows,
            *_turning(page, words),
        ],
        private_metadata=kept(Wanted(page.words, page.track, page.first)),
    )


def take_back_form(entry: JournalEntry, words: Say, metadata: str) -> View:
    """Ask for confirmation before withdrawing an answer, and say what's deleted."""
    asks = words.say("take-back-asks", nudge=escape(entry.nudge))
    return View(
        type="modal",
        callback_id=ids.TAKE_BACK_FORM,
        title=words.say("take-back-title"),
        submit=words.say("take-back-submit"),
        close=words.say("take-back-close"),
        blocks=[section(asks), note(words.say("take-back-typed"))],
        private_metadata=metadata,
    )


def own_entry(entry: JournalEntry, member: Member, words: Say) -> list[Block]:
    """Render an entry for its own member, with a menu of actions."""
    [shown] = journal_entry(entry, member.cadence.zone, words, own=True)
    if not isinstance(shown, SectionBlock) or not entry.delivery_id:
        return [shown]
    shown.block_id = f"{ids.JOURNAL_DO}.{entry.delivery_id}"
    shown.accessory = OverflowMenuElement(
        action_id=ids.JOURNAL_DO, options=_what_to_do(entry, words)
    )
    return [shown]


def kept(wanted: Wanted) -> str:
    """Encode the current search and page for a modal's private metadata."""
    return json.dumps([wanted.words, wanted.track, wanted.first])


def wanted_of(metadata: str) -> Wanted:
    """Decode the search and page from a modal's private metadata."""
    words, track, first = json.loads(metadata)
    return Wanted(words, track, first)


def read_search(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Wanted:
    """Read the search fields; a new search starts at the first page."""
    typed = values.get(ids.SEARCH_BLOCK, {}).get(ids.FIELD, {}).get("value") or ""
    picked = values.get(ids.TRACK_BLOCK, {}).get(ids.FIELD, {}).get("selected_option") or {}
    track = str(picked.get("value") or EVERY)
    return Wanted(str(typed).strip(), "" if track == EVERY else track)


def _what_to_do(entry: JournalEntry, words: Say) -> list[Option]:
    doing = ["change" if entry.answer.given else "answer"]
    if not entry.private_day:
        doing.append("share" if entry.answer.private else "keep")
    if entry.answer.given or entry.answer.withheld:
        doing.append("withdraw")
    return [
        Option(text=words.say(f"journal-do-{what}"), value=f"{what}:{entry.delivery_id}")
        for what in doing
    ]


def _search(page: JournalPage, words: Say) -> InputBlock:
    typed = PlainTextInputElement(
        action_id=ids.FIELD, max_length=LONGEST_SEARCH, initial_value=page.words or None
    )
    label, hint = words.say("journal-search"), words.say("journal-search-hint")
    return InputBlock(
        block_id=ids.SEARCH_BLOCK, label=label, element=typed, hint=hint, optional=True
    )


def _tracks(page: JournalPage, words: Say) -> InputBlock:
    every = Option(text=words.say("journal-every-track"), value=EVERY)
    named = {id_: Option(text=_title(title), value=id_) for id_, title in page.tracks}
    select = StaticSelectElement(
        action_id=ids.FIELD,
        options=[every, *named.values()],
        initial_option=named.get(page.track, every),
    )
    label = words.say("journal-track")
    return InputBlock(block_id=ids.TRACK_BLOCK, label=label, element=select)


def _title(title: str) -> str:
    return shorten(title, LONGEST_OPTION)


def _turning(page: JournalPage, words: Say) -> list[Block]:
    """Show this page's position in the journal, and the paging buttons."""
    if page.total <= PAGE:
        return []
    last = page.first + len(page.entries)
    where = words.say("journal-range", first=page.first + 1, last=last, count=page.total)
    return [note(where), actions(*_ways(page, words))]


def _ways(page: JournalPage, words: Say) -> list[ButtonElement]:
    newer = (ids.JOURNAL_NEWER, "journal-newer", page.first - PAGE)
    older = (ids.JOURNAL_OLDER, "journal-older", page.first + PAGE)
    there = [way for way in (newer, older) if 0 <= way[2] < page.total]
    return [button(words.say(key), action, first) for action, key, first in there]
