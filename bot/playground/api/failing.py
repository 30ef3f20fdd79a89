"""Apply injected faults to calls, so that the app sees them fail."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from bot.playground.api.faults import Fault, Faults

FAULT = web.ResponseKey("fault", str)
"""The fault applied to a response, for the log."""

GATEWAY_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"


class Failing:
    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Release every hanging call."""
        self._closing.set()

    async def through(
        self, method: str, request: web.Request, respond: Callable[[], web.Response]
    ) -> web.Response:
        """Answer a call, or fail it as its fault requires."""
        fault = self._faults.befalling(method)
        if fault is None:
            return respond()
        if fault.kind == "latency":
            await self._pause(fault.seconds)
            return respond()
        if fault.accepted:
            respond()
        return await self._fail(fault, request)

    async def handshake(self, request: web.Request) -> web.Response | None:
        """Return the failed response of a Socket Mode handshake, if a fault for "link" applies."""
        fault = self._faults.befalling("link")
        return await self._fail(fault, request) if fault else None

    async def _fail(self, fault: Fault, request: web.Request) -> web.Response:
        if fault.kind in ("hang", "latency"):
            await self._pause(fault.seconds)
        if fault.kind in ("hang", "drop") and request.transport is not None:
            request.transport.abort()
        response = _failure(fault)
        response[FAULT] = f"fault:{fault.kind}"
        return response

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return


def _failure(fault: Fault) -> web.Response:
    if fault.kind == "ratelimited":
        refusal = {"ok": False, "error": "ratelimited"}
        wait = {"Retry-After": str(fault.retry_after)}
        return web.json_response(refusal, status=429, headers=wait)
    if fault.kind == "status":
        return web.json_response({"ok": False, "error": "internal_error"}, status=fault.status)
    if fault.kind == "html":
        return web.Response(status=502, text=GATEWAY_PAGE, content_type="text/html")
    return web.json_response({"ok": False, "error": fault.error})
