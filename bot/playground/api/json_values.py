"""JSON types shared by Slack and an app, and errors with Slack's error codes."""

from typing import Any

Json = dict[str, Any]
Blocks = list[Json]


class Refused(Exception):
    """A call that Slack answers with `ok: false`; *extra* is added to the response."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra

    def wire(self) -> Json:
        return {"ok": False, "error": self.error, **self.extra}


def invalid_arguments(*messages: str) -> Refused:
    return Refused("invalid_arguments", response_metadata={"messages": list(messages)})
