"""Refuse messages and views that Slack would refuse."""

import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.playground.api.block_rules import HOME, MESSAGE_BLOCKS, MODAL
from bot.playground.api.elements import interactive
from bot.playground.api.json_values import Blocks, Json, Refused, invalid_arguments
from bot.playground.api.schema import many, problem

MOST_TEXT = 40_000
MOST_UPDATED_TEXT = 4_000
MOST_BLOCKS = 50
MOST_BLOCK_TEXT = 13_200
MOST_MARKDOWN = 12_000
MOST_VIEW_BYTES = 250_000
UNKNOWN_TO_SDK = ("data_table", "data_visualization")
MESSAGE = many(MESSAGE_BLOCKS, MOST_BLOCKS, 0)


def check_message(text: str, blocks: Any, metadata: Any = None, *, files: bool = False) -> None:
    if not text.strip() and not blocks and not files:
        raise Refused("no_text")
    check_metadata(metadata)
    if blocks is not None:
        check_blocks(blocks)


def check_blocks(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    found = [*MESSAGE(blocks, "/blocks")] or [*_beyond_shape(blocks, "/blocks")]
    if found:
        raise Refused("invalid_blocks", errors=found, response_metadata={"messages": found})
    if weight(blocks) > MOST_BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")


def weight(blocks: Any) -> int:
    """Return the number of characters in blocks, as Slack counts them."""
    return sum(map(len, _texts(blocks)))


def check_metadata(metadata: Any) -> None:
    if metadata is None or metadata == {}:
        return
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    event_type, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(event_type, str) or not isinstance(payload, dict):
        raise Refused("invalid_metadata_schema")


def check_view(view: Any, *allowed: str) -> None:
    """Refuse a view that is not one of the *allowed* types or breaks a limit."""
    if not isinstance(view, dict):
        raise invalid_arguments(problem("must provide an object", "/view"))
    if view.get("type") not in allowed:
        raise invalid_arguments(problem(f"must be one of: {', '.join(allowed)}", "/view/type"))
    if len(json.dumps(view)) > MOST_VIEW_BYTES:
        raise Refused("view_too_large")
    rules = HOME if view["type"] == "home" else MODAL
    found = [*rules(view, "/view")] or [*_beyond_view_shape(view)]
    if found:
        raise invalid_arguments(problem("failed to match all allowed schemas", "/view"), *found)


def _beyond_view_shape(view: Json) -> Iterator[str]:
    blocks: Blocks = view["blocks"]
    yield from _beyond_shape(blocks, "/view/blocks")
    asks = any(block["type"] == "input" for block in blocks)
    if view["type"] == "modal" and asks and not view.get("submit"):
        yield problem("missing required field: submit", "/view")


def _beyond_shape(blocks: Blocks, pointer: str) -> Iterator[str]:
    """Check rules that span blocks, then the rules slack_sdk has for newer ones."""
    yield from _repeated_blocks(blocks, pointer)
    yield from _repeated_actions(blocks, pointer)
    markdown = sum(len(b.get("text", "")) for b in blocks if b["type"] == "markdown")
    if markdown > MOST_MARKDOWN:
        yield problem(f"markdown text must be less than {MOST_MARKDOWN + 1} characters", pointer)
    for place, block in enumerate(blocks):
        yield from _by_sdk(block, f"{pointer}/{place}")


def _repeated_blocks(blocks: Blocks, pointer: str) -> Iterator[str]:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            message = f'`block_id` "{block_id}" already exists'
            yield problem(message, f"{pointer}/{place}/block_id")
        seen.add(block_id or "")


def _repeated_actions(blocks: Blocks, pointer: str) -> Iterator[str]:
    for place, block in enumerate(blocks):
        ids = Counter(element.get("action_id") for _, element in interactive([block]))
        for action_id, count in ids.items():
            if action_id and count > 1:
                message = f'`action_id` "{action_id}" already exists in this block'
                yield problem(message, f"{pointer}/{place}")


def _by_sdk(block: Json, pointer: str) -> Iterator[str]:
    if block["type"] in UNKNOWN_TO_SDK:
        return
    try:
        parsed = Block.parse(deepcopy(block))
        if parsed is not None:
            parsed.to_dict()
    except (SlackObjectFormationError, TypeError, AttributeError, ValueError) as error:
        yield problem(str(error), pointer)


def _texts(value: Any) -> Iterator[str]:
    """Yield all text in nested blocks."""
    if isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, str):
            yield text
        value = list(value.values())
    if isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
