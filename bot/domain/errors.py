"""Expected errors, each with a message for the person it concerns."""

from dataclasses import dataclass, field


class CoachingError(Exception):
    """
    An expected refusal, shown to the person who asked.

    Args:
        key: The name of the sentence in `content/<language>/messages`.
        facts: Values for the sentence: names, dates, counts.
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class ProfileUnread(Exception):
    """The workspace couldn't return a person's profile for now."""


@dataclass(slots=True)
class DeliveryFailed(Exception):
    """
    A post that certainly did not reach the workspace.

    Attributes:
        reason: Slack's error code, or ours, shown to the coach.
        permanent: A retry can't help.
        member_gone: No other post would reach this member either.
        whole_workspace: It affects the whole workspace until somebody fixes the token.
        held: It affects the whole workspace for now; posts are retried for as long as it takes.
        retry_after: Seconds the workspace asked us to wait, or None.
    """

    reason: str
    permanent: bool = False
    member_gone: bool = False
    whole_workspace: bool = False
    held: bool = False
    retry_after: float | None = None


@dataclass(slots=True)
class OutcomeUnknown(Exception):
    """
    A post whose outcome is unknown: only the workspace's messages can tell.

    Attributes:
        slow: The request timed out.
    """

    reason: str = field(default="no answer")
    slow: bool = False
