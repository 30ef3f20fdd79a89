"""Length limits for form fields: return a form that exceeds them before anything is stored."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.domain.answers.reply import LONGEST_TEXT
from bot.domain.enrolment.orders import LONGEST_NOTE as LONGEST_NOTE_WITH_TRACK
from bot.domain.follow_up.notes import LONGEST_NOTE
from bot.domain.plans.plan import LONGEST_AFTER
from bot.slack.answers.answer_forms import LONGEST_BLANK
from bot.slack.answers.journal_view import LONGEST_SEARCH
from bot.slack.commands import ids
from bot.slack.practice.help_me_view import LONGEST_WORDS
from bot.slack.requests.middleware import CALLER, Caller
from bot.slack.schedule.settings_form import LONGEST_PART
from bot.slack.views.fields import Values, entry

LONGEST: Mapping[str, Mapping[str, int]] = {
    ids.ANSWER_FORM: {ids.TEXT_BLOCK: LONGEST_TEXT},
    ids.JOURNAL_ANSWER_FORM: {ids.TEXT_BLOCK: LONGEST_TEXT},
    ids.PLAN_FORM: {ids.BLANK_BLOCK: LONGEST_BLANK, ids.WHEN_AFTER_BLOCK: LONGEST_AFTER},
    ids.TIME_FORM: {ids.PART_BLOCK: LONGEST_PART},
    ids.HELP_FORM: {ids.HELP_BLOCK: LONGEST_WORDS},
    ids.JOURNAL_FORM: {ids.SEARCH_BLOCK: LONGEST_SEARCH},
    ids.ASSIGN_FORM: {ids.NOTE_BLOCK: LONGEST_NOTE_WITH_TRACK},
    ids.NOTE_FORM: {ids.TEXT_BLOCK: LONGEST_NOTE},
    ids.PROMISE_FORM: {ids.TEXT_BLOCK: LONGEST_NOTE},
    ids.WRITE_FORM: {ids.TEXT_BLOCK: LONGEST_NOTE},
    ids.ANSWER_COACH_FORM: {ids.TEXT_BLOCK: LONGEST_NOTE},
}
"""Character limits by form and text field. Slack's own clients enforce them too; other clients
may not."""


async def send_back_too_long(
    body: dict[str, Any], context: AsyncBoltContext, next_: Callable[[], Awaitable[BoltResponse]]
) -> BoltResponse:
    """Bolt middleware: return a form with an error beside each field over its limit."""
    view = body.get("view") or {}
    found = too_long(view) if body.get("type") == "view_submission" else {}
    if not found:
        return await next_()
    caller: Caller = context[CALLER]
    problems = {
        block: caller.words.say("error-too-long", limit=limit) for block, limit in found.items()
    }
    return BoltResponse(status=200, body={"response_action": "errors", "errors": problems})


def too_long(view: Mapping[str, Any]) -> dict[str, int]:
    """Return the limit of each form field that exceeds it, by block id."""
    limits = LONGEST.get(view.get("callback_id") or "", {})
    values: Values = (view.get("state") or {}).get("values") or {}
    typed = {block: str(entry(values, block).get("value") or "") for block in values}
    longest = {block: _limit(limits, block) for block in values}
    return {
        block: limit for block, limit in longest.items() if limit and len(typed[block]) > limit
    }


def _limit(limits: Mapping[str, int], block: str) -> int | None:
    """Look up a field's limit; numbered fields (blank.0, blank.1) share one."""
    return limits.get(block) or limits.get(block.partition(".")[0])
