"""Build a form field, and read the value entered in it."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import InputBlock, InputInteractiveElement

from bot.slack.commands import ids
from bot.slack.views.blocks import shorten

LONGEST_LABEL = 2000

Values = Mapping[str, Mapping[str, Any]]
"""`view.state.values`: block id → action id → entered value."""


def field(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = True,
) -> InputBlock:
    """Build a form field: a label above an element."""
    return InputBlock(
        block_id=block_id,
        label=shorten(label, LONGEST_LABEL),
        element=element,
        hint=hint,
        optional=optional,
    )


def entry(values: Values, block_id: str) -> Mapping[str, Any]:
    """Return the state of a block's only element, or {} if the form has no such block."""
    found: Mapping[str, Any] = values.get(block_id, {}).get(ids.FIELD, {})
    return found
