"""The check-in after a silence: one question with four one-tap answers."""

from enum import StrEnum


class Choice(StrEnum):
    """A member's choices after a silence."""

    CARRY_ON = "carry-on"
    PAUSE = "pause-week"
    TIME = "change-time"
    TRACK = "other-track"
