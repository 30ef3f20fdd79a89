"""Who is let in over HTTP: everything is sent to a real server, as a stranger could."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote, urlencode

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot.domain.signing import SigningSecret
from bot.runtime.clock import utc_now
from bot.runtime.sessions import open_session, posting_client
from bot.runtime.web.health import Health, Pulse
from bot.runtime.web.http import build_web, served
from bot.runtime.web.metrics import Metrics
from bot.runtime.web.slack_requests import LARGEST, SlackRequests
from tests.conftest import MONDAY_NINE

SECRET = SigningSecret("8f742231b10e8888abcd99yyyzzz85a5")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
CHALLENGE = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
COMMAND = {"command": "/nudge", "text": "now", "user_id": "U1", "team_id": "T1"}


@dataclass
class Door:
    """A served app without listeners but one, and what came of each request."""

    url: str
    metrics: Metrics
    browser: aiohttp.ClientSession
    heard: list[dict] = field(default_factory=list)

    async def send(self, body, *, method="POST", path="/slack/events", **headers):
        request = self.browser.request(
            method, f"{self.url}{path}", data=body, headers={k: v for k, v in headers.items() if v}
        )
        async with request as answer:
            return answer.status, await answer.text()

    async def signed(self, body, content_type=JSON, **headers):
        stamp = str(int(utc_now().timestamp()))
        signature = SECRET.sign(body, stamp.encode()).decode()
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature} | headers
        return await self.send(body, **{"Content-Type": content_type}, **headers)

    def refused(self, why: str) -> float:
        page = self.metrics.page().decode()
        lines = [line for line in page.splitlines() if f'{{why="{why}"}}' in line]
        return float(lines[0].split()[-1]) if lines else 0


@pytest.fixture
async def door(port) -> AsyncIterator[Door]:
    metrics = Metrics()
    async with open_session() as session, aiohttp.ClientSession() as browser:
        client = posting_client("xoxb-1", session, "http://127.0.0.1:9/")
        app = AsyncApp(client=client, signing_secret="nobody knows", authorize=_anybody)
        door = Door(f"http://127.0.0.1:{port}", metrics, browser)

        @app.middleware
        async def hear(body, next_):
            door.heard.append(body)
            return BoltResponse(status=200)

        requests = SlackRequests(app, SECRET, utc_now, metrics)
        pages = build_web(Health([], Pulse(utc_now()), utc_now), metrics, requests)
        async with served(pages, port, 1):
            yield door


async def _anybody(**_: object) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")


NESTED = b"[" * 100_000

UNSIGNED = {
    "broken JSON": (b"{not json", JSON),
    "JSON that is a list": (b"[1, 2]", JSON),
    "JSON that is a number": (b"7", JSON),
    "JSON that is null": (b"null", JSON),
    "nothing": (b"", JSON),
    "deep JSON": (NESTED, JSON),
    "a form with broken JSON": (b"payload={not json", FORM),
    "a form with half an escape": (b"payload=%7", FORM),
    "bytes that are no text": (b"\xff\xfe\x00{", JSON),
    "another kind": (b"<xml/>", "text/xml"),
    "no kind that there is": (b"{}", "nonsense"),
    "files": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
    "a challenge": (CHALLENGE, JSON),
    "a check of the certificate": (b"ssl_check=1&token=x", FORM),
    "a command": (urlencode(COMMAND).encode(), FORM),
}


@pytest.mark.parametrize("name", UNSIGNED)
async def test_what_nobody_signed_is_refused_in_one_word(name, door, caplog):
    caplog.set_level(logging.INFO)
    body, content_type = UNSIGNED[name]

    answers = [await door.send(body, **{"Content-Type": content_type}) for _ in range(5)]

    assert answers == [(401, "Unauthorized\n")] * 5
    assert door.heard == []
    assert door.refused("unsigned") == 5
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert caplog.records[0].exc_info is None


WRONG_HEADERS = {
    "no time": {"X-Slack-Request-Timestamp": ""},
    "no signature": {"X-Slack-Signature": ""},
    "a time that is none": {"X-Slack-Request-Timestamp": "yesterday"},
    "a fraction": {"X-Slack-Request-Timestamp": "1.5"},
    "a time of other digits": {"X-Slack-Request-Timestamp": "\u0661\u0662"},
    "a huge time": {"X-Slack-Request-Timestamp": "9" * 5000},
    "the year 1970": {"X-Slack-Request-Timestamp": "1"},
    "a signature that is no ASCII": {"X-Slack-Signature": "v0=ü"},
    "a signature of another kind": {"X-Slack-Signature": "v1=abc"},
    "half a signature": {"X-Slack-Signature": "v0="},
}


@pytest.mark.parametrize("name", WRONG_HEADERS)
async def test_headers_that_are_no_signature_are_refused(name, door):
    assert await door.signed(CHALLENGE, **WRONG_HEADERS[name]) == (401, "Unauthorized\n")


@pytest.mark.parametrize("name", ["X-Slack-Request-Timestamp", "X-Slack-Signature"])
async def test_a_header_that_is_there_twice_is_refused(name, door):
    stamp = str(int(utc_now().timestamp()))
    signature = SECRET.sign(CHALLENGE, stamp.encode()).decode()
    headers = [("X-Slack-Request-Timestamp", stamp), ("X-Slack-Signature", signature)]
    twice = [*headers, *(pair for pair in headers if pair[0] == name)]
    for sent, status in ((headers, 200), (twice, 401)):
        request = door.browser.post(f"{door.url}/slack/events", data=CHALLENGE, headers=sent)
        async with request as answer:
            assert answer.status == status


async def test_what_slack_signs_reaches_the_app(door):
    text = quote("the payload & “quotes”")
    command = f"command=%2Fcoach&text={text}&user_id=U1&trigger_id=1".encode()
    press = {"type": "block_actions", "user": {"id": "U1"}, "trigger_id": "1"}
    press["actions"] = [{"action_id": "go", "action_ts": "1.1"}]

    assert await door.signed(CHALLENGE) == (200, '{"challenge": "abc"}')
    await door.signed(command, FORM, **{"X-Slack-Retry-Num": "1"})
    await door.signed(urlencode({"payload": json.dumps(press)}).encode(), FORM)

    assert [body.get("type") for body in door.heard] == [None, "block_actions"]
    assert door.heard[0]["text"] == "the payload & “quotes”"


async def test_a_signed_check_of_the_certificate_is_answered(door):
    assert await door.signed(b"ssl_check=1&token=x", FORM) == (200, "")


SIGNED = {
    "broken JSON": (400, b"{not json", JSON),
    "deep JSON": (400, b"[" * 100_000, JSON),
    "a form with broken JSON": (400, b"payload={not json", FORM),
    "bytes that are no text": (400, b"\xff\xfe\x00{", JSON),
    "an escape that is no text": (400, b"command=%2Fnudge&user_id=U1&text=%FF", FORM),
    "JSON that is a list": (200, b"[1, 2]", JSON),
    "JSON that is a number": (200, b"7", JSON),
    "nothing": (200, b"", JSON),
    "nothing at all": (200, b"{}", JSON),
    "an unknown type": (200, b'{"type": "greeting"}', JSON),
    "an event that is no object": (200, b'{"type": "event_callback", "event": "x"}', JSON),
    "a press of nothing": (200, b'{"type":"block_actions","user":{"id":"U"},"actions":[]}', JSON),
    "a list in a form": (200, b"payload=%5B1%5D", FORM),
    "many levels": (
        200,
        b'{"type":"url_verification","challenge":"x","a":' + b"[" * 900 + b"]" * 900 + b"}",
        JSON,
    ),
}


@pytest.mark.parametrize("name", SIGNED)
async def test_what_is_signed_and_cannot_be_read_is_told_in_one_calm_line(name, door, caplog):
    caplog.set_level(logging.INFO)
    status, body, content_type = SIGNED[name]

    answer = await door.signed(body, content_type)

    assert answer == ((400, "Bad Request\n") if status == 400 else (200, ""))
    assert door.heard == []
    assert len(caplog.records) == 1
    assert caplog.records[0].levelno <= logging.WARNING
    assert caplog.records[0].exc_info is None


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_request_that_is_too_large_is_cut_off(chunked, door):
    body = b"x" * (LARGEST + 1)

    async def parts() -> AsyncIterator[bytes]:
        for first in range(0, len(body), 2**16):
            yield body[first : first + 2**16]

    stamp = str(int(utc_now().timestamp()))
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=x"}
    status, text = await door.send(parts() if chunked else BytesIO(body), **headers)

    assert (status, text) == (413, "Request Entity Too Large\n")
    assert door.refused("too large") == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/slack/events", 405),
        ("PUT", "/slack/events", 405),
        ("DELETE", "/slack/events", 405),
        ("POST", "/slack/events/", 404),
        ("POST", "/slack/install", 404),
        ("GET", "/%2e%2e/etc/passwd", 404),
        ("POST", "/readyz", 405),
    ],
)
async def test_there_is_nothing_else_to_find(method, path, status, door, caplog):
    caplog.set_level(logging.INFO)

    assert (await door.send(b"{}", method=method, path=path))[0] == status
    assert caplog.records == []


NOW = str(int(utc_now().timestamp())).encode()
GZIP = b"\r\n".join(
    [
        b"POST /slack/events HTTP/1.1",
        b"Host: x",
        b"X-Slack-Signature: v0=x",
        b"X-Slack-Request-Timestamp: " + NOW,
        b"Content-Encoding: gzip",
        b"Content-Length: 3",
        b"",
        b"xyz",
    ]
)


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack-Signature: v0=x\r\n%s\r\n\r\nxyz"
        % GZIP,
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n",
    ],
)
async def test_what_is_no_http_leaves_no_traceback(sent, door, port, caplog):
    for _ in range(3):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        writer.write_eof()
        async with asyncio.timeout(5):
            await reader.read()
        writer.close()

    assert "Traceback" not in caplog.text
    assert len(caplog.records) <= 1


async def test_a_body_that_never_comes_is_not_waited_for(door, port, monkeypatch):
    monkeypatch.setattr("bot.runtime.web.slack_requests.READ_SECONDS", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    stamp = int(utc_now().timestamp())
    writer.write(
        f"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack-Signature: v0=x\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nContent-Length: 9\r\n\r\n".encode()
    )

    async with asyncio.timeout(5):
        answer = await reader.readline()

    assert b"400" in answer
    writer.close()


async def test_the_log_tells_of_it_again_after_a_while(port, caplog):
    now = [MONDAY_NINE]
    requests = SlackRequests(None, SECRET, lambda: now[0], Metrics())
    pages = build_web(Health([], Pulse(utc_now()), utc_now), Metrics(), requests)
    async with served(pages, port, 1), aiohttp.ClientSession() as browser:
        for later in (0, 1, 599, 600, 601):
            now[0] = MONDAY_NINE + timedelta(seconds=later)
            async with browser.post(f"http://127.0.0.1:{port}/slack/events", data=b"x"):
                pass

    assert len(caplog.records) == 2
