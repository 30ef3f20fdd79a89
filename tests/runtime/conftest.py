import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import Settings
from bot.playground import Playground
from tests.ports import free_port

ROOT = Path(__file__).parents[2]


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


@pytest.fixture
async def start(tmp_path) -> AsyncIterator[Callable]:
    """Starts `baton …` as a process of its own; whatever still runs at the end is killed."""
    started: list[asyncio.subprocess.Process] = []

    async def begin(*words: str, **environment: str) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), **environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.communicate()
