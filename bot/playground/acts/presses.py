"""People's actions on blocks: press, choose, submit, close."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.playground.acts.acts import ActRefused, Stage
from bot.playground.acts.forms import STATELESS, VALUE_OF, entry_from, merged, objections
from bot.playground.api import limits
from bot.playground.api.elements import find, interactive, options
from bot.playground.api.json_values import Json, Refused
from bot.playground.events import interactions
from bot.playground.events.dispatch import Unanswered
from bot.playground.events.interactions import Interaction
from bot.playground.workspace.messages import Message
from bot.playground.workspace.seed_people import Person
from bot.playground.workspace.views import View

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True, slots=True)
class Place:
    """The container of an element: a message the person sees, or a view."""

    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        if self.message is not None:
            return self.message.blocks or []
        return list(self.view.body["blocks"]) if self.view else []

    @property
    def values(self) -> Json:
        holder = self.message or self.view
        return holder.values if holder else {}


async def press(stage: Stage, user: str, act: Mapping[str, Any]) -> None:
    person = stage.acting(user)
    place = _place(stage, person, act.get("container") or {})
    block_id, action_id = str(act.get("block_id")), str(act.get("action_id"))
    found = find(place.blocks, block_id, action_id)
    if found is None:
        raise ActRefused("That is no longer there to press.")
    block, element = found
    entry = _entry(element, act)
    if element["type"] not in STATELESS:
        values = merged(place.values, {block_id: {action_id: entry}})
        place = _entered(stage, place, values)
    if block["type"] != "input" or block.get("dispatch_action"):
        action = _action(stage, block_id, element, entry)
        await _ask(stage, person, _payload(stage, person, place, action))


async def shortcut(stage: Stage, user: str, callback_id: str, ts: str | None = None) -> None:
    """Use one of the app's shortcuts; *ts* is its message for a message shortcut."""
    person, workspace = stage.acting(user), stage.workspace
    known = stage.shortcuts.get(callback_id)
    if known is None:
        raise ActRefused(f"There is no shortcut {callback_id}.")
    if known.kind == "global":
        await _ask(
            stage, person, interactions.shortcut(workspace.app, stage.trigger(person), callback_id)
        )
        return
    message = workspace.seen(person.channel, ts or "")
    if message is None or message.ephemeral or message.tombstone:
        raise ActRefused("That message is gone.")
    url = stage.responses.issue(stage.url(), person.id, message.channel, message.ts)
    using = stage.trigger(person, url)
    await _ask(
        stage, person, interactions.message_shortcut(workspace, using, message, callback_id)
    )


async def submit(stage: Stage, user: str, view_id: str, values: Json) -> dict[str, str]:
    """
    Submit the modal a person sees.

    Returns:
        Errors by block id; empty if the modal was accepted.
    """
    person, view = stage.acting(user), _modal(stage, user, view_id)
    values = merged(view.values, _tidy(view, values))
    wrong = objections(view.body["blocks"], values)
    view = stage.workspace.views.enter(view, values, wrong)
    if wrong:
        stage.workspace.changed()
        return wrong
    payload = interactions.view_submission(stage.workspace.app, stage.trigger(person), view)
    answer = await _ask(stage, person, payload)
    return await _follow(stage, person, view, answer or {})


async def close(stage: Stage, user: str, view_id: str) -> None:
    person, view = stage.acting(user), _modal(stage, user, view_id)
    if view.body.get("clear_on_close"):
        await _clear(stage, person)
        return
    stage.workspace.views.close(view)
    stage.workspace.changed()
    await _notify_closed(stage, person, view, cleared=False)


async def _follow(stage: Stage, person: Person, view: View, answer: Json) -> dict[str, str]:
    """Apply the app's response to a submission."""
    views, action = stage.workspace.views, answer.get("response_action")
    try:
        if action == "errors":
            return _show_errors(stage, view, answer.get("errors") or {})
        if action == "clear":
            views.close(view)
            await _clear(stage, person)
        elif action in ("update", "push"):
            _show_next(stage, person, view, answer)
        else:
            views.close(view)
    except Refused as refused:
        raise ActRefused(f"{TROUBLE} ({refused.wire()})") from None
    finally:
        stage.workspace.changed()
    return {}


