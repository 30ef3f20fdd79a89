"""Logging as text or JSON, without tokens and without members' texts."""

import json
import logging
from datetime import UTC, datetime
from typing import Literal

from bot.domain.text.redact import redact

OURS = "bot"

QUIET = {"apscheduler": logging.ERROR}
"""Libraries whose warnings say nothing: a late tick that caught up is no problem."""


class OursOnly(logging.Filter):
    """
    Below warnings, let only Baton's own lines through.

    Bolt, the SDK and SQLAlchemy print payloads and bound values at DEBUG or INFO, members' words
    included, and Bolt sets levels of its own on the loggers it makes. So the handler decides.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        top = record.name.partition(".")[0]
        return top == OURS or record.levelno >= QUIET.get(top, logging.WARNING)


class TextFormat(logging.Formatter):
    """Formats a line for people."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Format the line, with secrets redacted."""
        return redact(super().format(record))


class JsonFormat(logging.Formatter):
    """Formats a line for log collectors, as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Format the object, with secrets redacted."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if record.exc_info:
            line["error"] = redact(self.formatException(record.exc_info))
        if record.stack_info:
            line["stack"] = redact(record.stack_info)
        return json.dumps(line)


def set_up_logs(level: str, form: Literal["text", "json"]) -> None:
    """
    Send every log line of the process to standard error.

    Args:
        level: `LOG_LEVEL` of Baton's own lines; libraries are held to warnings.
        form: `LOG_FORMAT`.
    """
    handler = logging.StreamHandler()
    handler.addFilter(OursOnly())
    handler.setFormatter(JsonFormat() if form == "json" else TextFormat())
    logging.basicConfig(level=level, handlers=[handler], force=True)
