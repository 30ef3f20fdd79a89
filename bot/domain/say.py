"""The interface to all text that people read; none of it is written in Python."""

from typing import Protocol


class Say(Protocol):
    """The bot's fixed texts. The implementation is `bot.content.words.words.Words`."""

    @property
    def language(self) -> str:
        """The language of the workspace, for dates."""

    def say(self, key: str, /, **facts: object) -> str:
        """Return the text of that key. Facts are inserted as they are, so escape people's text."""

    def pick(self, prefix: str, turn: int) -> str:
        """Choose a key by turn among those that start with *prefix*."""
