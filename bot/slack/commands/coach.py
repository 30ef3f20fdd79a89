"""Listeners for `/coach` and the coach's buttons: assign, look after, follow up."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.enrolment import assign
from bot.coaching.follow_up import follow_up, roster
from bot.coaching.people import roles
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, mention
from bot.slack.commands import ids
from bot.slack.commands.name_resolver import understood
from bot.slack.commands.parse import Line, Order, checked, nearest, one_person, order
from bot.slack.commands.responders import pressed_in
from bot.slack.commands.suggestions import Typed, with_suggestions
from bot.slack.delivery import preview
from bot.slack.enrolment import assign as assigning
from bot.slack.enrolment import cohorts as grouping
from bot.slack.enrolment import reassignment as moving
from bot.slack.follow_up import coach_pages as views
from bot.slack.follow_up import digest, notes, queue
from bot.slack.reports import report
from bot.slack.requests.middleware import Caller
from bot.slack.views.blocks import Message
from bot.slack.views.typed import as_typed

COMMAND = "/coach"
EXAMPLE_TRACK = "start-here"

Answer = Callable[[Caller, Coach, Line], Awaitable[None]]
"""Handler of a coach's verb; it gets the rest of the typed line."""

AdminAnswer = Callable[[Caller, Line], Awaitable[None]]

KEEPS_WORDS = frozenset({"note", "promise"})
"""Verbs followed by text to store; they check its length themselves."""

USAGE = {
    "assign": "/coach assign @name start-here from 2026-03-02",
    "unassign": "/coach unassign @name",
    "show": "/coach show @name",
    "note": "/coach note @name what you want to remember",
    "promise": "/coach promise @name friday what you will do",
    "cohort": "/coach cohort spring @group",
    "move": "/coach move @name @coach",
    "pause": "/coach pause @name until 2026-03-02",
    "resume": "/coach resume @name",
    "handover": "/coach handover @leaving @taking-over",
    "appoint": "/coach appoint @name",
    "dismiss": "/coach dismiss @name",
}


def register(app: AsyncApp) -> None:
    """Register the listeners for `/coach` and for the equivalent buttons."""
    app.command(COMMAND)(coach)
    app.action(re.compile(rf"^{re.escape(ids.COACH_DO)}\."))(suggested)
    app.action(ids.SHOW_MEMBER)(show_member)
    app.action(ids.SHOW_ROSTER)(show_roster)
    app.action(ids.SHOW_TRACK)(show_track)


async def coach(ack: AsyncAck, command: dict[str, Any], caller: Caller) -> None:
    await ack()
    await _do(caller, command.get("text") or "")


async def suggested(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    """Do what a refused command was probably meant to do."""
    await ack()
    await _do(caller, action["value"])


async def _do(caller: Caller, markup: str) -> None:
    typed = order(markup, caller.words)
    async with caller.handle_errors(), _giving_back(caller, markup):
        if typed.verb in ADMIN_VERBS:
            await ADMIN_VERBS[typed.verb](caller, checked(typed.line))
            return
        me = await roles.coach(*caller.who)
        answer = VERBS.get(typed.verb)
        if answer is None:
            raise _unknown(typed)
        line = typed.line if typed.verb in KEEPS_WORDS else checked(typed.line)
        await answer(caller, me, await understood(caller, me, typed.verb, line))


async def show_member(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await queue.show_member(caller, await roles.coach(*caller.who), action["value"])


async def show_roster(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    first = action.get("value", "")
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        page = await _roster_from(caller, me, int(first) if first.isdecimal() else 0)
        await pressed_in(caller, "window-roster").show(page)


async def show_track(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await roles.coach(*caller.who)
        await _show_track(caller, action["value"])


@asynccontextmanager
async def _giving_back(caller: Caller, markup: str) -> AsyncIterator[None]:
    """Show the typed line with a refusal, because Slack has cleared it."""
    try:
        yield
    except CoachingError as refusal:
        line = as_typed(f"{COMMAND} {markup}".strip(), caller.words)
        told = views.refused(refusal, line, caller.words)
        typed = Typed(COMMAND, markup, ids.COACH_DO)
        await caller.tell(with_suggestions(told, refusal, typed, caller.words))


async def _tracks(caller: Caller, me: Coach, line: Line) -> None:
    await caller.tell(views.tracks_page(caller.coaching.library.tracks, caller.words))


async def _show(caller: Caller, me: Coach, line: Line) -> None:
    if line.people:
        await queue.show_member(caller, me, one_person(line))
    elif not line.words or line.words.startswith("@"):
        raise CoachingError("error-show-what")
    elif wanted := preview.track_and_day(line.words):
        await preview.show_day(caller, me, *wanted)
    else:
        await _show_track(caller, line.words)


async def _show_track(caller: Caller, word: str) -> None:
    track = assign.track_for_coaches(caller.coaching, word)
    await caller.tell(views.track_page(track, caller.words))


async def _roster(caller: Caller, me: Coach, line: Line) -> None:
    await caller.tell(await _roster_from(caller, me, 0))


async def _roster_from(caller: Caller, me: Coach, first: int) -> Message:
    return views.roster_page(await roster.page(caller.coaching, me, first), caller.words)


async def _queue(caller: Caller, me: Coach, line: Line) -> None:
    await queue.show(caller, me)


async def _help(caller: Caller, me: Coach, line: Line) -> None:
    board = await follow_up.board(caller.coaching, me)
    known = [slack_id for slack_id, _ in await roster.names(caller.coaching, me)]
    needy = [item.slack_id for item in board.rows]
    someone = next((mention(slack_id) for slack_id in (*needy, *known)), "@name")
    tracks = [track.id for track in caller.coaching.library.tracks]
    track = EXAMPLE_TRACK if EXAMPLE_TRACK in tracks else next(iter(tracks), EXAMPLE_TRACK)
    await caller.tell(views.coach_help(caller.words, someone, track))


async def _appoint(caller: Caller, line: Line) -> None:
    slack_id = one_person(line)
    appointed = await roles.appoint(*caller.who, slack_id)
    await caller.say("coach-appointed", person=appointed.mention)


async def _dismiss(caller: Caller, line: Line) -> None:
    slack_id = one_person(line)
    await roles.dismiss(*caller.who, slack_id)
    await caller.say("coach-dismissed", person=mention(slack_id))


VERBS: dict[str, Answer] = {
    "": _help,
    "help": _help,
    "assign": assigning.typed,
    "unassign": moving.unassign,
    "move": moving.move,
    "pause": moving.pause,
    "resume": moving.resume,
    "cohort": grouping.cohort,
    "tracks": _tracks,
    "show": _show,
    "roster": _roster,
    "queue": _queue,
    "report": report.typed,
    "export": report.export,
    "digest": digest.typed,
    "settings": digest.settings,
    "note": notes.note,
    "promise": notes.promise,
}

ADMIN_VERBS: dict[str, AdminAnswer] = {
    "undo": moving.undo,
    "log": moving.log,
    "appoint": _appoint,
    "confirm": moving.confirm,
    "handover": moving.handover,
    "counts": moving.counts,
    "dismiss": _dismiss,
}
"""Verbs not limited to confirmed coaches; each handler checks permissions itself."""


def _unknown(typed: Order) -> CoachingError:
    near = nearest(typed.verb, tuple(verb for verb in (*VERBS, *ADMIN_VERBS) if verb))
    return CoachingError(
        "error-unknown-command",
        word=typed.verb,
        nearest=f"{COMMAND} {near}" if near else "",
        usage=USAGE.get(near, f"{COMMAND} {near or 'help'}"),
    )
