"""`chat.postMessage` with a body that is ready: the SDK would take each one apart and build it."""

import json
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

OK = 200


async def post_message(client: AsyncWebClient, body: str) -> dict[str, Any]:
    """
    Post once, over the client's session and with its token.

    What the SDK does around a call costs as much again as the call (docs/performance.md). Its
    errors are kept, so that there is one place that reads them.

    Args:
        client: With the pooled session.
        body: The arguments, as JSON.

    Raises:
        SlackApiError: Slack refused, or what answered was not Slack.
        TimeoutError, aiohttp.ClientError: As from `aiohttp.ClientSession.post`.
    """
    if client.session is None:
        raise ValueError("posting needs the pooled session")
    url = f"{client.base_url}chat.postMessage"
    headers = client.headers | {
        "Authorization": f"Bearer {client.token}",
        "Content-Type": "application/json;charset=utf-8",
    }
    request = client.session.post(
        url, data=body.encode(), headers=headers, proxy=client.proxy, ssl=client.ssl or True
    )
    async with request as response:
        answer = _read(await response.text())
    if response.status != OK or not answer.get("ok"):
        raise SlackApiError(
            f"chat.postMessage failed ({response.status})",
            _response(client, url, response, answer),
        )
    return answer


def _read(text: str) -> dict[str, Any]:
    """An answer of Slack's; a gateway in between answers with whatever page it has."""
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _response(
    client: AsyncWebClient, url: str, response: aiohttp.ClientResponse, answer: dict[str, Any]
) -> AsyncSlackResponse:
    return AsyncSlackResponse(
        client=client,
        http_verb="POST",
        api_url=url,
        req_args={},
        data=answer,
        headers=dict(response.headers),
        status_code=response.status,
    )
