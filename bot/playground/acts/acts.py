"""People's actions in the client: send, edit, delete, run commands, open tabs, change profiles."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.playground.api.json_values import Json, Refused
from bot.playground.events import events, interactions, oddities
from bot.playground.events.announcer import Announcer
from bot.playground.events.dispatch import Dispatcher, Kind, Unanswered
from bot.playground.events.interactions import Interaction
from bot.playground.workspace.files import Files
from bot.playground.workspace.mentions import resolved
from bot.playground.workspace.messages import Message
from bot.playground.workspace.responses import Responses
from bot.playground.workspace.seed_people import Command, Person, Shortcut
from bot.playground.workspace.triggers import Triggers
from bot.playground.workspace.workspace import Workspace

LINK = re.compile(r"https?://[^\s<>|]+")


class ActRefused(Exception):
    """The error a person sees when an action fails."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The parts of the playground that actions use."""

    workspace: Workspace
    dispatcher: Dispatcher
    announcer: Announcer
    triggers: Triggers
    responses: Responses
    files: Files
    commands: dict[str, Command]
    shortcuts: dict[str, Shortcut]
    url: Callable[[], str]
    busy: Counter[str]
    """People whose action the app has not answered yet."""

    def acting(self, user: str) -> Person:
        try:
            person = self.workspace.person(user)
        except Refused:
            raise ActRefused(f"There is nobody called {user} here.") from None
        if person.deleted:
            raise ActRefused(f"{person.real_name} is deactivated.")
        return person

    async def ask(self, person: Person, kind: Kind, payload: Json) -> Json | None:
        with self.waiting(person):
            return await self.dispatcher.ask(kind, payload)

    async def tell(self, person: Person, event: Json, about: Message | None = None) -> None:
        """Raise an event and wait for its ack; show the result on the message it is *about*."""
        with self.waiting(person):
            first = self.announcer.announce(event, self._note(about))
            acked = await self.dispatcher.first_answer(first)
        if about is not None:
            self.workspace.mark(about, "delivered" if acked else "failed")
        if not acked:
            raise ActRefused(self.no_answer())

    def no_answer(self) -> str:
        return f"{self.workspace.app.name} did not answer within three seconds."

    def trigger(self, person: Person, response_url: str | None = None) -> Interaction:
        return Interaction(person, self.triggers.issue(person.id), response_url)

    @contextmanager
    def waiting(self, person: Person) -> Iterator[None]:
        self.busy[person.id] += 1
        self.workspace.changed()
        try:
            yield
        finally:
            self.busy[person.id] -= 1
            self.workspace.changed()

    def _note(self, about: Message | None) -> Callable[[bool], None] | None:
        if about is None:
            return None
        return lambda acked: self.workspace.mark(about, "delivered" if acked else "failed")


async def say(
    stage: Stage,
    user: str,
    text: str,
    thread_ts: str | None = None,
    files: Sequence[Json] = (),
    *,
    me: bool = False,
) -> Message:
    """
    Send a message; Slack adds the preview of a link a moment later.

    Args:
        me: An action message, as `/me` sends it.
    """
    person, workspace = stage.acting(user), stage.workspace
    if not text.strip() and not files:
        raise ActRefused("There is nothing to send.")
    if thread_ts and workspace.seen(person.channel, thread_ts) is None:
        raise ActRefused("That message is gone.")
    draft = workspace.draft(person.channel, user, resolved(text, workspace))
    attached = tuple(_attached(stage, user, file) for file in files)
    message = workspace.write(
        replace(draft, thread_ts=thread_ts, files=attached, me=me, delivery="sending")
    )
    workspace.read(person)
    await stage.tell(person, events.posted(workspace, message), message)
    if LINK.search(message.text):
        await stage.tell(person, oddities.unfurled(workspace, message))
    return message


