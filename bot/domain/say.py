"""Where words come from: nothing that people read is written in Python."""

from typing import Protocol


class Say(Protocol):
    """The bot's fixed words. The real ones are `bot.content.words.words.Words`."""

    @property
    def language(self) -> str:
        """The language of the workspace, for dates."""

    def say(self, key: str, /, **facts: object) -> str:
        """The words of that key. Facts are put in as they are, so people's are escaped first."""

    def pick(self, prefix: str, turn: int) -> str:
        """The key whose turn it is among those that begin with *prefix*."""
