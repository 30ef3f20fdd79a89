"""Slack's Web API: parse a call, check its token and scopes, and answer it."""

import time
from dataclasses import dataclass

from aiohttp import web

from bot.playground.api import arguments
from bot.playground.api.arguments import Arguments
from bot.playground.api.failing import FAULT, Failing
from bot.playground.api.json_values import Json, Refused
from bot.playground.methods import METHODS, Call, Method
from bot.playground.methods.call import MethodContext
from bot.playground.workspace.changes import Activity
from bot.playground.workspace.log import CallLog, Entry


@dataclass(frozen=True, slots=True)
class Credentials:
    bot_token: str
    app_token: str
    scopes: tuple[str, ...]


class WebApi:
    def __init__(
        self,
        context: MethodContext,
        credentials: Credentials,
        failing: Failing,
        log: CallLog,
        activity: Activity,
    ) -> None:
        self._desk = context
        self._credentials = credentials
        self._failing = failing
        self._log = log
        self._activity = activity

    async def receive(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        started = time.monotonic()
        with self._activity.working():
            call = await _Received.read(name, request)
            response = await self._failing.through(name, request, lambda: self._respond(call))
        self._note(name, response, call, started)
        return response

    def _respond(self, call: "_Received") -> web.Response:
        call.answer = self._answer(call)
        scopes = ",".join(self._credentials.scopes)
        return web.json_response(call.answer, headers={"x-oauth-scopes": scopes})

    def _answer(self, call: "_Received") -> Json:
        try:
            return {"ok": True, **self._carry_out(call)}
        except Refused as refused:
            return refused.wire()

    def _carry_out(self, call: "_Received") -> Json:
        if call.refused:
            raise call.refused
        if call.name not in METHODS:
            raise Refused("unknown_method", req_method=call.name)
        method = METHODS[call.name]
        self._check(method, call.token)
        return method.handle(Call(call.given, self._desk))

    def _check(self, method: Method, token: str) -> None:
        credentials = self._credentials
        if not token:
            raise Refused("not_authed")
        if token not in (credentials.bot_token, credentials.app_token):
            raise Refused("invalid_auth")
        if (token == credentials.app_token) is not method.app_token:
            raise Refused("not_allowed_token_type")
        if method.scopes and not set(method.scopes) & set(credentials.scopes):
            provided = ",".join(credentials.scopes)
            raise Refused("missing_scope", needed=method.scopes[0], provided=provided)

    def _note(self, name: str, response: web.Response, call: "_Received", started: float) -> None:
        fault = response.get(FAULT)
        ok = bool(call.answer and call.answer["ok"]) and not fault
        error = fault or (call.answer or {}).get("error")
        spent = round((time.monotonic() - started) * 1000)
        at = self._desk.workspace.now().isoformat()
        self._log.add(Entry(name, ok, error, spent, at))


@dataclass(slots=True)
class _Received:
    """A call as received, and its answer."""

    name: str
    given: Arguments
    token: str = ""
    refused: Refused | None = None
    answer: Json | None = None

    @classmethod
    async def read(cls, name: str, request: web.Request) -> "_Received":
        try:
            given = await arguments.read(request)
        except Refused as refused:
            return cls(name, Arguments({}), refused=refused)
        return cls(name, given, _token(request, given))


def _token(request: web.Request, given: Arguments) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else given.text("token")
