"""Detect button presses and forms made by an earlier version, and say what replaces them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.domain.answers.reply import Outcome
from bot.domain.answers.snooze import Later
from bot.domain.check_ins import check_in, pause_offer
from bot.domain.plans.plan import Came
from bot.slack.answers.answer_forms import read_answer_form, read_kept
from bot.slack.answers.journal_view import read_search
from bot.slack.commands import ids
from bot.slack.enrolment.assign_form import read_assign_form
from bot.slack.follow_up.coach_settings import read_coach_settings
from bot.slack.follow_up.notes_view import read_due, read_text
from bot.slack.plans.plan_time_fields import read_moment
from bot.slack.practice.help_me_view import read_help_form
from bot.slack.requests.middleware import Caller
from bot.slack.schedule.settings_form import read_time_form

ANYTHING = re.compile("", re.DOTALL)

NUMBER = r"\d{1,15}"
PERSON = "[UW][A-Z0-9]+"


def _one_of(words: Iterable[str]) -> str:
    return f"({'|'.join(map(re.escape, words))})"


VALUES: Mapping[str, str] = {
    rf"{ids.OUTCOME}\.{_one_of(Outcome)}": NUMBER,
    rf"{ids.CHOICE}\.\d+": rf"{NUMBER}:\d{{1,3}}",
    ids.CONFIDENCE: f"{NUMBER}:[1-5]",
    _one_of((ids.WRITE, ids.PLAN, ids.KEEP, ids.SHARE, ids.ASK_COACH, ids.LOOK_BACK)): NUMBER,
    ids.LATER: f"{NUMBER}:{_one_of(Later)}",
    rf"{ids.PLAN_CAME}\.{_one_of(Came)}": NUMBER,
    ids.PLAN_ANSWER_ANEW: f"{NUMBER}:{_one_of(Came)}",
    _one_of((ids.PLAN_DROP, ids.PLAN_BRING_BACK, ids.PLAN_ASK)): NUMBER,
    rf"{ids.REST}\.{_one_of(pause_offer.PauseChoice)}": NUMBER,
    ids.CHECK_IN_UNDO: NUMBER,
    rf"{_one_of((ids.NUDGE_DO, ids.COACH_DO))}\.\d": ".+",
    rf"{ids.CHECK_IN}\.{_one_of(check_in.Choice)}": NUMBER,
    _one_of((ids.JOURNAL_NEWER, ids.JOURNAL_OLDER)): NUMBER,
    ids.JOURNAL_DO: f"[a-z]+:{NUMBER}",
    ids.DO_NOW: ".+",
    _one_of((ids.ASSIGN, ids.ASSIGN_NOT, ids.UNDO, ids.LOG_FROM)): NUMBER,
    _one_of((ids.SHOW_COHORT, ids.CATCH_UP, ids.QUEUE_FROM, ids.ANSWER_COACH)): NUMBER,
    _one_of((ids.SHOW_MEMBER, ids.WRITE_TO, ids.NOTE, ids.PROMISE)): PERSON,
    _one_of((ids.FOLLOW_UP_TALKED, ids.FOLLOW_UP_DISMISS, ids.NOTE_DELETE)): NUMBER,
    _one_of((ids.FOLLOW_UP_SNOOZE, ids.PROMISE_MOVE)): rf"{NUMBER}:\d{{1,3}}",
    _one_of((ids.PROMISE_KEPT, ids.PROMISE_DROPPED)): NUMBER,
    _one_of((ids.REPORT_SHOW, ids.REPORT_PICTURE, ids.REPORT_TABLE, ids.SHOW_TRACK)): ".+",
}
"""Pattern of the value each action carries, by action id. Actions not listed need none."""

SELECTS = {
    *(ids.CONFIDENCE, ids.PLAN_ANSWER_ANEW, ids.JOURNAL_DO),
    *(ids.FOLLOW_UP_SNOOZE, ids.PROMISE_MOVE),
}
"""Actions from a select or overflow menu."""

IN_JOURNAL = {ids.JOURNAL_NEWER, ids.JOURNAL_OLDER, ids.JOURNAL_DO}
"""Actions that change the modal or Home tab they appear in."""

WINDOW = r'\["(\\.|[^"\\])*", "(\\.|[^"\\])*", \d{1,9}\]'

METADATA: Mapping[str, str] = {
    _one_of((ids.ANSWER_FORM, ids.PLAN_FORM, ids.ANSWER_COACH_FORM)): NUMBER,
    _one_of((ids.JOURNAL_ANSWER_FORM, ids.TAKE_BACK_FORM)): f"{NUMBER} {WINDOW}",
    ids.JOURNAL_FORM: WINDOW,
}
"""Pattern of each form's private metadata, by callback id."""

