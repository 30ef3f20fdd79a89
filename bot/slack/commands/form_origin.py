"""Remember where a form was opened from, so that it can be redrawn after submission."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.slack.requests.middleware import Caller


@dataclass(frozen=True, slots=True)
class FormOrigin:
    """
    The place a form was opened from, stored in the form's private metadata.

    Attributes:
        about: The member's Slack id.
        block: The block id of the row that was pressed in, or "".
        url: Response URL that replaces that row's message; "" on the Home tab and in a modal.
        window: The id of the modal that was pressed in, or "".
        ephemeral: True if the message was ephemeral, which Slack doesn't keep.
    """

    about: str
    block: str = ""
    url: str = ""
    window: str = ""
    ephemeral: bool = False

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    def back_to(self, caller: Caller) -> Caller:
        """Return the caller as if they had pressed there again; forms don't carry their origin."""
        caller.stand_at(self.url)
        return replace(caller, window=self.window, ephemeral=self.ephemeral)


def origin_of(body: dict[str, Any], caller: Caller) -> FormOrigin:
    """Return the place of a press. The button's value is the member's Slack id."""
    action = body["actions"][0]
    url = str(body.get("response_url") or "")
    return FormOrigin(
        action["value"], action.get("block_id", ""), url, caller.window, caller.ephemeral
    )


def read_origin(view: dict[str, Any]) -> FormOrigin:
    """Return the place a form was opened from."""
    return FormOrigin(**json.loads(view["private_metadata"]))
