"""The check-in after a silence: one question with four one-tap answers."""

from enum import StrEnum


class Choice(StrEnum):
    """A member's choices after a silence."""

    CARRY_ON = "carry-on"
    PAUSE = "pause-week"
    TIME = "change-time"
    TRACK = "other-track"


PAUSING = frozenset({Choice.PAUSE, Choice.TRACK})
"""Choices that pause the member; they can be taken back while that pause lasts."""
