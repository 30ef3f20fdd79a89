"""Reach a state that many tests start from once, and copy it from then on."""

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from copy import copy
from dataclasses import dataclass, fields
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.postgresql import KeptDatabase, Rows

State = dict[str, Any]


class Database(Protocol):
    """The database of a test, whose rows can be copied and replaced."""

    kind: str

    def is_untouched(self, store: Any) -> bool:
        """Tell if nothing was written since it was made or replaced."""

    def copied(self) -> Any: ...
    def replace(self, copied: Any) -> None: ...


class SQLiteFile:
    """A file, which is untouched as long as nothing has connected to it."""

    kind = "sqlite"

    def __init__(self, file: Path, copies: Path) -> None:
        self._file, self._copies = file, copies

    def is_untouched(self, store: Any) -> bool:
        return not any(map(_has_connected, (store.writer, store.reader)))

    def copied(self) -> Path:
        there = self._copies / f"{next(COPIES)}.db"
        with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(there)) as to:
            source.backup(to)
        return there

    def replace(self, copied: Path) -> None:
        shutil.copy(copied, self._file)


COPIES = count()


class PostgreSQLDatabase:
    """A database of the tests' server."""

    kind = "postgresql"

    def __init__(self, kept: KeptDatabase) -> None:
        self._kept = kept

    def is_untouched(self, store: Any) -> bool:
        return self._kept.is_untouched()

    def copied(self) -> Rows:
        return self._kept.copied()

    def replace(self, copied: Rows) -> None:
        self._kept.filled(copied)


@dataclass(frozen=True, slots=True)
class Stage:
    """A saved state: what it was reached from, the database, the rest of the scene, the result."""

    before: State
    database: Any
    after: State
    result: Any


class Stages:
    """
    Saved states, each by the kind of database and the function that leads to it.

    Wherever anything differs from what a state was first reached from, or something else was
    written since, it's reached again, and not saved.
    """

    def __init__(self) -> None:
        self._saved: dict[tuple[str, str], Stage] = {}

    async def reach(self, scene: Any, database: Database, go: Callable[[], Awaitable[Any]]) -> Any:
        """
        Bring a scene to a state: from a copy if there is one, otherwise by *go*.

        Returns:
            The result of *go*.
        """
        key = database.kind, f"{go.__module__}.{go.__qualname__}"
        before, saved = _state(scene), self._saved.get(key)
        untouched = database.is_untouched(scene.coaching.store)
        if saved and saved.before == before and untouched:
            database.replace(saved.database)
            _restore(scene, saved.after)
            return saved.result
        result = await go()
        if untouched and not saved:
            self._saved[key] = Stage(before, database.copied(), _state(scene), result)
        return result


def _state(scene: Any) -> State:
    messenger = {name: copy(value) for name, value in _parts(scene.messenger)}
    return {
        "now": scene.clock.now,
        "messenger": messenger,
        "library": scene.coaching.library,
        "served": scene.coaching.store.served.ids,
        "workspace": scene.workspace,
        "coach": scene.coach,
    }


def _restore(scene: Any, state: State) -> None:
    scene.clock.now = state["now"]
    scene.coaching.store.served.ids = state["served"]
    scene.workspace, scene.coach = state["workspace"], state["coach"]
    for name, value in state["messenger"].items():
        setattr(scene.messenger, name, copy(value))


def _parts(messenger: Any) -> list[tuple[str, Any]]:
    return [
        (field.name, getattr(messenger, field.name))
        for field in fields(messenger)
        if field.name not in {"clock", "let_go"}
    ]


def _has_connected(engine: AsyncEngine) -> bool:
    return engine.pool.checkedin() + engine.pool.checkedout() > 0
