"""Listeners for `/coach cohort`: name a group, show its status, catch up late joiners."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.enrolment import cohorts
from bot.coaching.people import roles
from bot.domain.enrolment.cohorts import Cohort
from bot.domain.enrolment.orders import Wanted
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach
from bot.domain.text.text import command
from bot.slack.commands import ids
from bot.slack.commands.parse import Line
from bot.slack.commands.responders import Answer
from bot.slack.enrolment import assign as assigning
from bot.slack.enrolment import cohorts_view as views
from bot.slack.requests.middleware import Caller

WITHOUT = "without"
DISSOLVE = "dissolve"


def register(app: AsyncApp) -> None:
    """Register the listeners for the buttons beside a cohort."""
    app.action(ids.SHOW_COHORT)(show_pressed)
    app.action(ids.CATCH_UP)(catch_up)


async def cohort(caller: Caller, me: Coach, line: Line) -> None:
    people, groups, words = line.people, line.groups, line.name
    if "@" in words:
        typed = next(word for word in words.split() if "@" in word)
        raise CoachingError("error-name-not-picked", word=typed)
    if not words and not (people or groups):
        lines = await cohorts.lines(caller.coaching, me)
        await caller.tell(views.cohorts_page(lines, caller.words))
    elif not words:
        raise CoachingError("error-cohort-name")
    elif people or groups:
        await _change(caller, me, words, people, groups)
    else:
        await _look_or_dissolve(caller, me, words)


async def show_pressed(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        found = await cohorts.of_id(caller.coaching, me, int(action["value"]))
        await _show(caller, me, found)


async def catch_up(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        found = await cohorts.of_id(caller.coaching, me, int(action["value"]))
        named = await assigning.resolve(caller, found.people, found.groups)
        there, _ = await cohorts.gather(caller.coaching, me, found.name, named.people, ())
        line = await cohorts.line(caller.coaching, me, there)
        if not line.behind:
            raise CoachingError("error-cohort-nobody-behind", cohort=found.name)
        wanted = Wanted(found.track, cohort_id=found.id)
        late = assigning.Named(line.behind, ())
        await assigning.look_ahead(caller, me, late, wanted, Answer(caller))


async def _change(
    caller: Caller, me: Coach, words: str, people: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    *name, last = words.split()
    if name and command(last).casefold() == WITHOUT:
        found = await _found(caller, me, " ".join(name))
        named = await assigning.resolve(caller, people, groups)
        count = await cohorts.leave_out(caller.coaching, me, found, named.people)
        await caller.say("cohort-without", cohort=found.name, count=count)
        return
    named = await assigning.resolve(caller, people, groups)
    kept, new = await cohorts.gather(caller.coaching, me, words, named.people, groups)
    await caller.say("cohort-kept", cohort=kept.name, count=len(kept.people), new=new)


async def _look_or_dissolve(caller: Caller, me: Coach, words: str) -> None:
    *name, last = words.split()
    if name and command(last).casefold() == DISSOLVE:
        found = await _found(caller, me, " ".join(name))
        await cohorts.dissolve(caller.coaching, me, found)
        await caller.say("cohort-dissolved", cohort=found.name)
    else:
        await _show(caller, me, await _found(caller, me, words))


async def _show(caller: Caller, me: Coach, found: Cohort) -> None:
    """Show a cohort, with members of its groups who aren't in it yet."""
    there = await assigning.resolve(caller, found.people, found.groups)
    joined = tuple(person for person in there.people if person not in found.people)
    line = await cohorts.line(caller.coaching, me, found)
    await caller.tell(views.cohort_page(line, joined, caller.words))


async def _found(caller: Caller, me: Coach, name: str) -> Cohort:
    found = await cohorts.named(caller.coaching, me, name)
    if found is None or found[1]:
        own = await cohorts.all_of(caller.coaching, me)
        raise CoachingError(
            "error-no-such-cohort", cohort=name, known=", ".join(one.name for one in own)
        )
    return found[0]
