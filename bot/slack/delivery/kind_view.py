"""The looks of kinds of messages in Slack, and the listeners of their buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.coaching.delivery.kind import declared
from bot.coaching.ports import Item
from bot.slack.views.blocks import Message
from bot.slack.views.say import Say

PACKAGES = ["bot.slack"]
"""The packages in which views are declared."""


def _no_listeners(_app: AsyncApp) -> None:
    pass


@dataclass(frozen=True, slots=True)
class KindView:
    """
    The look of a kind of message in Slack: one of the `VIEWS` of a module of `bot.slack`.

    Attributes:
        item: The type that the kind draws.
        render: Renders it for Slack, with its current answer.
        register: Registers the listeners of its own buttons.
    """

    item: type[Any]
    render: Callable[[Any, Say], Message]
    register: Callable[[AsyncApp], None] = _no_listeners


@cache
def views() -> dict[type[Any], KindView]:
    """
    Return all views by the type they render.

    Raises:
        ValueError: Two views render the same type.
    """
    found: dict[type[Any], KindView] = {}
    for view in (view for package in PACKAGES for view in declared(package, "VIEWS")):
        if view.item in found:
            raise ValueError(f"two views render {view.item.__name__}")
        found[view.item] = view
    return found


def draw(item: Item, words: Say) -> Message:
    """Render a delivery as a Slack message."""
    return views()[type(item)].render(item, words)
