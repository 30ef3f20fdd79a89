"""Listeners for `/coach move`, `pause`, `handover`, `undo`, `log` and similar commands."""

from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.enrolment import reassignment
from bot.coaching.enrolment import undo as take_back
from bot.coaching.people import roles
from bot.coaching.reports import counts as counting
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, mention
from bot.slack.commands import ids
from bot.slack.commands.parse import Line, one_person, pause_until
from bot.slack.commands.responders import pressed_in
from bot.slack.enrolment import audit_log as views
from bot.slack.reports.counts_view import counts_page
from bot.slack.requests.middleware import Caller

BOTH = 2
"""Number of people in a move command."""


def register(app: AsyncApp) -> None:
    """Register the listeners for Undo, the log's pages, and a coach's confirmation."""
    app.action(ids.UNDO)(undo_pressed)
    app.action(ids.LOG_FROM)(turn_page)
    app.action(ids.CONFIRM_COACH)(confirmed)


async def unassign(caller: Caller, me: Coach, line: Line) -> None:
    slack_id = one_person(line)
    track_id = await reassignment.unassign(caller.coaching, caller.workspace, me, slack_id)
    track = caller.coaching.library.track(track_id)
    await caller.say(
        "coach-unassigned", person=mention(slack_id), track=track.title if track else track_id
    )


async def move(caller: Caller, me: Coach, line: Line) -> None:
    member, coach = _both(line, "error-move-whom")
    to = await reassignment.move(caller.coaching, caller.workspace, me, member, coach)
    await caller.say("coach-moved", person=mention(member), coach=to.mention)


async def pause(caller: Caller, me: Coach, line: Line) -> None:
    slack_id = one_person(line)
    today = caller.at.astimezone(me.zone).date()
    until = pause_until(line.words, today)
    held = await reassignment.pause(caller.coaching, caller.workspace, me, slack_id, until)
    told = "coach-paused-told" if held.told else "coach-paused-not-told"
    key = "coach-paused" if until is None else "coach-paused-until"
    await caller.tell(views.said((key, told), caller.words, person=mention(slack_id), date=until))


async def resume(caller: Caller, me: Coach, line: Line) -> None:
    slack_id = one_person(line)
    back = await reassignment.resume(caller.coaching, caller.workspace, me, slack_id)
    if back.was_unreachable:
        await caller.say("coach-tried-again", person=f"<@{slack_id}>", date=back.following)
        return
    told = "coach-resumed-told" if back.told else "coach-resumed-not-told"
    key = "coach-resumed-when" if back.following else "coach-resumed"
    facts = {"person": mention(slack_id), "date": back.following}
    await caller.tell(views.said((key, told), caller.words, **facts))


async def undo(caller: Caller, line: Line) -> None:
    await _check_may_act(caller)
    undone = await take_back.undo(*caller.who)
    await caller.tell(views.undone(undone, caller.words))


async def log(caller: Caller, line: Line) -> None:
    await caller.tell(await _log(caller, 0))


async def handover(caller: Caller, line: Line) -> None:
    leaving, to = _both(line, "error-handover-whom")
    count = await reassignment.handover(*caller.who, leaving, to)
    facts = {"leaving": mention(leaving), "coach": mention(to)}
    await caller.say("coach-handed-over", count=count, **facts)


async def counts(caller: Caller, line: Line) -> None:
    found = await counting.counted(*caller.who)
    await caller.tell(counts_page(found, caller.words))


async def confirm(caller: Caller, line: Line) -> None:
    if await roles.find_coach(*caller.who) is None:
        raise CoachingError("error-not-a-coach")
    await caller.tell(views.asked_to_confirm(caller.words))


async def undo_pressed(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _check_may_act(caller)
        undone = await take_back.undo(*caller.who, int(action["value"]))
        await caller.tell(views.undone(undone, caller.words))


async def turn_page(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        screen = pressed_in(caller, "window-log")
        await screen.show(await _log(caller, int(action["value"])))


async def confirmed(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await roles.confirm(*caller.who)
        await caller.correct("coach-confirmed")


async def _log(caller: Caller, first: int) -> views.Message:
    me = await _check_may_act(caller)
    page = await take_back.log(caller.coaching, caller.workspace, caller.slack_id, me, first)
    zone = me.zone if me else ZoneInfo(caller.coaching.zone)
    return views.log_page(page, caller.slack_id, zone, caller.words)


async def _check_may_act(caller: Caller) -> Coach | None:
    """
    Return the coach, or None for an admin, acting on their own log.

    Raises:
        CoachingError: They are neither.
    """
    me = await roles.find_coach(*caller.who)
    if me is None and not await roles.is_admin(*caller.who):
        raise CoachingError("error-not-a-coach")
    return me


def _both(line: Line, problem: str) -> tuple[str, str]:
    if len(line.people) != BOTH:
        raise CoachingError(problem)
    return line.people[0], line.people[1]
