"""Reach a state that many tests start from once, and copy it from then on."""

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from copy import copy
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """A saved state: what it was reached from, the database, the rest of the scene, the result."""

    before: State
    database: Path
    after: State
    result: Any


class Stages:
    """
    Saved states, each by the function that leads to it.

    Only a SQLite file that nothing has connected to yet can be replaced by a saved one. Wherever
    anything differs from what a state was first reached from, it's reached again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._saved: dict[str, Stage] = {}

    async def reach(self, scene: Any, file: Path | None, go: Callable[[], Awaitable[Any]]) -> Any:
        """
        Bring a scene to a state: from a copy if there is one, otherwise by *go*.

        Args:
            file: The scene's SQLite database, or None for another kind.

        Returns:
            The result of *go*.
        """
        name = f"{go.__module__}.{go.__qualname__}"
        before, saved = _state(scene), self._saved.get(name)
        if file and saved and saved.before == before and _is_new(scene.coaching.store):
            shutil.copy(saved.database, file)
            _restore(scene, saved.after)
            return saved.result
        result = await go()
        if file and not saved:
            copied = self._copy(file)
            self._saved[name] = Stage(before, copied, _state(scene), result)
        return result

    def _copy(self, file: Path) -> Path:
        there = self._folder / f"{len(self._saved)}.db"
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(there)) as target:
            source.backup(target)
        return there


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


def _is_new(store: Any) -> bool:
    return not any(map(_has_connected, (store.writer, store.reader)))


def _has_connected(engine: AsyncEngine) -> bool:
    return engine.pool.checkedin() + engine.pool.checkedout() > 0
