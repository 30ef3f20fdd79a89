"""The place a form was opened from, so that it can be redrawn once the form is sent."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.slack.requests.middleware import Caller


@dataclass(frozen=True, slots=True)
class Spot:
    """
    The place of a press that opens a form; it travels in the form's private metadata.

    Attributes:
        about: The member's Slack id.
        block: The block id of the row that was pressed in, or "".
        url: Replaces the message of that row, or "" on the Home tab and in a window.
        window: The id of the modal that was pressed in, or "".
        ephemeral: The message was one that Slack doesn't keep.
    """

    about: str
    block: str = ""
    url: str = ""
    window: str = ""
    ephemeral: bool = False

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    def back_to(self, caller: Caller) -> Caller:
        """The caller, as if they had pressed there again: a form comes without its place."""
        caller.stand_at(self.url)
        return replace(caller, window=self.window, ephemeral=self.ephemeral)


def spot_of(body: dict[str, Any], caller: Caller) -> Spot:
    """The place of a press; its value names the member."""
    action = body["actions"][0]
    url = str(body.get("response_url") or "")
    return Spot(action["value"], action.get("block_id", ""), url, caller.window, caller.ephemeral)


def read_spot(view: dict[str, Any]) -> Spot:
    """The place that a form was opened from."""
    return Spot(**json.loads(view["private_metadata"]))
