"""One call of a Web API method, and the declaration of a method."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.api.arguments import Arguments
from bot.playground.api.json_values import Json
from bot.playground.workspace.files import Files
from bot.playground.workspace.triggers import Triggers
from bot.playground.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MethodContext:
    """
    The dependencies of the methods.

    Attributes:
        announce: Raises an event for the app.
        new_link: Makes a Socket Mode address with a fresh ticket.
    """

    workspace: Workspace
    triggers: Triggers
    files: Files
    url: Callable[[], str]
    announce: Callable[[Json], object]
    new_link: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Call:
    arguments: Arguments
    context: MethodContext

    @property
    def workspace(self) -> Workspace:
        return self.context.workspace


@dataclass(frozen=True, slots=True)
class Method:
    """
    Attributes:
        scopes: The bot needs any one of these; none means no scope is needed.
        app_token: Takes the app-level token in place of the bot's.
    """

    handle: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    app_token: bool = False
