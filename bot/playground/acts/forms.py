"""The state of forms: initial values, entered values, and validation as in Slack's client."""

import re
from collections.abc import Iterator

from bot.playground.api.elements import interactive, options, plain
from bot.playground.api.json_values import Blocks, Json

STATELESS = frozenset({"button", "overflow", "workflow_button", "feedback_buttons", "icon_button"})
"""Elements that trigger an action and keep no value."""

VALUE_OF = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
    "overflow": ("selected_option", None),
    "button": ("value", None),
}
"""Element type: the key of its value in a payload, and of its initial value in a block."""

REQUIRED = "Please complete this required field."
PATTERNS = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "Please enter a valid email."),
    "url_text_input": (re.compile(r"https?://\S+"), "Please enter a valid URL."),
    "number_input": (re.compile(r"-?\d+(\.\d+)?"), "Please enter a valid number."),
}


def initial_values(blocks: Blocks) -> Json:
    values: Json = {}
    for block, element in interactive(blocks):
        if element["type"] not in STATELESS:
            key, initial = VALUE_OF[element["type"]]
            entry = {"type": element["type"], key: element.get(initial or "", _nothing(key))}
            values.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return values


def merged(values: Json, given: Json) -> Json:
    blocks = {**values}
    for block_id, actions in given.items():
        blocks[block_id] = {**blocks.get(block_id, {}), **actions}
    return blocks


def objections(blocks: Blocks, values: Json) -> dict[str, str]:
    """Return the client's validation errors for a form, by block id."""
    found: dict[str, str] = {}
    for block, element in _inputs(blocks):
        entry = values.get(block["block_id"], {}).get(element["action_id"], {})
        entered = entry.get(VALUE_OF[element["type"]][0])
        if problem := _objection(block, element, entered):
            found[block["block_id"]] = problem
    return found


def entry_from(element: Json, act: Json) -> Json:
    """Return the state value that an action gives an element."""
    key = VALUE_OF[element["type"]][0]
    return {"type": element["type"], key: act.get(key, _nothing(key))}


def option_called(element: Json, name: str) -> Json:
    """Return the option with this label or value, in the shape of the payload."""
    offered = options(element)
    for option in offered:
        if name in (plain(option.get("text")), option.get("value")):
            return {key: option[key] for key in ("text", "value", "description") if key in option}
    labels = ", ".join(plain(option.get("text")) for option in offered)
    raise LookupError(f"no option {name!r}; there are: {labels}")


def _inputs(blocks: Blocks) -> Iterator[tuple[Json, Json]]:
    return ((b, e) for b, e in interactive(blocks) if b.get("type") == "input")


def _objection(block: Json, element: Json, entered: object) -> str | None:
    if not entered:
        return None if block.get("optional") else REQUIRED
    if not isinstance(entered, str):
        return None
    if element["type"] in PATTERNS:
        pattern, problem = PATTERNS[element["type"]]
        return None if pattern.fullmatch(entered) else problem
    return _length_objection(element, len(entered))


def _length_objection(element: Json, length: int) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if length < least:
        return f"Please enter at least {least} characters."
    if length > most:
        return f"Please enter no more than {most} characters."
    return None


def _nothing(key: str) -> list[str] | None:
    plural = key.endswith("s") and key != "value"
    return [] if plural else None
