"""
The shape of the code: which way imports point, and what a transaction looks like.

Imports: cli, playground, runtime, slack, coaching, store and content, domain. Transactions: those
that PostgreSQL refuses for others' sake are tried again (see `bot/store/database/retry.py`).
"""

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
    ("sqlalchemy", "sqlmodel", "alembic", "aiosqlite", "asyncpg"): {"store"},
    # In content for its full-text index, in memory: the authors' words and no rows of ours.
    ("sqlite3",): {"store", "content"},
    ("slack_sdk", "slack_bolt"): {"slack", "runtime", "playground"},
    ("snowballstemmer",): {"domain"},
}
"""Packages that one concern is made of, and the rooms that may know them."""

PURE = {"snowballstemmer"}
"""Packages the domain stands on beside the standard library: pure, small, without dependencies."""


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
        ("slack/delivery/home.py", "from bot import __version__", True),
        ("slack/delivery/home.py", "from bot.coaching.practice.progress import progress", True),
        ("slack/delivery/home.py", "from .views import home", True),
        ("store/database/engine.py", "import sqlalchemy.event", True),
        ("runtime/app.py", "from slack_bolt.async_app import AsyncApp", True),
        ("domain/practice/track.py", "from datetime import date", True),
        ("domain/text/stems.py", "from snowballstemmer import stemmer", True),
        ("runtime/app.py", "import bot.playground", False),
        ("coaching/answers/reply.py", "from bot.slack.views import card", False),
        ("coaching/answers/reply.py", "from bot import slack", False),
        ("coaching/answers/reply.py", "from ...slack import views", False),
        ("coaching/answers/reply.py", "from ... import slack", False),
        ("coaching/answers/reply.py", "def late():\n    import bot.runtime.app", False),
        ("store/deliveries.py", "from bot.content.tracks.library import Library", False),
        ("content/search/index.py", "import sqlite3", True),
        ("coaching/practice/help_me.py", "import sqlite3", False),
        ("content/tracks/library.py", "from bot.store.database.engine import Store", False),
        ("slack/delivery/home.py", "from bot.config import Settings", False),
        ("coaching/answers/reply.py", "from sqlmodel import select", False),
        ("playground/page/page_api.py", "import sqlite3", False),
        ("coaching/answers/reply.py", "import slack_sdk.errors", False),
        ("domain/practice/track.py", "import pydantic", False),
        ("domain/practice/track.py", "from bot.store.database.engine import Store", False),
        ("domain/sub/track.py", "from ...store import engine", False),
        ("utils/text.py", "import re", False),
    ],
)
def test_the_test_can_tell(tmp_path, room, line, allowed):
    file = tmp_path / "bot" / room
    file.parent.mkdir(parents=True)
    file.write_text(line)

    assert (offences(tmp_path / "bot") == []) is allowed


def test_every_transaction_is_tried_again_and_can_be():
    assert [said for file in sorted(BOT.rglob("*.py")) for said in unsafe(file)] == []


FLOW = """
@retry_conflicts
async def flow(coaching):
    profile = await coaching.messenger.profile("UADA")
    async with coaching.store.writing() as session:
        await keep(session, profile)
    await coaching.messenger.note("UADA")
"""
BLOCK = """
    async with coaching.store.writing() as session:
        await keep(session, profile)
"""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (FLOW, ""),
        (FLOW.replace("retry_conflicts", "cache"), "is not decorated"),
        (FLOW.replace("@retry_conflicts", ""), "is not decorated"),
        (
            FLOW.replace(BLOCK, f"\n    async def later():{BLOCK.replace('    ', '        ')}"),
            "is not",
        ),
        (FLOW.replace("profile(", "post("), "calls Slack before"),
        (FLOW.replace("    async with", "    for _ in range(2):\n     async with"), "in a loop"),
        (FLOW.replace("    async with", "    while True:\n     async with"), "in a loop"),
        (FLOW + BLOCK, "more than one"),
    ],
)
def test_the_test_can_tell_of_transactions(tmp_path, code, problem):
    file = tmp_path / "flow.py"
    file.write_text(code)

    said = unsafe(file)
    assert len(said) == bool(problem)
    assert all(problem in one for one in said)


def unsafe(file: Path) -> list[str]:
    """Say of each function why its transaction is not, or cannot be, tried again."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    flows = [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
    return [
        f"{file}:{flow.lineno} {flow.name} {problem}"
        for flow in flows
        if (blocks := [node for node in own(flow) if writes(node)])
        and (problem := wrong_transaction(flow, blocks))
    ]


def wrong_transaction(flow: ast.AsyncFunctionDef, blocks: list[ast.AST]) -> str | None:
    if not any(ast.unparse(one) == "retry_conflicts" for one in flow.decorator_list):
        return "is not decorated with retry_conflicts"
    if len(blocks) > 1:
        return "opens more than one transaction: the first would be done twice"
    loops = [node for node in own(flow) if isinstance(node, ast.For | ast.AsyncFor | ast.While)]
    if any(block in ast.walk(loop) for loop in loops for block in blocks):
        return "opens transactions in a loop: the first would be done twice"
    if any(calls_slack(node) and node.lineno < blocks[0].lineno for node in own(flow)):
        return "calls Slack before its transaction: that would be done twice"
    return None


def own(flow: ast.AST) -> Iterator[ast.AST]:
    """Walk a function's nodes, without those of functions inside it."""
    for node in ast.iter_child_nodes(flow):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
            yield from own(node)


def writes(node: ast.AST) -> bool:
    return isinstance(node, ast.AsyncWith) and any(
        ast.unparse(item.context_expr).endswith(".writing()") for item in node.items
    )


def calls_slack(node: ast.AST) -> bool:
    """Whether it does something there; reading does no harm."""
    called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    messenger, _, method = called.rpartition(".")
    return messenger.endswith("messenger") and method not in {"profile", "look"}


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
    if found.room == "domain" and top not in sys.stdlib_module_names | PURE | {"bot"}:
        return "the domain stands on the standard library and small pure packages"
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