WITH_SPOT = {ids.WRITE_FORM, ids.NOTE_FORM, ids.PROMISE_FORM}
"""Forms whose metadata says where they were opened from."""

SPOT = {"about": str, "block": str, "url": str, "window": str, "ephemeral": bool}

READERS: Mapping[str, tuple[Callable[[Any], object], ...]] = {
    ids.ANSWER_FORM: (read_answer_form,),
    ids.JOURNAL_ANSWER_FORM: (read_answer_form,),
    ids.PLAN_FORM: (read_moment, read_kept),
    ids.JOURNAL_FORM: (read_search,),
    ids.TIME_FORM: (partial(read_time_form, metadata=""),),
    ids.HELP_FORM: (read_help_form,),
    ids.ASSIGN_FORM: (read_assign_form,),
    ids.WRITE_FORM: (read_text,),
    ids.ANSWER_COACH_FORM: (read_text,),
    ids.NOTE_FORM: (read_text,),
    ids.PROMISE_FORM: (read_text, read_due),
    ids.COACH_SETTINGS_FORM: (read_coach_settings,),
}
"""Functions that read each form, by callback id. If they can't, an earlier version made it."""


def register(app: AsyncApp) -> None:
    """Register the listeners that must run before all others."""
    app.action(ANYTHING, matchers=[press_is_out_of_date])(pressed)
    app.view(ANYTHING, matchers=[form_is_out_of_date])(pressed)


async def pressed(ack: AsyncAck, caller: Caller) -> None:
    """Say that the button or form is from an earlier version, and what does the same today."""
    await ack()
    async with caller.handle_errors():
        await caller.say("error-button-old")


async def press_is_out_of_date(action: dict[str, Any], body: dict[str, Any]) -> bool:
    """Return True if no current listener can read what a press carries."""
    name = action["action_id"]
    chosen = action.get("selected_option") or {}
    value = (chosen if name in SELECTS or "selected_option" in action else action).get("value")
    if name in IN_JOURNAL and not _is_in_journal(body.get("view") or {}):
        return True
    return _misfits(VALUES, name, value or "")


async def form_is_out_of_date(view: dict[str, Any]) -> bool:
    """Return True if no current listener can read a form or its metadata."""
    name, metadata = view["callback_id"], view["private_metadata"]
    if name in WITH_SPOT and not _is_spot(metadata):
        return True
    return _misfits(METADATA, name, metadata) or not _is_readable(name, view["state"]["values"])


def _misfits(table: Mapping[str, str], name: str, value: str) -> bool:
    """Return True if a name matches the table, or a family in it, but its value doesn't."""
    for known, carried in table.items():
        if re.fullmatch(known, name):
            return not re.fullmatch(carried, value, re.DOTALL)
    return any(name.startswith(f"{family}.") for family in FAMILIES)


FAMILIES = {
    *(ids.OUTCOME, ids.CHOICE, ids.REST, ids.CHECK_IN, ids.PLAN_CAME),
    *(ids.NUDGE_DO, ids.COACH_DO),
}
"""Prefixes of action ids whose last part holds the answer."""


def _is_readable(name: str, values: Any) -> bool:
    try:
        for read in READERS.get(name, ()):
            read(values)
    except (LookupError, TypeError, ValueError):
        return False
    return True


def _is_in_journal(view: dict[str, Any]) -> bool:
    is_modal = view.get("type") == "modal"
    return "id" in view and (not is_modal or bool(re.fullmatch(WINDOW, _metadata(view))))


def _metadata(view: dict[str, Any]) -> str:
    return view.get("private_metadata") or ""


def _is_spot(metadata: str) -> bool:
    try:
        origin = json.loads(metadata)
    except ValueError:
        return False
    is_whole = isinstance(origin, dict) and "about" in origin and SPOT.keys() >= origin.keys()
    return is_whole and all(isinstance(value, SPOT[name]) for name, value in origin.items())
