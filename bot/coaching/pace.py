"""At most so many posts a second to one workspace; no other workspace waits for it."""

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """
    Spaces out the posts to each workspace.

    Slack's own ceiling for one app in one workspace is "several hundred messages per minute".

    Attributes:
        per_second: Posts to one workspace, or None for as fast as they come.
    """

    per_second: float | None = None
    _free_at: dict[int, float] = field(default_factory=dict)

    async def turn(self, workspace_id: int) -> None:
        """Wait until this workspace may be posted to."""
        if self.per_second is None:
            return
        now = asyncio.get_running_loop().time()
        mine = max(self._free_at.get(workspace_id, now), now)
        self._free_at[workspace_id] = mine + 1 / self.per_second
        await asyncio.sleep(mine - now)
