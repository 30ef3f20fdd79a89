"""Reads the tracks anew when a file was saved, so that a new one needs no restart."""

import asyncio
from dataclasses import dataclass, field

from bot.coaching.ports import Coaching
from bot.coaching.practice import changed_tracks
from bot.config import Settings
from bot.content.file_watch import stamp
from bot.content.tracks.library import load_library
from bot.domain.people.people import Workspace

LOOK_SECONDS = 5
"""How often the files are looked at: some fifty, a millisecond's work."""


@dataclass(slots=True)
class Shelf:
    """The tracks on disk, and what the process goes by."""

    settings: Settings
    coaching: Coaching
    workspace: Workspace
    _seen: str = field(default="", init=False)

    async def look(self) -> None:
        """Read what was saved since the last look; the first tells what came before the start."""
        seen = await asyncio.to_thread(stamp, self.settings.content)
        if seen == self._seen:
            return
        library = self.coaching.library
        if self._seen:
            where = self.settings.content, self.settings.baton_language
            library.take(await asyncio.to_thread(load_library, *where, library))
        await changed_tracks.look(self.coaching, self.workspace)
        self._seen = seen
