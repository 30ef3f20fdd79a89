"""The files of `bot/slack` with views: they draw, and hear nothing, or are the look of a kind."""

import re
from pathlib import Path

SLACK = Path(__file__).parents[3] / "bot" / "slack"
WITHOUT_VIEWS = {"requests", "client", "commands"}
DRAWS = re.compile(r"slack_sdk\.models|bot\.slack\.views")
OF_A_KIND = re.compile(r"^VIEWS = ", re.MULTILINE)
HEARS = re.compile(r"^(async )?def register\b|^async def ", re.MULTILINE)


def is_view(path: Path) -> bool:
    source = path.read_text(encoding="utf-8")
    if path.parent.name in WITHOUT_VIEWS or path.name == "kind_view.py":
        return False
    draws_only = DRAWS.search(source) and not HEARS.search(source)
    return bool(draws_only or OF_A_KIND.search(source))


VIEWS = sorted(path for path in SLACK.glob("*/[a-z]*.py") if is_view(path))
