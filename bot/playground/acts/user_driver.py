"""Drive a person in tests and simulations: send, press, fill in, and wait for the app."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.playground.acts import acts, presses
from bot.playground.acts.acts import Stage
from bot.playground.acts.entering import chosen
from bot.playground.api.elements import interactive, options, plain
from bot.playground.api.json_values import Blocks, Json
from bot.playground.page.snapshot import line, modal
from bot.playground.workspace.changes import Changes
from bot.playground.workspace.messages import Message
from bot.playground.workspace.seed_people import Person
from bot.playground.workspace.views import View

LOOK_AGAIN_SECONDS = 0.02
"""Poll interval, because a predicate may depend on things outside the workspace."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class FormOrigin:
    """One interactive element a person can see."""

    container: Json
    block: Json
    element: Json

    def act(self, **given: Any) -> Json:
        block_id, action_id = self.block["block_id"], self.element["action_id"]
        return {"container": self.container, "block_id": block_id, "action_id": action_id, **given}


class Hand:
    """
    Acts for one person. Each action returns once the app has acked it and gone quiet.

    Messages and views are returned as the page gets them; `texts_of` turns them into plain text.
    """

    def __init__(
        self,
        stage: Stage,
        user: str,
        changes: Changes,
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        self._stage = stage
        self._user = user
        self._changes = changes
        self._settle = settle

    @property
    def person(self) -> Person:
        return self._stage.workspace.people[self._user]

    async def say(
        self, text: str, thread_ts: str | None = None, files: Sequence[Json] = ()
    ) -> str:
        """
        Send a message and return its timestamp.

        Args:
            files: Attachments, each with a `name`, `size` and `mimetype`.
        """
        message = await acts.say(self._stage, self._user, text, thread_ts, files)
        await self._settle()
        return message.ts

    async def edit(self, ts: str, text: str) -> None:
        await acts.edit(self._stage, self._user, ts, text)
        await self._settle()

    async def delete(self, ts: str) -> None:
        await acts.delete(self._stage, self._user, ts)
        await self._settle()

    async def command(self, line: str) -> list[Json]:
        """Run a slash command and return the ephemeral messages it was answered with."""
        before = {message.ts for message in self._messages()}
        await acts.command(self._stage, self._user, line)
        await self._settle()
        return [m for m in self.messages(before) if m["ephemeral"] and not m.get("command")]

    async def odd(self, name: str, ts: str | None = None) -> None:
        """Raise an event that no user caused, by its name in `oddities.ODDITIES`."""
        await acts.odd(self._stage, self._user, name, ts)
        await self._settle()

    async def press(self, label: str, ts: str | None = None) -> None:
        """Press the newest visible button with this label, or the one in a given message."""
        spot = self._button(label, ts)
        await presses.press(self._stage, self._user, spot.act(value=spot.element.get("value")))
        await self._settle()

    async def choose(
        self, option: str, *, action_id: str | None = None, ts: str | None = None
    ) -> None:
        """
        Pick an option in the newest select, radio group, checkbox list or menu offering it.

        Args:
            option: Its label or value. For elements without a list, a person or a date, and then
                *action_id* is required.
        """
        spot = self._offering(option, action_id, ts)
        given = chosen(spot.element, option, self._person_id)
        await presses.press(self._stage, self._user, spot.act(**given))
        await self._settle()

    async def shortcut(self, callback_id: str, ts: str | None = None) -> None:
        """Use one of the app's shortcuts; *ts* is its message for a message shortcut."""
        await presses.shortcut(self._stage, self._user, callback_id, ts)
        await self._settle()

    async def submit(
        self, entries: Mapping[str, Any] | None = None, /, **more: Any
    ) -> dict[str, str]:
        """
        Fill in and submit the open modal; fields that aren't named keep their values.

        Args:
            entries: By block id, action id or label.

        Returns:
            Errors by block id; empty if the modal was accepted.
        """
        view = self._open_view()
        values = self._values(view, {**(entries or {}), **more})
        errors = await presses.submit(self._stage, self._user, view.id, values)
        await self._settle()
        return errors

    async def close(self) -> None:
        """Close the open modal without submitting it."""
        await presses.close(self._stage, self._user, self._open_view().id)
        await self._settle()

    async def open_home(self) -> Json | None:
        await acts.open_tab(self._stage, self._user, "home")
        await self._settle()
        return self.home()

    async def open_messages(self) -> None:
        await acts.open_tab(self._stage, self._user, "messages")
        await self._settle()

    async def change_profile(self, tz: str | None = None, *, deleted: bool | None = None) -> None:
        await acts.profile(self._stage, self._user, tz, deleted=deleted)
        await self._settle()

    def messages(self, without: Collection[str] = ()) -> list[Json]:
        """Return the messages of the conversation with the app, oldest first, except some `ts`."""
        workspace = self._stage.workspace
        return [line(workspace, one) for one in self._messages() if one.ts not in without]

    def message(self, ts: str) -> Json:
        """Return one message of the conversation."""
        return line(self._stage.workspace, next(m for m in self._messages() if m.ts == ts))

    def home(self) -> Json | None:
        view = self._stage.workspace.views.home(self._user)
        return view.wire(self._stage.workspace.app) if view else None

    def modal(self) -> Json | None:
        """Return the modal on top, with `errors` by block id."""
        view = self._stage.workspace.views.top(self._user)
        return modal(self._stage.workspace, view) if view else None

    async def wait_for(self, predicate: Callable[[], Found], timeout: float = 5.0) -> Found:  # noqa: ASYNC109 - asked for by name
        """Return the first truthy result of *predicate*; raise TimeoutError if there is none."""
        async with asyncio.timeout(timeout):
            while not (found := predicate()):
                await self._changes.after(self._changes.count, LOOK_AGAIN_SECONDS)
        return found

    def _messages(self) -> list[Message]:
        return self._stage.workspace.messages(self.person.channel)

    def _button(self, label: str, ts: str | None) -> FormOrigin:
        seen = [s for s in self._spots(ts) if s.element["type"] in ("button", "icon_button")]
        exact = [spot for spot in seen if plain(spot.element.get("text")) == label]
        near = [s for s in seen if label.casefold() in plain(s.element.get("text")).casefold()]
        if exact or near:
            return (exact or near)[0]
        labels = [plain(spot.element.get("text")) for spot in seen]
        raise LookupError(f"no button {label!r}; there are: {labels}")

    def _offering(self, option: str, action_id: str | None, ts: str | None) -> FormOrigin:
        for spot in self._spots(ts):
            if action_id == spot.element["action_id"]:
                return spot
            names = [plain(o.get("text")) for o in options(spot.element)]
            names += [o.get("value", "") for o in options(spot.element)]
            if action_id is None and option in names:
                return spot
        raise LookupError(f"nothing offers {option!r}")

    def _spots(self, ts: str | None) -> Iterator[FormOrigin]:
        """Yield pressable elements: only the open modal's, or newest messages', then home's."""
        view = self._stage.workspace.views.top(self._user)
        if view is not None and ts is None:
            yield from _spots({"type": "view", "view_id": view.id}, view.body["blocks"])
            return
        for message in reversed(self._stage.workspace.messages(self.person.channel)):
            if ts in (None, message.ts):
                yield from _spots({"type": "message", "ts": message.ts}, message.blocks)
        home = self._stage.workspace.views.home(self._user)
        if home is not None and ts is None:
            yield from _spots({"type": "home"}, home.body["blocks"])

    def _open_view(self) -> View:
        view = self._stage.workspace.views.top(self._user)
        if view is None:
            raise LookupError("no modal is open")
        return view

    def _values(self, view: View, entries: Mapping[str, Any]) -> Json:
        values: Json = {}
        for name, value in entries.items():
            block, element = _named(view, name)
            entry = chosen(element, value, self._person_id)
            values.setdefault(block["block_id"], {})[element["action_id"]] = entry
        return values

    def _person_id(self, called: str) -> str:
        for person in self._stage.workspace.people.values():
            if called in (person.id, person.name, person.real_name):
                return person.id
        raise LookupError(f"there is nobody called {called!r}")


def _spots(container: Json, blocks: Blocks | None) -> Iterator[FormOrigin]:
    return (FormOrigin(container, block, element) for block, element in interactive(blocks))


def _named(view: View, name: str) -> tuple[Json, Json]:
    for block, element in interactive(view.body["blocks"]):
        if name in (block["block_id"], element["action_id"], plain(block.get("label"))):
            return block, element
    labels = [
        block.get("label", block)["text"] for block in view.body["blocks"] if "label" in block
    ]
    raise LookupError(f"the modal has no {name!r}; it has: {labels}")
