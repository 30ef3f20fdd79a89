"""Restrict the playground to this machine: loopback names only, no foreign pages, no caching."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

OWN, TYPED = "same-origin", "none"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests to other host names (DNS rebinding), and requests from foreign pages."""
    if _host(f"//{request.host}") not in LOOPBACK:
        return web.Response(status=421, text="The playground answers on this machine only.")
    if _is_foreign(request):
        return web.Response(status=403, text="The playground takes nothing from other pages.")
    return await handler(request)


def _is_foreign(request: web.Request) -> bool:
    """Detect a foreign page by its Origin header, or for images and links by Sec-Fetch-Site."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return urlsplit(origin).netloc != request.host
    return request.path != "/" and request.headers.get("Sec-Fetch-Site", OWN) not in (OWN, TYPED)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
