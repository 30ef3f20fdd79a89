"""Serve the author's page on the playground, and push changes when a file is saved."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.content.file_watch import stamp
from bot.content.words.words import Words
from bot.playground.author.sources import track_sources

PAGE = Path(__file__).parents[1] / "page" / "static" / "author.html"
LOOK_SECONDS = 0.4
"""Interval at which the files are checked while the page is open."""
WAIT_SECONDS = 20.0
"""Time a long poll waits for a change; then the page asks again."""


@dataclass(frozen=True, slots=True)
class Room:
    """
    Serves the page.

    Attributes:
        words: Baton's own texts around an author's.
        content: The folder of the tracks; without both there is nothing to show.
    """

    words: Words | None
    content: Path | None

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/author", self.page)
        app.router.add_get("/playground/author", self.tracks)

    async def page(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE)

    async def tracks(self, request: web.Request) -> web.Response:
        """Return the tracks as soon as they differ from the version the page has `seen`."""
        if self.words is None or self.content is None:
            sentence = "Nobody has said where the tracks are. Start the demo: baton demo"
            return web.json_response({"ok": False, "error": sentence}, status=404)
        await self._changed(self.content, request.query.get("seen", ""))
        wanted = request.query.get("track", "")
        # Runs in a thread: spelling and comparing all days takes most of a second.
        return web.json_response(
            await asyncio.to_thread(track_sources, self.content, self.words, wanted)
        )

    async def _changed(self, content: Path, seen: str) -> None:
        deadline = asyncio.get_running_loop().time() + WAIT_SECONDS
        while seen and asyncio.get_running_loop().time() < deadline:
            if await asyncio.to_thread(stamp, content) != seen:
                return
            await asyncio.sleep(LOOK_SECONDS)
