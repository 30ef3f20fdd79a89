"""Imports point one way: cli, playground, runtime, slack, coaching, store and content, domain."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"

BELOW = {
    "cli": {"playground", "runtime", "slack", "coaching", "store", "content", "domain", "config"},
    "playground": {"runtime", "slack", "coaching", "store", "content", "domain", "config"},
    "runtime": {"slack", "coaching", "store", "content", "domain", "config"},
    "slack": {"coaching", "store", "content", "domain"},
    "coaching": {"store", "content", "domain"},
    "store": {"domain"},
    "content": {"domain"},
    "domain": set(),
    "config": {"domain"},
}
"""What each room may import beside itself. The version, in `bot/__init__.py`, is everybody's."""

ONLY_IN = {
    ("sqlalchemy", "sqlmodel", "alembic", "aiosqlite", "asyncpg", "sqlite3"): {"store"},
    ("slack_sdk", "slack_bolt"): {"slack", "runtime", "playground"},
}
"""Packages that one concern is made of, and the rooms that may know them."""


@dataclass(frozen=True, slots=True)
class Import:
    place: str
    room: str
    target: str


def test_every_import_points_the_right_way():
    said = offences(BOT)

    assert said == [], "\n".join(said)


@pytest.mark.parametrize(
    ("room", "line", "allowed"),
    [
        ("cli.py", "from bot.playground import serve", True),
        ("cli/demo.py", "from bot.playground import serve", True),
        ("__main__.py", "from bot.cli import main", True),
        ("slack/home.py", "from bot import __version__", True),
        ("slack/home.py", "from bot.coaching.progress import progress", True),
        ("slack/home.py", "from .views import home", True),
        ("store/engine.py", "import sqlalchemy.event", True),
        ("runtime/app.py", "from slack_bolt.async_app import AsyncApp", True),
        ("domain/track.py", "from datetime import date", True),
        ("runtime/app.py", "import bot.playground", False),
        ("coaching/reply.py", "from bot.slack.views import card", False),
        ("coaching/reply.py", "from bot import slack", False),
        ("coaching/reply.py", "from ..slack import views", False),
        ("coaching/reply.py", "from .. import slack", False),
        ("coaching/reply.py", "def late():\n    import bot.runtime.app", False),
        ("store/deliveries.py", "from bot.content.library import Library", False),
        ("content/library.py", "from bot.store.engine import Store", False),
        ("slack/home.py", "from bot.config import Settings", False),
        ("coaching/reply.py", "from sqlmodel import select", False),
        ("playground/page_api.py", "import sqlite3", False),
        ("coaching/reply.py", "import slack_sdk.errors", False),
        ("domain/track.py", "import pydantic", False),
        ("domain/track.py", "from bot.store.engine import Store", False),
        ("domain/sub/track.py", "from ...store import engine", False),
        ("utils/text.py", "import re", False),
    ],
)
def test_the_test_can_tell(tmp_path, room, line, allowed):
    file = tmp_path / "bot" / room
    file.parent.mkdir(parents=True)
    file.write_text(line)

    assert (offences(tmp_path / "bot") == []) is allowed


def offences(bot: Path) -> list[str]:
    """Say of each import that points the wrong way where it is and what is wrong with it."""
    return [
        f"{found.place} imports {found.target}: {wrong}"
        for found in imports(bot)
        if (wrong := wrong_room(found) or wrong_package(found))
    ]


def wrong_room(found: Import) -> str | None:
    if found.room not in BELOW:
        return f"{found.room} is not a room of the house (see BELOW)"
    top, _, rest = found.target.partition(".")
    room = rest.partition(".")[0]
    if top == "bot" and room in BELOW and room not in BELOW[found.room] | {found.room}:
        return f"{found.room} may not know {room}"
    return None


def wrong_package(found: Import) -> str | None:
    top = found.target.partition(".")[0]
    if found.room == "domain" and top not in sys.stdlib_module_names | {"bot"}:
        return "the domain stands on the standard library alone"
    for packages, rooms in ONLY_IN.items():
        if top in packages and found.room not in rooms:
            return f"{top} belongs in {' or '.join(sorted(rooms))}"
    return None


def imports(bot: Path) -> Iterator[Import]:
    for file in sorted(bot.rglob("*.py")):
        path = file.relative_to(bot)
        room = path.parts[0].removesuffix(".py").replace("__main__", "cli")
        if room == "__init__":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for target in targets(node, ("bot", *path.parent.parts)):
                place = f"bot/{path.as_posix()}:{node.lineno}"
                yield Import(place, room, target)


def targets(node: ast.AST, package: tuple[str, ...]) -> list[str]:
    """Spell out what a statement imports, from the top; `from bot import x` means `bot.x`."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else ()
        source = ".".join([*above, *([node.module] if node.module else [])])
        return [f"{source}.{alias.name}" for alias in node.names]
    return []
