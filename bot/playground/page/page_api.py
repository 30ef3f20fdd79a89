"""The page's API: live snapshots, actions, the clock, faults and the log."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.playground.acts import acts, presses
from bot.playground.acts.acts import ActRefused, Stage
from bot.playground.api.faults import Fault, Faults
from bot.playground.api.json_values import Json
from bot.playground.page.snapshot import Sight, snapshot
from bot.playground.page.timekeeper import Timekeeper
from bot.playground.workspace.changes import Changes
from bot.playground.workspace.log import CallLog
from bot.playground.workspace.seed_people import Person

PAGE = Path(__file__).parent / "static"
PUSH_SECONDS = 0.05
"""Minimum time between two snapshots."""
IDLE_SECONDS = 10.0
"""Maximum time between two snapshots, as the clock and the app's plans may move."""

Act = Callable[[Stage, str, Json], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class PageApi:
    stage: Stage
    changes: Changes
    timekeeper: Timekeeper
    faults: Faults
    log: CallLog
    open_pages: set[web.WebSocketResponse]

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/", self.index)
        app.router.add_static("/static", PAGE)
        app.router.add_get("/archives/{channel}/{message}", self.permalink)
        app.router.add_get("/playground/live", self.live)
        app.router.add_post("/playground/act", self.act)
        app.router.add_post("/playground/clock", self.clock)
        app.router.add_post("/playground/faults", self.add_fault)
        app.router.add_delete("/playground/faults", self.clear_faults)
        app.router.add_get("/playground/log", self.show_log)

    async def index(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    async def permalink(self, request: web.Request) -> web.Response:
        raise web.HTTPFound("/")

    async def live(self, request: web.Request) -> web.StreamResponse:
        person = self.stage.workspace.people.get(request.query.get("person", ""))
        if person is None:
            return _refusal("There is nobody with that id here.")
        page = web.WebSocketResponse(heartbeat=30.0)
        await page.prepare(request)
        self.open_pages.add(page)
        pushing = asyncio.create_task(self._push(page, person.id, _earlier(request)))
        try:
            async for _ in page:
                continue
        finally:
            self.open_pages.discard(page)
            # Woken, not cancelled: it may be querying the app's database, and has to finish.
            self.changes.note()
            await pushing
        return page

    async def act(self, request: web.Request) -> web.Response:
        try:
            answer = await self.do(_object(await request.text()))
        except ActRefused as refused:
            return _refusal(str(refused))
        return web.json_response({"ok": True, **answer})

    async def do(self, act: Json) -> Json:
        """Carry out one action of the contract and return the page's response."""
        doing = ACTS.get(str(act.get("do")))
        if doing is None:
            raise ActRefused(f"Nobody can {act.get('do')} here.")
        return await doing(self.stage, str(act.get("person")), act)

    async def clock(self, request: web.Request) -> web.Response:
        try:
            to = str(_object(await request.text()).get("to"))
            now = await self.timekeeper.jump(to)
        except (ActRefused, ValueError) as refused:
            return _refusal(str(refused))
        return web.json_response({"ok": True, "now": now.isoformat()})

    async def add_fault(self, request: web.Request) -> web.Response:
        try:
            self.faults.add(Fault(**_object(await request.text())))
        except (ActRefused, TypeError, ValueError) as refused:
            return _refusal(str(refused))
        return web.json_response({"ok": True})

    async def clear_faults(self, request: web.Request) -> web.Response:
        self.faults.clear()
        return web.json_response({"ok": True})

    async def show_log(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "calls": self.log.wire()})

    async def close(self) -> None:
        for page in list(self.open_pages):
            await page.close()

    async def _push(self, page: web.WebSocketResponse, user: str, earlier: int) -> None:
        try:
            while not page.closed:
                count = self.changes.count
                person = self.stage.workspace.people[user]
                await page.send_json(await self.snapshot(person, earlier))
                await asyncio.sleep(PUSH_SECONDS)
                await self.changes.after(count, IDLE_SECONDS)
        except ConnectionError:
            return
        finally:
            await page.close()

    async def snapshot(self, person: Person, earlier: int = 0) -> Json:
        sight = Sight(
            connected=self.stage.dispatcher.courier.connected,
            clock=await self.timekeeper.wire(),
            commands=self.stage.commands.values(),
            shortcuts=self.stage.shortcuts.values(),
            typing=self.stage.busy[person.id] > 0,
            earlier=earlier,
        )
        return snapshot(self.stage.workspace, person, sight)


async def _say(stage: Stage, user: str, act: Json) -> Json:
    message = await acts.say(
        stage, user, str(act.get("text") or ""), act.get("thread_ts"), act.get("files") or ()
    )
    return {"ts": message.ts}


async def _edit(stage: Stage, user: str, act: Json) -> Json:
    await acts.edit(stage, user, str(act.get("ts")), str(act.get("text") or ""))
    return {}


async def _delete(stage: Stage, user: str, act: Json) -> Json:
    await acts.delete(stage, user, str(act.get("ts")))
    return {}


async def _command(stage: Stage, user: str, act: Json) -> Json:
    await acts.command(stage, user, str(act.get("text") or ""))
    return {}


async def _odd(stage: Stage, user: str, act: Json) -> Json:
    ts = act.get("ts")
    await acts.odd(stage, user, str(act.get("name")), str(ts) if ts else None)
    return {}


async def _press(stage: Stage, user: str, act: Json) -> Json:
    await presses.press(stage, user, act)
    return {}


async def _shortcut(stage: Stage, user: str, act: Json) -> Json:
    ts = act.get("ts")
    await presses.shortcut(stage, user, str(act.get("callback_id")), str(ts) if ts else None)
    return {}


async def _submit(stage: Stage, user: str, act: Json) -> Json:
    errors = await presses.submit(stage, user, str(act.get("view_id")), act.get("values") or {})
    return {"errors": errors} if errors else {}


async def _close(stage: Stage, user: str, act: Json) -> Json:
    await presses.close(stage, user, str(act.get("view_id")))
    return {}


async def _open(stage: Stage, user: str, act: Json) -> Json:
    await acts.open_tab(stage, user, str(act.get("tab")))
    return {}


async def _read(stage: Stage, user: str, act: Json) -> Json:
    acts.read(stage, user)
    return {}


async def _profile(stage: Stage, user: str, act: Json) -> Json:
    await acts.profile(stage, user, act.get("tz"), deleted=act.get("deleted"))
    return {}


ACTS: dict[str, Act] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "command": _command,
    "odd": _odd,
    "press": _press,
    "shortcut": _shortcut,
    "submit": _submit,
    "close": _close,
    "open": _open,
    "read": _read,
    "profile": _profile,
}


def _earlier(request: web.Request) -> int:
    asked = request.query.get("earlier", "0")
    return int(asked) if asked.isdecimal() else 0


def _object(text: str) -> Json:
    try:
        given = json.loads(text)
    except ValueError:
        raise ActRefused("That is no JSON.") from None
    if not isinstance(given, dict):
        raise ActRefused("That is no JSON object.")
    return given


def _refusal(sentence: str) -> web.Response:
    return web.json_response({"ok": False, "error": sentence}, status=400)
