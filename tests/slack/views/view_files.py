"""The pure views among the files of `bot/slack`: they draw, and hear nothing."""

import re
from pathlib import Path

SLACK = Path(__file__).parents[3] / "bot" / "slack"
WITHOUT_VIEWS = {"requests", "client", "commands"}
DRAWS = re.compile(r"slack_sdk\.models|bot\.slack\.views")
HEARS = re.compile(r"^(async )?def register\b|^async def ", re.MULTILINE)


def is_view(path: Path) -> bool:
    source = path.read_text(encoding="utf-8")
    in_a_room = path.parent.name not in WITHOUT_VIEWS
    return in_a_room and bool(DRAWS.search(source)) and not HEARS.search(source)


VIEWS = sorted(path for path in SLACK.glob("*/[a-z]*.py") if is_view(path))
