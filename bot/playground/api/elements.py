"""Interactive elements in blocks, and the ids Slack generates for those without one."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.playground.api.json_values import Blocks, Json

INTERACTIVE = frozenset(
    {
        "button",
        "overflow",
        "static_select",
        "multi_static_select",
        "external_select",
        "multi_external_select",
        "users_select",
        "multi_users_select",
        "conversations_select",
        "multi_conversations_select",
        "channels_select",
        "multi_channels_select",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "checkboxes",
        "radio_buttons",
        "plain_text_input",
        "rich_text_input",
        "email_text_input",
        "url_text_input",
        "number_input",
        "file_input",
        "workflow_button",
        "feedback_buttons",
        "icon_button",
    }
)
PLACES = ("element", "accessory", "elements", "actions")


def interactive(blocks: Blocks | None) -> Iterator[tuple[Json, Json]]:
    """Yield each interactive element with its block, in reading order."""
    for block in blocks or []:
        for element in _children(block):
            if element.get("type") in INTERACTIVE:
                yield block, element


def find(blocks: Blocks | None, block_id: str, action_id: str) -> tuple[Json, Json] | None:
    for block, element in interactive(blocks):
        if block.get("block_id") == block_id and element.get("action_id") == action_id:
            return block, element
    return None


def with_ids(blocks: Blocks, new_id: Callable[[], str]) -> Blocks:
    """Copy the blocks, and add ids to blocks and interactive elements that have none."""
    return [_with_ids(block, new_id) for block in blocks]


def options(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(o for g in groups for o in g.get("options", []))]


def plain(text: Any) -> str:
    """Return the text of a text object, or of a bare string."""
    if isinstance(text, dict):
        return str(text.get("text", ""))
    return str(text or "")


def _children(block: Json) -> Iterator[Json]:
    for place in PLACES:
        inside = block.get(place)
        for child in inside if isinstance(inside, list) else [inside]:
            if isinstance(child, dict):
                yield child


def _with_ids(block: Json, new_id: Callable[[], str]) -> Json:
    named = {**block, "block_id": block.get("block_id") or new_id()}
    for place in PLACES:
        inside = named.get(place)
        if isinstance(inside, list):
            named[place] = [_named(child, new_id) for child in inside]
        elif isinstance(inside, dict):
            named[place] = _named(inside, new_id)
    return named


def _named(element: Any, new_id: Callable[[], str]) -> Any:
    if not isinstance(element, dict) or element.get("type") not in INTERACTIVE:
        return element
    return {**element, "action_id": element.get("action_id") or new_id()}
