"""Raise events: wrap them as Slack does, and dispatch those the app has scopes for."""

import asyncio
from collections.abc import Callable

from bot.playground.api.json_values import Json
from bot.playground.events.dispatch import Dispatcher
from bot.playground.events.events import SCOPE_OF, callback
from bot.playground.events.interactions import TOKEN
from bot.playground.workspace.workspace import Workspace


class Announcer:
    def __init__(
        self, workspace: Workspace, dispatcher: Dispatcher, scopes: tuple[str, ...]
    ) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher
        self._scopes = scopes

    def announce(
        self, event: Json, note: Callable[[bool], None] | None = None
    ) -> asyncio.Future[bool]:
        """
        Raise an event.

        Returns:
            A future: True if the first attempt was acked, or if the app has no scope for the
            event.
        """
        if not self._may_see(event):
            return _settled()
        workspace = self._workspace
        seconds = int(workspace.now().timestamp())
        body = callback(workspace.app, event, workspace.ids.next("Ev"), seconds, TOKEN)
        return self._dispatcher.send(body, note or _forget)

    def _may_see(self, event: Json) -> bool:
        scope = SCOPE_OF.get(event["type"])
        return scope is None or scope in self._scopes


def _settled() -> asyncio.Future[bool]:
    future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    future.set_result(True)
    return future


def _forget(acked: bool) -> None:  # noqa: FBT001 - the signature of a note
    return
