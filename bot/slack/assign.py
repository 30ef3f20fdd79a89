"""`/coach assign`: the order as typed or picked, the dry run, and the button that makes it so."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.coaching import assign, roles
from bot.domain.errors import CoachingError
from bot.domain.orders import Wanted
from bot.domain.people import Coach
from bot.slack import ids
from bot.slack.assign_order import assign_order
from bot.slack.desk import Caller
from bot.slack.failures import error_word
from bot.slack.screens import Answer, Screen, Watch, Window, pressed_in
from bot.slack.views import assign as views
from bot.slack.views.assign_form import AssignGiven, Choice, assign_form, read_assign_form
from bot.slack.views.member import notice
from bot.slack.views.window import page

TITLE = "form-assign"

GROUP_VALUE = "group:"
GROUPS_SECONDS = 1.0
"""How long the form may wait for the list of groups: Slack gives it three seconds to open."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom an order is for, groups resolved, and the groups that brought nobody."""

    people: tuple[str, ...]
    skipped: tuple[views.Skipped, ...]


def register(app: AsyncApp) -> None:
    """Listen to the form and to the buttons of a dry run."""
    app.view(ids.ASSIGN_FORM)(given)
    app.action(ids.ASSIGN)(confirmed)
    app.action(ids.ASSIGN_NOT)(cancelled)


async def typed(caller: Caller, me: Coach, rest: str) -> None:
    """Answer `/coach assign …`; without arguments, with the form."""
    if not rest:
        await open_form(caller)
        return
    order = assign_order(rest, caller.at.astimezone(me.zone).date())
    if not (order.people or order.groups):
        raise CoachingError("error-nobody-named")
    if not order.words:
        raise CoachingError("error-no-track-named")
    track = assign.track_named(caller.coaching, order.words)
    named = await _resolve(caller, order.people, order.groups)
    wanted = Wanted(track.id, order.start, order.at)
    await _look_ahead(caller, me, named, wanted, Answer(caller))


async def open_form(caller: Caller) -> None:
    """Open the form; where Slack is slow to list its groups, without them."""
    choices = {"form-assign-slack-groups": await _groups(caller)}
    view = assign_form(caller.coaching.library.tracks, choices, caller.words)
    await caller.client.views_open(trigger_id=caller.trigger, view=view)


async def given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    form = read_assign_form(view["state"]["values"])
    if not (form.people or form.groups):
        problem = caller.words.say("error-nobody-picked")
        await ack(response_action="errors", errors={ids.PEOPLE_BLOCK: problem})
        return
    moment = notice("dry-working", caller.words)
    await ack(response_action="update", view=page(TITLE, moment, caller.words))
    screen = Window(caller, str(view["id"]), TITLE)
    async with caller.kindly():
        try:
            await _given(caller, form, screen)
        except CoachingError as refusal:
            await screen.show(notice(refusal.key, caller.words, **refusal.facts))


async def confirmed(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.kindly():
        me = await roles.coach(*caller.who)
        screen = pressed_in(caller, body, TITLE)
        watch = Watch(screen, caller.words, "dry-assigning")
        result = await assign.confirm(
            caller.coaching, caller.workspace, me, int(action["value"]), watch
        )
        await screen.show(views.assignment(result, caller.words))


async def cancelled(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.kindly():
        me = await roles.coach(*caller.who)
        await assign.cancel(caller.coaching, me, int(action["value"]))
        screen = pressed_in(caller, body, TITLE)
        await screen.show(notice("dry-cancelled", caller.words))


async def _given(caller: Caller, form: AssignGiven, screen: Screen) -> None:
    me = await roles.coach(*caller.who)
    groups = [g.removeprefix(GROUP_VALUE) for g in form.groups if g.startswith(GROUP_VALUE)]
    named = await _resolve(caller, form.people, groups)
    wanted = Wanted(form.track, form.start, form.at, form.note)
    await _look_ahead(caller, me, named, wanted, screen)


async def _look_ahead(
    caller: Caller, me: Coach, named: Named, wanted: Wanted, screen: Screen
) -> None:
    watch = Watch(screen, caller.words, "dry-looking")
    run = await assign.look_ahead(
        caller.coaching, caller.workspace, me, named.people, wanted, watch
    )
    await screen.show(views.dry_run(run, named.skipped, caller.words))


async def _resolve(caller: Caller, people: Sequence[str], groups: Sequence[str]) -> Named:
    """
    Read who is in the groups now; the order then stands for these people.

    Raises:
        CoachingError: The groups bring nobody, and nobody else is named.
    """
    found, skipped = list(people), list[tuple[str, Mapping[str, object]]]()
    for group in groups:
        facts: dict[str, object] = {"group": f"<!subteam^{group}>"}
        try:
            answer = await caller.client.usergroups_users_list(usergroup=group)
        except SlackApiError as error:
            skipped.append(("dry-group-unread", facts | {"reason": error_word(error)}))
            continue
        found += answer["users"]
        skipped += [] if answer["users"] else [("dry-group-empty", facts)]
    if not found:
        key, why = skipped[0]
        raise CoachingError(key.replace("dry", "error"), **why)
    return Named(tuple(dict.fromkeys(found)), tuple(skipped))


async def _groups(caller: Caller) -> list[Choice]:
    try:
        async with asyncio.timeout(GROUPS_SECONDS):
            answer = await caller.client.usergroups_list()
    except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
        log.warning("The form of /coach assign has no groups: %r", error)
        return []
    return [
        Choice(f"{GROUP_VALUE}{group['id']}", f"{group['name']} (@{group['handle']})")
        for group in answer["usergroups"]
    ]
