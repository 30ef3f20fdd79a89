"""Modals and Home tabs: each person's stack of views, and their entered values."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.playground.acts.forms import initial_values
from bot.playground.api.elements import with_ids
from bot.playground.api.json_values import Json, Refused
from bot.playground.workspace.identifiers import Identifiers
from bot.playground.workspace.seed_people import App

DEEPEST_STACK = 3
GIVEN = ("title", "submit", "close", "private_metadata", "callback_id", "external_id")
SWITCHES = ("clear_on_close", "notify_on_close")


@dataclass(frozen=True, slots=True)
class View:
    """One view as the app submitted it, with the values entered so far."""

    id: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    values: Json = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def external_id(self) -> str:
        return str(self.body.get("external_id") or "")

    def wire(self, app: App) -> Json:
        given = {name: self.body.get(name) for name in GIVEN[:3]}
        words = {name: self.body.get(name) or "" for name in GIVEN[3:]}
        switches = {name: bool(self.body.get(name)) for name in SWITCHES}
        return {
            "id": self.id,
            "team_id": app.team,
            "type": self.body["type"],
            "blocks": self.body["blocks"],
            **given,
            **words,
            **switches,
            "state": {"values": self.values},
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "app_id": app.id,
            "app_installed_team_id": app.enterprise if app.org_wide else app.team,
            "bot_id": app.bot_id,
        }


class Views:
    def __init__(self, identifiers: Identifiers) -> None:
        self._ids = identifiers
        self._homes: dict[str, View] = {}
        self._stacks: dict[str, list[View]] = {}

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def modals(self, user: str) -> tuple[View, ...]:
        return tuple(self._stacks.get(user, ()))

    def top(self, user: str) -> View | None:
        return next(reversed(self._stacks.get(user, [])), None)

    def get(self, view_id: str) -> View | None:
        return next((view for view in self._all() if view.id == view_id), None)

    def named(self, external_id: str) -> View | None:
        return next((view for view in self._all() if view.external_id == external_id), None)

    def publish(self, user: str, body: Json, expected_hash: str | None) -> View:
        old = self._homes.get(user)
        if old and expected_hash and expected_hash != old.hash:
            raise Refused("hash_conflict")
        self._refuse_taken_name(body, old)
        view = self._made(user, body, old) if old else self._new(user, body)
        self._homes[user] = view
        return view

    def open(self, user: str, body: Json) -> View:
        self._refuse_taken_name(body, None)
        view = self._new(user, body)
        self._stacks[user] = [view]
        return view

    def push(self, user: str, body: Json) -> View:
        stack = self._stacks.get(user, [])
        if not stack:
            raise Refused("not_found")
        if len(stack) >= DEEPEST_STACK:
            raise Refused("push_limit_reached")
        self._refuse_taken_name(body, None)
        new = self._new(user, body)
        view = replace(new, root=stack[0].id, previous=stack[-1].id)
        stack.append(view)
        return view

    def update(self, old: View, body: Json, expected_hash: str | None = None) -> View:
        if expected_hash and expected_hash != old.hash:
            raise Refused("hash_conflict")
        self._refuse_taken_name(body, old)
        view = self._made(old.user, body, old)
        self._put(view)
        return view

    def enter(self, view: View, values: Json, errors: Mapping[str, str]) -> View:
        """Store the entered values and their errors."""
        changed = replace(view, values=values, errors=dict(errors))
        self._put(changed)
        return changed

    def close(self, view: View) -> None:
        stack = self._stacks.get(view.user, [])
        self._stacks[view.user] = [other for other in stack if other.id != view.id]

    def clear(self, user: str) -> None:
        self._stacks.pop(user, None)

    def _all(self) -> Iterator[View]:
        yield from self._homes.values()
        for stack in self._stacks.values():
            yield from stack

    def _put(self, view: View) -> None:
        if view.body["type"] == "home":
            self._homes[view.user] = view
            return
        stack = self._stacks.get(view.user, [])
        self._stacks[view.user] = [view if old.id == view.id else old for old in stack]

    def _new(self, user: str, body: Json) -> View:
        view_id = self._ids.next("V")
        blank = View(view_id, user, body, "", view_id)
        return self._made(user, body, blank)

    def _made(self, user: str, body: Json, old: View) -> View:
        blocks = with_ids(body.get("blocks") or [], lambda: self._ids.next("b"))
        body = {**body, "blocks": blocks}
        values = _carried(initial_values(blocks), old.values)
        return replace(old, body=body, hash=self._hash(body), values=values, errors={})

    def _hash(self, body: Json) -> str:
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return f"{self._ids.ts()}.{digest[:8]}"

    def _refuse_taken_name(self, body: Json, old: View | None) -> None:
        name = body.get("external_id")
        taken = self.named(str(name)) if name else None
        if taken and (old is None or taken.id != old.id):
            raise Refused("duplicate_external_id")


def _carried(fresh: Json, entered: Json) -> Json:
    """Keep entered values of inputs that still exist under the same ids."""
    return {
        block_id: {
            action_id: entered.get(block_id, {}).get(action_id, value)
            for action_id, value in actions.items()
        }
        for block_id, actions in fresh.items()
    }
