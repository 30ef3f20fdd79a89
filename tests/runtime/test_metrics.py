"""What is counted has an end: no label takes its values from outside."""

import re
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.runtime.sessions import open_session, posting_client
from bot.runtime.web.metrics import Metrics
from bot.slack.client.methods import METHODS

BOT = Path(__file__).parents[2] / "bot"

UPLOADS = {"files.getUploadURLExternal", "files.completeUploadExternal"}
"""What `files_upload_v2` calls in turn."""


def series(metrics: Metrics) -> set[tuple[str, str]]:
    page = metrics.page().decode()
    found = re.findall(r'baton_slack_request_seconds_count\{method="(.*?)",status="(.*?)"\}', page)
    return set(found)


def test_the_methods_are_those_that_the_code_calls():
    called = set()
    for file in (*BOT.glob("slack/**/*.py"), *BOT.glob("runtime/**/*.py")):
        text = file.read_text()
        for name in re.findall(r"\.([a-z]+_\w+)\b", text):
            if hasattr(AsyncWebClient, name) and name != "api_call":
                called |= UPLOADS if name == "files_upload_v2" else {name.replace("_", ".")}
        called |= set(re.findall(r'"((?:chat|reactions|views|users)\.[a-zA-Z]+)"', text))

    assert called == METHODS


async def test_uploads_are_not_counted_by_their_names():
    metrics = Metrics()
    async with Playground() as playground, open_session(watch=metrics.watch) as session:
        client = posting_client(playground.bot_token, session, playground.api_url)
        for number in range(3):
            await client.files_upload_v2(filename=f"{number}.txt", title="t", content=b"x")

    assert series(metrics) == {
        ("files.getUploadURLExternal", "200"),
        ("files.completeUploadExternal", "200"),
        ("other", "200"),
    }


@pytest.mark.parametrize("status", [99, 299, 302, 418, 599, 700])
async def test_a_status_that_nobody_foresaw_makes_no_series_of_its_own(status):
    metrics = Metrics()
    url = aiohttp.client.URL(f"https://hooks.slack.com/actions/T1/{status}/abc")
    answer = SimpleNamespace(url=url, response=SimpleNamespace(status=status))

    await metrics._answered(None, SimpleNamespace(began=0.0), answer)

    assert series(metrics) == {("other", "other")}