def _show_errors(stage: Stage, view: View, errors: Json) -> dict[str, str]:
    inputs = {b["block_id"] for b in view.body["blocks"] if b["type"] == "input"}
    if not errors or not set(errors) <= inputs:
        raise Refused("invalid_errors", errors=errors)
    stage.workspace.views.enter(view, view.values, errors)
    return {str(block_id): str(error) for block_id, error in errors.items()}


def _show_next(stage: Stage, person: Person, view: View, answer: Json) -> None:
    limits.check_view(answer.get("view"), "modal")
    if answer["response_action"] == "update":
        stage.workspace.views.update(view, answer["view"])
    else:
        stage.workspace.views.push(person.id, answer["view"])


async def _clear(stage: Stage, person: Person) -> None:
    closed = stage.workspace.views.modals(person.id)
    stage.workspace.views.clear(person.id)
    stage.workspace.changed()
    for view in reversed(closed):
        await _notify_closed(stage, person, view, cleared=True)


async def _notify_closed(stage: Stage, person: Person, view: View, *, cleared: bool) -> None:
    if view.body.get("notify_on_close"):
        app = stage.workspace.app
        payload = interactions.view_closed(app, stage.trigger(person), view, cleared=cleared)
        await _ask(stage, person, payload)


async def _ask(stage: Stage, person: Person, payload: Json) -> Json | None:
    try:
        return await stage.ask(person, "interactive", payload)
    except Unanswered:
        raise ActRefused(stage.no_answer()) from None


def _place(stage: Stage, person: Person, container: Mapping[str, Any]) -> Place:
    views = stage.workspace.views
    if container.get("type") == "message":
        return Place(message=stage.workspace.seen(person.channel, str(container.get("ts"))))
    if container.get("type") == "home":
        return Place(view=views.home(person.id))
    view = views.get(str(container.get("view_id")))
    return Place(view=view if view and view.user == person.id else None)


def _modal(stage: Stage, user: str, view_id: str) -> View:
    view = stage.workspace.views.top(user)
    if view is None or view.id != view_id:
        raise ActRefused("That dialog is no longer open.")
    return view


def _entered(stage: Stage, place: Place, values: Json) -> Place:
    if place.message is not None:
        return Place(message=stage.workspace.keep(replace(place.message, values=values)))
    if place.view is not None:
        view = stage.workspace.views.enter(place.view, values, place.view.errors)
        stage.workspace.changed()
        return Place(view=view)
    return place


def _entry(element: Json, act: Mapping[str, Any]) -> Json:
    if element["type"] in STATELESS and element["type"] != "overflow":
        return {"type": element["type"], "value": act.get("value") or element.get("value")}
    entry = entry_from(element, dict(act))
    chosen = entry[VALUE_OF[element["type"]][0]]
    offered = [option.get("value") for option in options(element)]
    for option in chosen if isinstance(chosen, list) else [chosen]:
        if offered and isinstance(option, dict) and option.get("value") not in offered:
            raise ActRefused("That is not one of the options.")
    return entry


def _action(stage: Stage, block_id: str, element: Json, entry: Json) -> Json:
    shown: Json = {
        key: element[key] for key in ("text", "style", "url", "placeholder") if key in element
    }
    given = {key: value for key, value in entry.items() if value is not None or key != "value"}
    return {
        "action_id": element["action_id"],
        "block_id": block_id,
        **shown,
        **given,
        "action_ts": stage.workspace.ids.ts(),
    }


def _payload(stage: Stage, person: Person, place: Place, action: Json) -> Json:
    workspace = stage.workspace
    if place.message is not None:
        ts, channel = place.message.ts, place.message.channel
        url = stage.responses.issue(stage.url(), person.id, channel, ts)
        interaction = stage.trigger(person, url)
        return interactions.message_action(workspace, interaction, place.message, action)
    if place.view is None:
        raise ActRefused("That is no longer there to press.")
    interaction = Interaction(person, stage.triggers.issue(person.id))
    return interactions.view_action(workspace.app, interaction, place.view, action)


def _tidy(view: View, values: Json) -> Json:
    """Keep the values of the view's own elements, in Slack's shape."""
    tidy: Json = {}
    for block, element in interactive(view.body["blocks"]):
        given = (values.get(block["block_id"]) or {}).get(element["action_id"])
        if given is not None and element["type"] not in STATELESS:
            entry = entry_from(element, given)
            tidy.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return tidy
