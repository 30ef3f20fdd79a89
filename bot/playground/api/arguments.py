"""Read the arguments of a Web API call from JSON, a form, the query, or a mix of them."""

import json
from typing import Any

from aiohttp import web

from bot.playground.api.json_values import Refused, invalid_arguments

JSON_FIELDS = frozenset({"blocks", "view", "metadata", "attachments", "files", "reply_broadcast"})
NO = frozenset({"", "0", "false", "False"})


class Arguments:
    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise invalid_arguments(message)
        return value

    def text(self, name: str) -> str:
        value = self._values.get(name)
        return "" if value is None else str(value)

    def optional(self, name: str) -> str | None:
        return self.text(name) or None

    def flag(self, name: str) -> bool:
        return self.text(name) not in NO

    def number(self, name: str, default: int, most: int) -> int:
        value = self.text(name) or str(default)
        if not value.isdecimal() or not 0 < int(value) <= most:
            raise Refused("invalid_limit" if name == "limit" else "invalid_arguments")
        return int(value)

    def json(self, name: str) -> Any:
        """Return a structured argument; forms and queries send it as a JSON string."""
        value = self._values.get(name)
        if not isinstance(value, str) or name not in JSON_FIELDS:
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused("invalid_json") from None


async def read(request: web.Request) -> Arguments:
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        values |= _object(await request.text())
    elif request.can_read_body:
        values |= dict(await request.post())
    return Arguments(values)


def _object(text: str) -> dict[str, Any]:
    try:
        parsed = json.loads(text or "{}")
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(parsed, dict):
        raise Refused("json_not_object")
    return parsed
