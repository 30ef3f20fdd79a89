"""Serve the gallery page on the playground, and its data."""

import asyncio
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from aiohttp import web

from bot.content.export.month_picture import month_picture
from bot.content.words.words import Words
from bot.playground.api.json_values import Json
from bot.playground.api.limits import weight
from bot.playground.gallery.catalogue import SIZES, catalogue
from bot.playground.gallery.figures import NOW, TYPICAL
from bot.playground.gallery.member_screens import glance
from bot.playground.gallery.screen import Piece
from bot.playground.workspace.seed_people import CAST

PAGE = Path(__file__).parents[1] / "page" / "static" / "gallery.html"
USUAL = "typical"
PICTURE = "/playground/gallery/month.png"


@dataclass(frozen=True, slots=True)
class GalleryPages:
    """
    Serves the gallery.

    Attributes:
        words: Baton's texts; without them there is nothing to show.
    """

    words: Words | None

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/gallery", self.page)
        app.router.add_get("/playground/gallery", self.screens)
        app.router.add_get(PICTURE, self.picture)

    async def page(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE)

    async def screens(self, request: web.Request) -> web.Response:
        """Return every screen, at the requested size."""
        size = request.query.get("size", USUAL)
        if self.words is None or size not in SIZES:
            sentence = f"Nothing of that size hangs here; there is {' and '.join(SIZES)}."
            return web.json_response({"ok": False, "error": sentence}, status=404)
        # Runs in a thread: the longest texts take a second.
        drawn = await asyncio.to_thread(partial(hung, self.words, size))
        return web.json_response(drawn)

    async def picture(self, request: web.Request) -> web.Response:
        """Return the month's picture as Slack would show it."""
        drawn = await asyncio.to_thread(month_picture, glance(TYPICAL).month)
        return web.Response(body=drawn, content_type="image/png")


def hung(words: Words, size: str) -> Json:
    """Return the whole gallery for the page."""
    rooms = [
        {
            "name": room.name,
            "pieces": [wire(piece, f"{n}-{m}") for m, piece in enumerate(room.pieces)],
        }
        for n, room in enumerate(catalogue(words, size))
    ]
    return {
        "ok": True,
        "size": size,
        "now": NOW.isoformat(),
        "people": [asdict(person) | {"initials": person.initials} for person in CAST],
        "rooms": rooms,
    }


def wire(piece: Piece, place: str) -> Json:
    """Convert a screen for a page; *place* is its id there."""
    shown = piece.payload()
    blocks = [_block(block, n) for n, block in enumerate(shown["blocks"])]
    return {
        "id": place,
        "name": piece.name,
        "kind": piece.kind,
        "builder": piece.builder.__name__,
        "blocks": blocks,
        "letters": weight(blocks),
        **{name: shown[name] for name in ("text", "title", "submit", "close") if name in shown},
    }


def _block(block: Json, place: int) -> Json:
    """Convert a block for the page, and replace its Slack file by a picture served here."""
    here = {"slack_file": None, "image_url": PICTURE} if "slack_file" in block else {}
    return {"block_id": f"b{place}", **block, **here}
