"""Reload the tracks when a file is saved, so that a change needs no restart."""

import asyncio
from dataclasses import dataclass, field

from bot.coaching.ports import Coaching
from bot.coaching.practice import changed_tracks
from bot.config import Settings
from bot.content.file_watch import stamp
from bot.content.tracks.library import load_library
from bot.domain.people.people import Workspace

LOOK_SECONDS = 5
"""Interval at which the files are checked: about fifty, which takes a millisecond."""


@dataclass(slots=True)
class ContentReloader:
    """Watches the tracks on disk, and updates the library in use."""

    settings: Settings
    coaching: Coaching
    workspace: Workspace
    _seen: str = field(default="", init=False)

    async def look(self) -> None:
        """Reload changed files; the first check reports changes from before the start."""
        seen = await asyncio.to_thread(stamp, self.settings.content)
        if seen == self._seen:
            return
        library = self.coaching.library
        if self._seen:
            where = self.settings.content, self.settings.baton_language
            library.take(await asyncio.to_thread(load_library, *where, library))
        await changed_tracks.look(self.coaching, self.workspace)
        self._seen = seen
