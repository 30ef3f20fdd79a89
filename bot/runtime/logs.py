"""One log, as text or as JSON: no tokens in it, and no words of a member."""

import json
import logging
from datetime import UTC, datetime
from typing import Literal

from bot.domain.text.redact import redact

QUIET = {
    # Bolt and the SDK print whole payloads at DEBUG, replies included; never let them.
    "slack_bolt": logging.WARNING,
    "slack_sdk": logging.WARNING,
    # "Running job …" twice a second says nothing; a late tick that caught up is no problem.
    "apscheduler": logging.ERROR,
    "aiohttp.access": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
    # At INFO the engine prints the values it binds.
    "sqlalchemy": logging.WARNING,
}


class TextFormat(logging.Formatter):
    """A line a person reads."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Draw the line, secrets blotted out."""
        return redact(super().format(record))


class JsonFormat(logging.Formatter):
    """A line a log collector reads: one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Draw the object, secrets blotted out."""
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
        level: `LOG_LEVEL`; libraries keep their own where they chatter.
        form: `LOG_FORMAT`.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormat() if form == "json" else TextFormat())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, floor in QUIET.items():
        logging.getLogger(name).setLevel(max(floor, logging.getLevelNamesMapping()[level]))
