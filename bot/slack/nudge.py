"""`/nudge` and the settings buttons: a member's own commands."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching import progress, pull, remind, settings
from bot.domain.errors import CoachingError
from bot.domain.pages import MemberHome
from bot.domain.schedule import local_date
from bot.domain.when import read_time
from bot.slack import ids, plans
from bot.slack.desk import Caller
from bot.slack.parse import Order, a_week_from, nearest, order, pause_until
from bot.slack.views.forms import read_time_form, time_form
from bot.slack.views.member import help_page, journal_page, privacy_page, progress_page
from bot.slack.views.reminder import read_reminder
from bot.slack.views.settings import pausing, resumed, time_changed

COMMAND = "/nudge"

Answer = Callable[[Caller, str, str], Awaitable[None]]
"""What answers a verb: the caller, the rest of what they typed, and a trigger for a form."""


def register(app: AsyncApp) -> None:
    """Listen to `/nudge` and to the buttons that do the same by pointing."""
    app.command(COMMAND)(nudge)
    app.action(ids.CHANGE_TIME)(open_time_form)
    app.action(re.compile(f"^({ids.NOT_NOW}|{ids.PAUSE})$"))(pause_a_week)
    app.action(ids.RESUME)(go_on)
    app.action(ids.PRIVACY)(who_reads)
    app.action(ids.NUDGE_NOW)(one_now)
    app.action(re.compile(f"^({ids.KEEP_ALL}|{ids.SHARE_ALL})$"))(keep_or_share_all)
    app.view(ids.TIME_FORM)(time_given)


async def nudge(ack: AsyncAck, command: dict[str, Any], caller: Caller) -> None:
    await ack()
    typed = order(command.get("text", ""))
    async with caller.kindly():
        answer = VERBS.get(typed.verb)
        if answer is None:
            raise _unknown(typed)
        await answer(caller, typed.rest, command["trigger_id"])


async def open_time_form(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await _show_settings(caller, "", body["trigger_id"])


async def pause_a_week(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        page = await _home(caller)
        today = local_date(page.member.cadence, page.now)
        paused = await settings.pause(*caller.who, a_week_from(today))
        await caller.tell(pausing(paused, caller.words))


async def go_on(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await _resume(caller, "", "")


async def who_reads(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await _privacy(caller, "", "")


async def one_now(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await _now(caller, "", "")


async def keep_or_share_all(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    shares = action["action_id"] == ids.SHARE_ALL
    async with caller.kindly():
        await settings.share(*caller.who, shares=shares)
        await caller.say("notice-share-all" if shares else "notice-keep-all")


async def time_given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    given = read_time_form(view["state"]["values"])
    if not given.weekdays:
        problem = caller.words.say("error-no-weekday")
        await caller.send_back(ack, {ids.WEEKDAYS_BLOCK: problem})
        return
    await ack()
    async with caller.kindly():
        await remind.choose(*caller.who, reminds=read_reminder(view["state"]["values"]))
        member, following = await settings.set_time(*caller.who, given.at, given.weekdays)
        await caller.tell(time_changed(member, following, caller.words))


async def _now(caller: Caller, rest: str, trigger_id: str) -> None:
    await pull.pull(*caller.who)
    await caller.say("now-sent")


async def _progress(caller: Caller, rest: str, trigger_id: str) -> None:
    await caller.tell(progress_page(await _home(caller), caller.words))


async def _journal(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await progress.whole_journal(*caller.who, containing=rest)
    if page is None:
        raise CoachingError("error-no-track")
    await caller.tell(journal_page(page, caller.words))


async def _pause(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await _home(caller)
    today = local_date(page.member.cadence, page.now)
    paused = await settings.pause(*caller.who, pause_until(rest, today))
    await caller.tell(pausing(paused, caller.words))


async def _resume(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await _home(caller)
    following = await settings.resume(*caller.who)
    await caller.tell(resumed(page.member, following, caller.words))


async def _time(caller: Caller, rest: str, trigger_id: str) -> None:
    if not rest:
        await _show_settings(caller, rest, trigger_id)
        return
    at = read_time(rest)
    if at is None:
        raise CoachingError("error-time-unclear", text=rest)
    member, following = await settings.set_time(*caller.who, at)
    await caller.tell(time_changed(member, following, caller.words))


async def _show_settings(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await _home(caller)
    await caller.client.views_open(
        trigger_id=trigger_id, view=time_form(page.member, caller.words)
    )


async def _privacy(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await _home(caller)
    coach = page.today.coach if page.today else None
    await caller.tell(privacy_page(page.member, coach, caller.words, caller.coaching.help_text))


async def _help(caller: Caller, rest: str, trigger_id: str) -> None:
    await caller.tell(help_page(caller.words))


VERBS: dict[str, Answer] = {
    "": _help,
    "help": _help,
    "now": _now,
    "progress": _progress,
    "journal": _journal,
    "plan": plans.show,
    "pause": _pause,
    "resume": _resume,
    "time": _time,
    "settings": _show_settings,
    "privacy": _privacy,
}


async def _home(caller: Caller) -> MemberHome:
    page = await progress.home(*caller.who)
    if page is None:
        raise CoachingError("error-no-track")
    return page


def _unknown(typed: Order) -> CoachingError:
    near = nearest(typed.verb, tuple(verb for verb in VERBS if verb))
    return CoachingError(
        "error-unknown-command",
        word=typed.verb,
        nearest=f"{COMMAND} {near}" if near else "",
        usage=f"{COMMAND} {near or 'help'}",
    )
