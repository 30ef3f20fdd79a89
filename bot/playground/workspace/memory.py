"""Save a workspace between two demos, and restore it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from bot.playground.workspace.messages import Message
from bot.playground.workspace.seed_people import Person
from bot.playground.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Memory:
    """
    A workspace's people and messages, and its time.

    Attributes:
        messages: By conversation, oldest first, without ephemeral ones.
        counts: The number of ids generated for each family, so that none is repeated.
    """

    now: datetime
    people: dict[str, Person]
    messages: dict[str, list[Message]]
    last_read: dict[str, str]
    counts: dict[str, int]

    @property
    def is_blank(self) -> bool:
        """Return True if nothing has happened yet."""
        return not any(self.messages.values())

    def into(self, workspace: Workspace) -> None:
        """Restore the saved state in a new workspace."""
        workspace.restore(self.people, self.messages, self.last_read, Counter(self.counts))


_MEMORY = TypeAdapter(Memory)


def recall(file: Path) -> Memory | None:
    """
    Load a saved workspace, or return None.

    Raises:
        ValueError: The file is not what `remember` wrote.
    """
    return _MEMORY.validate_json(file.read_bytes()) if file.exists() else None


def remember(file: Path, workspace: Workspace) -> None:
    """Save a workspace to a file."""
    memory = Memory(
        now=workspace.now(),
        people=workspace.people,
        messages={channel: workspace.lasting(channel) for channel in workspace.channels},
        last_read=workspace.read_marks,
        counts=dict(workspace.ids.counts),
    )
    write(file, memory)


def write(file: Path, memory: Memory) -> None:
    """Save it atomically: the file is complete at any moment."""
    draft = file.with_suffix(".tmp")
    draft.write_bytes(_MEMORY.dump_json(memory))
    draft.replace(file)
