"""Listeners for `/nudge` and the settings buttons: a member's own commands."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.delivery import send_now
from bot.coaching.practice import progress
from bot.coaching.privacy import sharing
from bot.coaching.schedule import settings
from bot.domain.errors import CoachingError
from bot.domain.people.member_pages import MemberHome
from bot.domain.practice.track import Nudge
from bot.domain.schedule.schedule import local_date
from bot.domain.text.text import command as read
from bot.slack.commands import ids
from bot.slack.commands.parse import LONGEST_ORDER, Order, a_week_from, nearest, order, pause_until
from bot.slack.commands.suggestions import Typed, offering
from bot.slack.plans import plans
from bot.slack.practice.help_me import help_with
from bot.slack.practice.member_pages import help_page, journal_page, privacy_page, progress_page
from bot.slack.practice.send_now import pulled_page
from bot.slack.privacy import data_export
from bot.slack.requests.incoming import read_words
from bot.slack.requests.middleware import Caller
from bot.slack.schedule import settings as hours
from bot.slack.schedule.settings_receipts import pausing, resumed, stop_page

COMMAND = "/nudge"

HELP_ME = re.compile(r"^(me\b)?\s*(with\b)?\s*", re.IGNORECASE)
"""Words between the verb *help* and its subject."""

Answer = Callable[[Caller, str, str], Awaitable[None]]
"""Handler of a verb; it gets the caller, the rest of the typed text, and a trigger id."""


def register(app: AsyncApp) -> None:
    """Register the listeners for `/nudge` and for the equivalent buttons."""
    app.command(COMMAND)(nudge)
    app.action(re.compile(rf"^{re.escape(ids.NUDGE_DO)}\."))(suggested)
    app.action(re.compile(f"^({ids.NOT_NOW}|{ids.PAUSE})$"))(pause_a_week)
    app.action(ids.RESUME)(go_on)
    app.action(ids.PRIVACY)(who_reads)
    app.action(ids.NUDGE_NOW)(one_now)
    app.action(ids.HELP_PAGE)(list_commands)
    app.action(re.compile(f"^({ids.KEEP_ALL}|{ids.SHARE_ALL})$"))(keep_or_share_all)
    app.action(re.compile(f"^({ids.SHARE_EARLIER}|{ids.UNSHARE_EARLIER})$"))(share_earlier)


async def nudge(ack: AsyncAck, command: dict[str, Any], caller: Caller) -> None:
    await ack()
    await _do(caller, command.get("text") or "", command["trigger_id"])


async def suggested(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    """Do what a refused command was probably meant to do."""
    await ack()
    await _do(caller, action["value"], body.get("trigger_id", ""))


async def _do(caller: Caller, markup: str, trigger_id: str) -> None:
    typed = order(markup, caller.words)
    verb = SYNONYMS.get(typed.verb, typed.verb)
    again = Typed(COMMAND, markup, ids.NUDGE_DO)
    async with caller.handle_errors(), offering(caller, again):
        answer = VERBS.get(verb)
        if answer is None:
            raise _unknown(typed)
        await answer(caller, await _rest(caller, typed), trigger_id)


async def _rest(caller: Caller, typed: Order) -> str:
    """Return the text after the verb. Only a question to *help* may exceed the limit."""
    rest = read(await read_words(caller, typed.line.markup))
    if len(rest) > LONGEST_ORDER and typed.verb != "help":
        raise CoachingError("error-too-long", limit=LONGEST_ORDER)
    return rest


async def pause_a_week(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        page = await _home(caller)
        today = local_date(page.member.cadence, page.now)
        paused = await settings.pause(*caller.who, a_week_from(today))
        await caller.tell(pausing(paused, _ahead(page), caller.words))


async def go_on(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _resume(caller, "", "")


async def who_reads(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _privacy(caller, "", "")


async def one_now(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _now(caller, "", "")


async def list_commands(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _help(caller, "", "")


async def keep_or_share_all(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    shares = action["action_id"] == ids.SHARE_ALL
    async with caller.handle_errors():
        await sharing.share(*caller.who, shares=shares)
        await caller.say("notice-share-all" if shares else "notice-keep-all")


async def share_earlier(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    shares = action["action_id"] == ids.SHARE_EARLIER
    async with caller.handle_errors():
        coach = await sharing.share_earlier(*caller.who, int(action["value"]), shares=shares)
        key = "notice-share-earlier" if shares else "notice-unshare-earlier"
        await caller.say(key, coach=coach)


async def _now(caller: Caller, rest: str, trigger_id: str) -> None:
    pulled, page = await send_now.pull(*caller.who), await _home(caller)
    await caller.tell(pulled_page(pulled, page.member, caller.words))


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
    await caller.tell(pausing(paused, _ahead(page), caller.words))


async def _resume(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await _home(caller)
    following = await settings.resume(*caller.who)
    await caller.tell(resumed(page, following, caller.words))


async def _stop(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await _home(caller)
    await caller.tell(stop_page(page, caller.words))


async def _privacy(caller: Caller, rest: str, trigger_id: str) -> None:
    page = await _home(caller)
    reads = await sharing.who_reads(*caller.who)
    await caller.tell(privacy_page(page.member, reads, caller.words, caller.coaching.help_text))


async def _help(caller: Caller, rest: str, trigger_id: str) -> None:
    if rest:
        await help_with(caller, HELP_ME.sub("", rest))
    else:
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
    "stop": _stop,
    "time": hours.time,
    "days": hours.days,
    "country": hours.country,
    "leave": hours.leave,
    "settings": hours.show_settings,
    "privacy": _privacy,
    "my-data": data_export.my_data,
    "forget-me": data_export.forget_me,
}


SYNONYMS = {
    **dict.fromkeys(("quit", "unsubscribe", "end", "cancel"), "stop"),
    **dict.fromkeys(("vacation", "holiday", "holidays", "pto", "away"), "leave"),
    **dict.fromkeys(("unpause", "continue", "restart", "start"), "resume"),
    **dict.fromkeys(("next", "send"), "now"),
    **dict.fromkeys(("data", "mydata", "download"), "my-data"),
    **dict.fromkeys(("forgetme", "delete-me", "erase-me"), "forget-me"),
    **dict.fromkeys(("plans", "planned"), "plan"),
    **dict.fromkeys(("answers", "diary", "history"), "journal"),
    **dict.fromkeys(("status", "home", "track"), "progress"),
    **dict.fromkeys(("?", "commands", "hilfe", "aide"), "help"),
}
"""Other words for the verbs."""


async def _home(caller: Caller) -> MemberHome:
    page = await progress.home(*caller.who)
    if page is None:
        raise CoachingError("error-no-track")
    return page


def _ahead(page: MemberHome) -> Nudge | None:
    return page.today.ahead if page.today else None


def _unknown(typed: Order) -> CoachingError:
    near = nearest(typed.verb, tuple(verb for verb in VERBS if verb))
    return CoachingError(
        "error-unknown-command",
        word=typed.verb,
        nearest=f"{COMMAND} {near}" if near else "",
        usage=f"{COMMAND} {near or 'help'}",
    )
