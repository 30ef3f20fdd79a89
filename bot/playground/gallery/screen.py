"""The types of the gallery: a screen, and a group of screens."""

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
    A screen, and the view that drew it.

    Attributes:
        name: Describes it to visitors of the gallery.
        builder: The view that drew it.
    """

    name: str
    builder: Builder
    drawn: Message | View

    @property
    def kind(self) -> str:
        """Return "message", "home" or "modal"."""
        return "message" if isinstance(self.drawn, Message) else str(self.drawn.type)

    def payload(self) -> dict[str, Any]:
        """Return the payload sent to Slack."""
        return self.drawn.payload() if isinstance(self.drawn, Message) else self.drawn.to_dict()


def show(name: str, builder: Builder, *shown: object, **more: object) -> Piece:
    """Draw a screen, and keep the view that drew it."""
    return Piece(name, builder, builder(*shown, **more))


@dataclass(frozen=True, slots=True)
class Room:
    """A group of related screens."""

    name: str
    pieces: tuple[Piece, ...]


__all__ = ["Builder", "Piece", "Room", "Say", "show"]
