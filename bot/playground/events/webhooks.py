"""Deliver events, commands and interactions by signed HTTP requests, without Socket Mode."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

import aiohttp

from bot.playground.api.json_values import Json
from bot.playground.clock import RealClock
from bot.playground.events.dispatch import Envelope, Receipt
from bot.playground.workspace.changes import Activity

MOST_REDIRECTS = 2
FORM = "application/x-www-form-urlencoded"


class Webhooks:
    """Posts to the app's one request URL, signed with its secret as Slack signs."""

    def __init__(self, url: str, signing_secret: str, activity: Activity) -> None:
        self._url = url
        self._secret = signing_secret
        self._activity = activity
        self._session: aiohttp.ClientSession | None = None
        self.connected = True

    async def carry(self, envelope: Envelope, seconds: float) -> Receipt:
        body, content_type = _body(envelope)
        headers = self._headers(body, content_type, envelope)
        with self._activity.working():
            receipt = await self._post(body, headers, seconds)
        self.connected = receipt.acked or receipt.reason == "http_error"
        return receipt

    async def verify(self, challenge: str) -> bool:
        """Ask the URL to repeat a challenge, as Slack does when the URL is saved."""
        body = json.dumps({"type": "url_verification", "challenge": challenge, "token": ""})
        headers = self._signed(body, "application/json")
        async with self._client().post(self._url, data=body, headers=headers) as answer:
            return challenge in await answer.text()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _post(self, body: str, headers: dict[str, str], seconds: float) -> Receipt:
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._client().post(
                self._url,
                data=body,
                headers=headers,
                timeout=limit,
                max_redirects=MOST_REDIRECTS + 1,
            ) as answer:
                return _receipt(answer, await answer.text())
        except TimeoutError:
            return Receipt(acked=False, reason="http_timeout")
        except aiohttp.TooManyRedirects:
            return Receipt(acked=False, reason="too_many_redirects")
        except aiohttp.ClientError:
            return Receipt(acked=False, reason="connection_failed")

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    def _headers(self, body: str, content_type: str, envelope: Envelope) -> dict[str, str]:
        headers = self._signed(body, content_type)
        if envelope.attempt:
            headers["x-slack-retry-num"] = str(envelope.attempt)
            headers["x-slack-retry-reason"] = envelope.reason
        return headers

    def _signed(self, body: str, content_type: str) -> dict[str, str]:
        # The app checks the timestamp against its own, real clock.
        stamp = str(int(RealClock().now().timestamp()))
        basis = f"v0:{stamp}:{body}".encode()
        digest = hmac.new(self._secret.encode(), basis, hashlib.sha256).hexdigest()
        return {
            "content-type": content_type,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={digest}",
            "user-agent": "Slackbot 1.0 (playground)",
        }


def _body(envelope: Envelope) -> tuple[str, str]:
    if envelope.kind == "slash_commands":
        return urlencode(envelope.payload), FORM
    if envelope.kind == "interactive":
        return urlencode({"payload": json.dumps(envelope.payload)}), FORM
    return json.dumps(envelope.payload), "application/json"


def _receipt(answer: aiohttp.ClientResponse, text: str) -> Receipt:
    if answer.ok and answer.status < 300:  # noqa: PLR2004 - 2xx is an ack
        return Receipt(acked=True, answer=_answer(text))
    final = answer.headers.get("x-slack-no-retry") == "1"
    return Receipt(acked=False, reason="http_error", final=final)


def _answer(text: str) -> Json | None:
    """Parse an ack's body: JSON, plain text for the person, or nothing."""
    if not text:
        return None
    try:
        parsed = json.loads(text)
    except ValueError:
        return {"text": text}
    return parsed if isinstance(parsed, dict) else {"text": text}
