"""Pictures of the page for people to look at, each by day, by night and on a phone."""

import os
from pathlib import Path

from tests.e2e.page_visits import NARROW, WIDE

ROOM = Path(__file__).parents[1] / "artifacts" / "first-day"


class Album:
    """
    Keeps a picture of what a page shows just now; CI shows them beside the results.

    Elsewhere it takes none: three hundred of them cost as much as the tests.
    """

    def __init__(self):
        self._is_wanted = bool(os.environ.get("CI"))
        ROOM.mkdir(parents=True, exist_ok=True)

    async def __call__(self, page, name):
        if not self._is_wanted:
            return
        await self._take(page, f"{name}-light")
        await page.emulate_media(color_scheme="dark")
        await self._take(page, f"{name}-dark")
        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size(NARROW)
        await self._take(page, f"{name}-phone")
        await page.set_viewport_size(WIDE)

    async def _take(self, page, name):
        await page.screenshot(path=ROOM / f"{name}.png", animations="disabled", caret="initial")
