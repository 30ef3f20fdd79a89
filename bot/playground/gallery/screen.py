"""One screen of the gallery."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.views import View

from bot.slack.views.blocks import Message
from bot.slack.views.say import Say

Builder = Callable[..., Message | View]


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A screen, and what drew it.

    Attributes:
        name: What it shows, for people who look through the gallery.
        builder: The view that drew it.
    """

    name: str
    builder: Builder
    drawn: Message | View

    @property
    def kind(self) -> str:
        """Whether it is a message, a home or a modal."""
        return "message" if isinstance(self.drawn, Message) else str(self.drawn.type)

    def payload(self) -> dict[str, Any]:
        """What Slack gets of it."""
        return self.drawn.payload() if isinstance(self.drawn, Message) else self.drawn.to_dict()


def show(name: str, builder: Builder, *shown: object, **more: object) -> Piece:
    """Draw a screen and keep what drew it."""
    return Piece(name, builder, builder(*shown, **more))


@dataclass(frozen=True, slots=True)
class Room:
    """A wall of the gallery: screens that belong together."""

    name: str
    pieces: tuple[Piece, ...]


__all__ = ["Builder", "Piece", "Room", "Say", "show"]