async def odd(stage: Stage, user: str, name: str, ts: str | None = None) -> None:
    """Raise an event that no user caused, about a message or about the newest one."""
    person = stage.acting(user)
    worded = oddities.ODDITIES.get(name)
    own = [m for m in stage.workspace.lasting(person.channel) if m.user == user]
    message = _own(stage, person, ts) if ts else (own[-1] if own else None)
    if worded is None or message is None:
        raise ActRefused(f"Oddities are about a message of yours: {', '.join(oddities.ODDITIES)}.")
    await stage.tell(person, worded(stage.workspace, message))


async def edit(stage: Stage, user: str, ts: str, text: str) -> None:
    person, workspace = stage.acting(user), stage.workspace
    old = _own(stage, person, ts)
    new = workspace.edit(replace(old, delivery="sending"), resolved(text, workspace))
    await stage.tell(person, events.changed(workspace, old, new), new)


async def delete(stage: Stage, user: str, ts: str) -> None:
    person, workspace = stage.acting(user), stage.workspace
    old = _own(stage, person, ts)
    stone = workspace.remove(old)
    event = events.changed(workspace, old, stone) if stone else events.deleted(workspace, old)
    await stage.tell(person, event)


async def command(stage: Stage, user: str, line: str) -> None:
    person, workspace = stage.acting(user), stage.workspace
    name, _, text = line.strip().partition(" ")
    if name == "/me":
        await say(stage, user, text.strip(), me=True)
        return
    called = stage.commands.get(name)
    if called is None:
        raise ActRefused(f"{name} is not a valid command.")
    draft = workspace.draft(person.channel, user, line.strip())
    echo = workspace.write(replace(draft, ephemeral=True, command=True, delivery="sending"))
    text = resolved(text.strip(), workspace) if called.should_escape else text.strip()
    url = stage.responses.issue(stage.url(), user, person.channel)
    payload = interactions.slash_command(workspace.app, stage.trigger(person, url), called, text)
    await _carry_out(stage, person, payload, echo)


async def _carry_out(stage: Stage, person: Person, payload: Json, echo: Message) -> None:
    try:
        answer = await stage.ask(person, "slash_commands", payload)
    except Unanswered as unanswered:
        stage.workspace.mark(echo, "failed")
        error = "operation_timeout" if "timeout" in str(unanswered) else "dispatch_failed"
        raise ActRefused(f'{payload["command"]} failed with the error "{error}"') from None
    stage.workspace.mark(echo, "delivered")
    if answer:
        show(stage, person, answer)


def show(stage: Stage, person: Person, answer: Json) -> None:
    """Show the app's ack response, within Slack's limits."""
    try:
        stage.responses.show(person.id, person.channel, answer)
    except Refused as refused:
        raise ActRefused(f"Slack refuses the answer: {refused.wire()}") from None


async def open_tab(stage: Stage, user: str, tab: str) -> None:
    if tab not in ("home", "messages"):
        raise ActRefused(f"There is no tab called {tab}.")
    person = stage.acting(user)
    await stage.tell(person, events.home_opened(stage.workspace, person, tab))


def read(stage: Stage, user: str) -> None:
    stage.workspace.read(stage.acting(user))


async def profile(
    stage: Stage, user: str, tz: str | None = None, *, deleted: bool | None = None
) -> None:
    workspace = stage.workspace
    old = workspace.people.get(user)
    if old is None:
        raise ActRefused(f"There is nobody called {user} here.")
    gone = old.deleted if deleted is None else deleted
    person = workspace.change_person(replace(old, tz=_zone(tz or old.tz), deleted=gone))
    await stage.tell(person, events.user_change(workspace, person))


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        raise ActRefused(f"There is no time zone called {name}.") from None


def _own(stage: Stage, person: Person, ts: str) -> Message:
    message = stage.workspace.seen(person.channel, ts)
    if message is None or message.user != person.id or message.ephemeral or message.tombstone:
        raise ActRefused("You can only change your own messages.")
    return message


def _attached(stage: Stage, user: str, file: Json) -> Json:
    name, size = str(file.get("name") or "file"), int(file.get("size") or 0)
    added = stage.files.add(name, size, user, str(file.get("mimetype") or ""))
    return added.wire(stage.url())
