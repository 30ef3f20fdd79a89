"""The one question after a silence, and its four answers of one tap."""

from enum import StrEnum


class Choice(StrEnum):
    """What a member may want after a silence."""

    CARRY_ON = "carry-on"
    PAUSE = "pause-week"
    TIME = "change-time"
    TRACK = "other-track"
