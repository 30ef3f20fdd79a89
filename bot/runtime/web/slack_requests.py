"""HTTP mode: pass only signed and readable requests from Slack on to the app."""

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_protocol import RequestPayloadError
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp

from bot.domain.signing import SigningSecret
from bot.runtime.web.metrics import Metrics, Refusal
from bot.slack.requests.entrance import dispatch

LARGEST = 1024**2
"""Bytes in a request. Slack's largest, a full form, has about 300,000."""

READ_SECONDS = 3
"""Time for a request to arrive; Slack itself gives up after the same time."""

SAY_AGAIN_AFTER = timedelta(minutes=10)
"""Minimum time between log lines about refused requests: anybody can send any number of them."""

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"

STATUS = {
    Refusal.UNSIGNED: HTTPStatus.UNAUTHORIZED,
    Refusal.UNREADABLE: HTTPStatus.BAD_REQUEST,
    Refusal.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}

SAID = {
    Refusal.UNSIGNED: "A request was refused: SLACK_SIGNING_SECRET didn't sign it.",
    Refusal.UNREADABLE: "A request was refused: it isn't one of Slack's, or was cut off.",
    Refusal.TOO_LARGE: f"A request was refused: it's larger than {LARGEST} bytes.",
}

log = logging.getLogger(__name__)


class Refused(Exception):
    """A request that is refused."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


class SlackRequests:
    """
    The request URL, `/slack/events`.

    The signature is checked here and nowhere else, before the body is parsed. The app gets what
    Slack sent, as it would come over Socket Mode.

    Args:
        app: Answers the requests.
        secret: The signing secret.
    """

    def __init__(
        self,
        app: AsyncApp,
        secret: SigningSecret,
        clock: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._app = app
        self._secret = secret
        self._clock = clock
        self._metrics = metrics
        self._told: dict[Refusal, datetime] = {}

    async def answer(self, request: web.Request) -> web.Response:
        try:
            body = await self._verified(request)
            read = _read(body)
        except Refused as refused:
            return self._refuse(refused.why)
        return await to_aiohttp_response(await dispatch(self._app, read, request.headers))

    async def _verified(self, request: web.Request) -> bytes:
        timestamp, signature = (_header(request, name) for name in (TIMESTAMP, SIGNATURE))
        if not timestamp or not signature:
            raise Refused(Refusal.UNSIGNED)
        body = await _body(request)
        if not self._secret.signs(body, timestamp, signature, self._clock()):
            raise Refused(Refusal.UNSIGNED)
        return body

    def _refuse(self, why: Refusal) -> web.Response:
        self._metrics.refused_requests.labels(why).inc()
        now = self._clock()
        last = self._told.get(why)
        if last is None or now - last >= SAY_AGAIN_AFTER:
            self._told[why] = now
            log.warning("%s The next ones are only counted, in /metrics.", SAID[why])
        status = STATUS[why]
        return web.Response(status=status, text=f"{status.phrase}\n")


def _header(request: web.Request, name: str) -> bytes:
    """Return the only header with that name, or b"" if it is missing or ambiguous."""
    values = request.headers.getall(name, [])
    return values[0].encode(errors="surrogateescape") if len(values) == 1 else b""


async def _body(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refused(Refusal.TOO_LARGE) from None
    except (TimeoutError, OSError, HttpProcessingError, RequestPayloadError):
        raise Refused(Refusal.UNREADABLE) from None


def _read(body: bytes) -> Any:
    """
    Parse JSON, or a form that holds JSON or a slash command.

    Bolt's own parser treats a command whose text contains the word "payload" as empty.
    """
    try:
        text = body.decode()
        return json.loads(text) if text.startswith(("{", "[")) else _form(text)
    except (ValueError, RecursionError):
        raise Refused(Refusal.UNREADABLE) from None


def _form(text: str) -> Any:
    fields = dict(parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict"))
    return json.loads(fields["payload"]) if "payload" in fields else fields
