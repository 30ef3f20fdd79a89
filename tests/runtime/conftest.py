import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import Settings
from bot.playground import Playground
from tests.ports import free_port
from tests.started import Started
from tests.started import start as started_program
from tests.waiting import PATIENCE, until


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground() as playground:
        yield playground


@pytest.fixture
def settings(playground, sqlite_url) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(playground.bot_token),
        slack_app_token=SecretStr(playground.app_token),
        slack_signing_secret=SecretStr(playground.signing_secret),
        slack_api_url=playground.api_url,
        database_url=SecretStr(sqlite_url),
    )


@pytest.fixture
def environment(settings) -> dict[str, str]:
    """What a process of its own is given: these settings and nothing of this machine's."""
    return {
        "SLACK_API_URL": settings.slack_api_url,
        "SLACK_BOT_TOKEN": settings.slack_bot_token.get_secret_value(),
        "SLACK_APP_TOKEN": settings.slack_app_token.get_secret_value(),
        "DATABASE_URL": settings.database_url.get_secret_value(),
    }


@pytest.fixture
def port() -> int:
    return free_port()


class Program:
    """`baton …` as a process of its own."""

    def __init__(self, process: Started, log: Path) -> None:
        self._process, self._log = process, log

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    @property
    def said(self) -> str:
        """What it has printed so far."""
        return self._log.read_text() if self._log.exists() else ""

    def send_signal(self, number: int) -> None:
        self._process.send_signal(number)

    async def says(self, words: str) -> None:
        """Wait until it has printed this."""
        await until(lambda: words in self.said or self.returncode is not None)
        assert words in self.said, self.said

    async def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for its end; returns its exit code."""
        async with asyncio.timeout(seconds):
            return await self._process.wait()


@pytest.fixture
async def start(tmp_path) -> AsyncIterator[Callable[..., Program]]:
    """Starts `baton …`; whatever still runs at the end is killed."""
    started: list[Started] = []

    def begin(*words: str, **environment: str) -> Program:
        log = tmp_path / f"{len(started)}.log"
        started.append(started_program(tmp_path, log, ("bot", *words), environment))
        return Program(started[-1], log)

    yield begin
    for process in started:
        process.kill()
        await process.wait()
