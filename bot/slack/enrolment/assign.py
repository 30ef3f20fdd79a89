"""Listeners for `/coach assign`: the typed command or form, the dry run, the confirmation."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.coaching.enrolment import assign, cohorts
from bot.coaching.people import roles
from bot.domain.enrolment.cohorts import Cohort
from bot.domain.enrolment.orders import Wanted
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, group_mention
from bot.slack.client.failures import error_word
from bot.slack.commands import ids
from bot.slack.commands.parse import Line
from bot.slack.commands.responders import Answer, Screen, Watch, Window, pressed_in
from bot.slack.enrolment import assign_view as views
from bot.slack.enrolment.assign_form import AssignGiven, Choice, assign_form, read_assign_form
from bot.slack.enrolment.assign_order import assign_order, without_fillers
from bot.slack.practice.member_pages import notice
from bot.slack.requests.incoming import read_name
from bot.slack.requests.middleware import Caller
from bot.slack.views.window import page

TITLE = "form-assign"

GROUP_VALUE = "group:"
COHORT_VALUE = "cohort:"
GROUPS_SECONDS = 1.0
"""Timeout for listing the groups: the form must open within Slack's three seconds."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """The people an order is for, with groups resolved, and the groups that were skipped."""

    people: tuple[str, ...]
    skipped: tuple[views.Skipped, ...]


def register(app: AsyncApp) -> None:
    """Register the listeners for the form and the buttons of a dry run."""
    app.view(ids.ASSIGN_FORM)(given)
    app.action(ids.ASSIGN_OPEN)(form_pressed)
    app.action(ids.ASSIGN)(confirmed)
    app.action(ids.ASSIGN_NOT)(cancelled)


async def typed(caller: Caller, me: Coach, line: Line) -> None:
    """Answer `/coach assign …`; without arguments, open the form."""
    if not line.markup:
        await open_form(caller, me)
        return
    order = assign_order(line, caller.at.astimezone(me.zone).date())
    cohort, words = await _cohort(caller, me, order.said)
    if cohort is None:
        cohort, words = await _cohort(caller, me, order.words)
    words = without_fillers(words)
    if not (order.people or order.groups or cohort):
        raise CoachingError("error-nobody-named")
    if not words:
        raise CoachingError("error-no-track-named")
    track = assign.track_named(caller.coaching, words)
    people, groups = order.people, order.groups
    if cohort:
        people, groups = (*cohort.people, *people), (*cohort.groups, *groups)
    named = await resolve(caller, people, groups)
    wanted = Wanted(track.id, order.start, order.at, cohort_id=cohort.id if cohort else None)
    await look_ahead(caller, me, named, wanted, Answer(caller))


async def form_pressed(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await open_form(caller, await roles.coach(*caller.who))


async def _cohort(caller: Caller, me: Coach, words: str) -> tuple[Cohort | None, str]:
    """Split off a leading cohort name; also accept `cohort spring delegation`."""
    found = await cohorts.named(caller.coaching, me, words)
    if found is None and words.casefold().startswith("cohort "):
        found = await cohorts.named(caller.coaching, me, words.partition(" ")[2])
    if found is None:
        return None, words
    if not (found[0].people or found[0].groups):
        raise CoachingError("error-cohort-empty", cohort=found[0].name)
    return found


async def open_form(caller: Caller, me: Coach) -> None:
    """Open the form, without Slack's groups if listing them takes too long."""
    own = await cohorts.all_of(caller.coaching, me)
    choices = {
        "form-assign-cohorts": [Choice(f"{COHORT_VALUE}{one.id}", one.name) for one in own],
        "form-assign-slack-groups": await _groups(caller),
    }
    view = assign_form(caller.coaching.library.tracks, choices, caller.words)
    await caller.open(view)


async def given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    form = read_assign_form(view["state"]["values"])
    if not (form.people or form.groups):
        problem = caller.words.say("error-nobody-picked")
        await ack(response_action="errors", errors={ids.PEOPLE_BLOCK: problem})
        return
    moment = notice("dry-working", caller.words)
    await ack(response_action="update", view=page(TITLE, moment, caller.words))
    screen = Window(caller, str(view["id"]), TITLE)
    async with caller.handle_errors():
        try:
            await _given(caller, form, screen)
        except CoachingError as refusal:
            await screen.show(notice(refusal.key, caller.words, **refusal.facts))


async def confirmed(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        screen = pressed_in(caller, TITLE)
        watch = Watch(screen, caller.words, "dry-assigning")
        result = await assign.confirm(
            caller.coaching, caller.workspace, me, int(action["value"]), watch
        )
        await screen.show(views.assignment(result, caller.words))


async def cancelled(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        await assign.cancel(caller.coaching, me, int(action["value"]))
        screen = pressed_in(caller, TITLE)
        await screen.show(notice("dry-cancelled", caller.words))


async def _given(caller: Caller, form: AssignGiven, screen: Screen) -> None:
    me = await roles.coach(*caller.who)
    groups = [g.removeprefix(GROUP_VALUE) for g in form.groups if g.startswith(GROUP_VALUE)]
    chosen = [g.removeprefix(COHORT_VALUE) for g in form.groups if g.startswith(COHORT_VALUE)]
    own = [await cohorts.of_id(caller.coaching, me, int(id_)) for id_ in chosen]
    people = [*form.people, *[person for one in own for person in one.people]]
    named = await resolve(caller, people, [*groups, *[g for one in own for g in one.groups]])
    whole = own[0].id if len(own) == 1 and len(form.groups) == 1 and not form.people else None
    wanted = Wanted(form.track, form.start, form.at, form.note, whole)
    await look_ahead(caller, me, named, wanted, screen)


async def look_ahead(
    caller: Caller, me: Coach, named: Named, wanted: Wanted, screen: Screen
) -> None:
    """Show the effects of an order on a screen, without applying it."""
    watch = Watch(screen, caller.words, "dry-looking")
    run = await assign.look_ahead(
        caller.coaching, caller.workspace, me, named.people, wanted, watch
    )
    await screen.show(views.dry_run(run, named.skipped, caller.words))


async def resolve(caller: Caller, people: Sequence[str], groups: Sequence[str]) -> Named:
    """
    Resolve groups to their current members; the order then applies to these people.

    Raises:
        CoachingError: The groups are empty, and nobody else is named.
    """
    found, skipped = list(people), list[tuple[str, Mapping[str, object]]]()
    for group in groups:
        facts: dict[str, object] = {"group": group_mention(group)}
        try:
            answer = await caller.client.usergroups_users_list(usergroup=group)
        except SlackApiError as error:
            skipped.append(("dry-group-unread", facts | {"reason": error_word(error)}))
            continue
        found += answer["users"]
        skipped += [] if answer["users"] else [("dry-group-empty", facts)]
    if not found:
        if not skipped:
            raise CoachingError("error-nobody-named")
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
        Choice(
            f"{GROUP_VALUE}{group['id']}",
            f"{read_name(group['name'])} (@{read_name(group['handle'])})",
        )
        for group in answer["usergroups"]
    ]
