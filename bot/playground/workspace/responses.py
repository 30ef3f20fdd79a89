"""Response URLs: let an app answer a person up to five times within thirty minutes."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiohttp import web

from bot.playground.api import limits
from bot.playground.api.json_values import Json, Refused
from bot.playground.events import events
from bot.playground.workspace.changes import Activity
from bot.playground.workspace.messages import Message
from bot.playground.workspace.workspace import Workspace

MOST_USES = 5
LIFETIME = timedelta(minutes=30)


@dataclass(slots=True)
class ResponseUrl:
    channel: str
    user: str
    issued: datetime
    original: str | None = None
    uses: int = 0


class Responses:
    """
    Args:
        announce: Raises an event for the app.
    """

    def __init__(
        self, workspace: Workspace, announce: Callable[[Json], object], activity: Activity
    ) -> None:
        self._workspace = workspace
        self._announce = announce
        self._activity = activity
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, base: str, user: str, channel: str, original: str | None = None) -> str:
        """Make a URL for answers in a channel; *original* is the message it may replace."""
        key = self._workspace.ids.next("R")
        self._issued[key] = ResponseUrl(channel, user, self._workspace.now(), original)
        return f"{base}/response/{key}"

    async def receive(self, request: web.Request) -> web.Response:
        with self._activity.working():
            try:
                payload = json.loads(await request.text())
                self.answer(request.match_info["key"], payload)
            except ValueError:
                return web.Response(status=400, text="invalid_payload")
            except Refused as refused:
                return web.json_response(refused.wire(), status=404)
        return web.Response(text="ok")

    def answer(self, key: str, payload: Json) -> None:
        url = self._usable(key)
        if payload.get("delete_original"):
            self._delete_original(url)
        elif payload.get("replace_original") and url.original:
            self._replace_original(url, payload)
        else:
            self.show(url.user, url.channel, payload)

    def show(self, user: str, channel: str, payload: Json) -> Message:
        """Post an answer: to the person alone, or to the channel if it says so."""
        check(payload)
        everyone = payload.get("response_type") == "in_channel"
        draft = self._workspace.draft(channel, self._workspace.app.bot_user, text_of(payload))
        message = self._workspace.write(
            replace(
                draft,
                blocks=payload.get("blocks"),
                thread_ts=payload.get("thread_ts"),
                metadata=payload.get("metadata"),
                ephemeral=not everyone,
            )
        )
        if everyone:
            self._announce(events.posted(self._workspace, message))
        return message

    def _usable(self, key: str) -> ResponseUrl:
        url = self._issued.get(key)
        if url is None or self._workspace.now() - url.issued > LIFETIME:
            raise Refused("expired_url")
        if url.uses >= MOST_USES:
            raise Refused("used_url")
        url.uses += 1
        return url

    def _delete_original(self, url: ResponseUrl) -> None:
        original = self._original(url)
        self._workspace.remove(original)
        if not original.ephemeral:
            self._announce(events.deleted(self._workspace, original))

    def _replace_original(self, url: ResponseUrl, payload: Json) -> None:
        check(payload)
        old = self._original(url)
        new = self._workspace.edit(old, text_of(payload), payload.get("blocks") or [])
        if not old.ephemeral:
            self._announce(events.changed(self._workspace, old, new))

    def _original(self, url: ResponseUrl) -> Message:
        original = self._workspace.seen(url.channel, url.original or "")
        if original is None:
            raise Refused("message_not_found")
        return original


def text_of(payload: Json) -> str:
    return str(payload.get("text") or "")


def check(payload: Json) -> None:
    limits.check_message(text_of(payload), payload.get("blocks"), payload.get("metadata"))
