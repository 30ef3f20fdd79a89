"""Call `chat.postMessage` with a pre-built body, which the SDK would parse and rebuild."""

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

    The SDK's overhead doubles the cost of a call (docs/performance.md). This raises the SDK's own
    errors, so that one place can handle them all.

    Args:
        client: With the pooled session.
        body: The arguments, as JSON.

    Raises:
        SlackApiError: Slack refused, or the response didn't come from Slack.
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
    """Parse Slack's response; return {} for anything else, such as a gateway's error page."""
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
