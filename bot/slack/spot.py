"""Where a form was opened from, so that what stands there can be drawn anew once it is sent."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """
    The place of a press that opens a form; it travels in the form's private metadata.

    Attributes:
        about: The member's Slack id.
        block: The block id of the row that was pressed in, or "".
        url: Where the message of that row can be replaced, or "" on the Home tab.
    """

    about: str
    block: str = ""
    url: str = ""

    def __str__(self) -> str:
        return json.dumps(asdict(self))


def spot_of(body: dict[str, Any]) -> Spot:
    """The place of a press; its value names the member."""
    action = body["actions"][0]
    return Spot(action["value"], action.get("block_id", ""), body.get("response_url") or "")


def read_spot(view: dict[str, Any]) -> Spot:
    """The place that a form was opened from."""
    return Spot(**json.loads(view["private_metadata"]))
