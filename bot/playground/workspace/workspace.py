"""The state of the workspace: people, messages and views; no sockets, no clock of its own."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.playground.api.elements import with_ids
from bot.playground.api.json_values import Blocks, Json, Refused
from bot.playground.workspace.identifiers import Identifiers, instant
from bot.playground.workspace.messages import Delivery, Message, Thread, wire
from bot.playground.workspace.seed_people import App, Group, Person
from bot.playground.workspace.views import Views


class Workspace:
    def __init__(
        self,
        app: App,
        people: Iterable[Person],
        groups: Iterable[Group],
        now: Callable[[], datetime],
        changed: Callable[[], None],
    ) -> None:
        self.app = app
        self.people: dict[str, Person] = {}
        self.groups = {group.id: group for group in groups}
        self.ids = Identifiers(app.team, now)
        self.now = now
        self.changed = changed
        self.views = Views(self.ids)
        self._sides: dict[str, str] = {}
        self._messages: dict[str, dict[str, Message]] = {}
        self._replies: dict[tuple[str, str], dict[str, None]] = {}
        self._last_read: dict[str, str] = {}
        for person in people:
            self._admit(person)

    @property
    def channels(self) -> tuple[str, ...]:
        """Return all conversations with the app."""
        return tuple(self._messages)

    @property
    def read_marks(self) -> dict[str, str]:
        """Return the last read timestamp of each person, by their id."""
        return dict(self._last_read)

    def restore(
        self,
        people: Mapping[str, Person],
        messages: Mapping[str, Sequence[Message]],
        last_read: Mapping[str, str],
        counts: Counter[str],
    ) -> None:
        """Restore the state of an earlier workspace."""
        for person in people.values():
            self._admit(person)
        for message in itertools.chain.from_iterable(messages.values()):
            self.keep(message)
            self.ids.pass_over(message.ts)
        self._last_read.update(last_read)
        self.ids.counts.update(counts)
        self.changed()

    # people

    def person(self, user: str) -> Person:
        if user not in self.people:
            raise Refused("user_not_found")
        return self.people[user]

    def in_channel(self, channel: str) -> Person:
        """Return the person on the other side of a direct message."""
        if channel not in self._sides:
            raise Refused("channel_not_found")
        return self.people[self._sides[channel]]

    def change_person(self, person: Person) -> Person:
        self.people[person.id] = person
        self.changed()
        return person

    # messages

    def messages(self, channel: str) -> list[Message]:
        """Return everything in a conversation, oldest first, ephemeral messages included."""
        return list(self._messages[channel].values())

    def lasting(self, channel: str) -> list[Message]:
        return [message for message in self.messages(channel) if not message.ephemeral]

    def message(self, channel: str, ts: str) -> Message:
        message = self._messages.get(channel, {}).get(ts)
        if message is None or message.ephemeral or message.tombstone:
            raise Refused("message_not_found")
        return message

    def seen(self, channel: str, ts: str) -> Message | None:
        """Return the message a person sees under a timestamp, even if ephemeral."""
        return self._messages.get(channel, {}).get(ts)

    def thread(self, message: Message) -> Thread:
        messages = self._messages[message.channel]
        replies = self._replies.get((message.channel, message.ts), {})
        return Thread(tuple(messages[ts] for ts in replies if not messages[ts].ephemeral))

    def write(self, draft: Message) -> Message:
        """Add a message, with a new timestamp and ids in its blocks."""
        ts = self.ids.ts()
        written = replace(draft, ts=ts, at=instant(ts), blocks=self.named(draft.blocks))
        return self.keep(written)

    def draft(self, channel: str, user: str, text: str) -> Message:
        return Message(ts="", channel=channel, user=user, text=text, at=self.now())

    def keep(self, message: Message) -> Message:
        self._messages[message.channel][message.ts] = message
        if message.is_reply and message.thread_ts:
            self._replies.setdefault((message.channel, message.thread_ts), {})[message.ts] = None
        self.changed()
        return message

    def edit(self, message: Message, text: str, blocks: Blocks | None = None) -> Message:
        blocks = message.blocks if blocks is None else self.named(blocks)
        edited = replace(message, text=text, blocks=blocks or None, edited=self.ids.ts())
        return self.keep(edited)

    def remove(self, message: Message) -> Message | None:
        """Remove a message; if it has replies, leave and return a tombstone."""
        if self.thread(message).replies:
            return self.keep(replace(message, tombstone=True, blocks=None, files=()))
        self._messages[message.channel].pop(message.ts, None)
        self._replies.get((message.channel, message.thread_ts or ""), {}).pop(message.ts, None)
        self.changed()
        return None

    def mark(self, message: Message, delivery: Delivery) -> None:
        """Record on a person's message whether the app has acked it."""
        present = self.seen(message.channel, message.ts)
        if present is not None and present.delivery != delivery:
            self.keep(replace(present, delivery=delivery))

    def wire(self, message: Message) -> Json:
        written = {**wire(message, self.app), **self.thread(message).wire(message)}
        parent = self.seen(message.channel, message.thread_ts or "") if message.is_reply else None
        return {**written, "parent_user_id": parent.user} if parent else written

    def named(self, blocks: Blocks | None) -> Blocks | None:
        return with_ids(blocks, lambda: self.ids.next("b")) if blocks else blocks

    # reading

    def read(self, person: Person) -> None:
        messages = self.messages(person.channel)
        if messages and self._last_read.get(person.id) != messages[-1].ts:
            self._last_read[person.id] = messages[-1].ts
            self.changed()

    def last_read(self, person: Person) -> str:
        return self._last_read.get(person.id, "0000000000.000000")

    def unread(self, person: Person) -> int:
        since = self.last_read(person)
        messages = self.lasting(person.channel)
        return sum(m.user == self.app.bot_user and m.ts > since for m in messages)

    def _admit(self, person: Person) -> None:
        self.people[person.id] = person
        self._sides |= {person.id: person.id, person.channel: person.id}
        self._messages.setdefault(person.channel, {})
