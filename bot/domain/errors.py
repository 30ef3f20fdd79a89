"""What may go wrong in ways Baton expects, each with a sentence for the person it concerns."""

from dataclasses import dataclass, field


class CoachingError(Exception):
    """
    An expected refusal, shown to the person who asked.

    Args:
        key: The name of the sentence in `content/<language>/messages`.
        facts: What the sentence speaks of: names, dates, counts.
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class ProfileUnread(Exception):
    """The workspace would not say for now who somebody is."""


@dataclass(slots=True)
class DeliveryFailed(Exception):
    """
    A post that certainly did not reach the workspace.

    Attributes:
        reason: Slack's own error word, or ours, for the coach's eyes.
        permanent: Trying again cannot help.
        member_gone: No other post would reach this member either.
        whole_workspace: It holds for everybody in the workspace, until somebody mends the token.
        held: It holds for everybody in the workspace for now: it's tried for as long as it takes.
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
    A post that may or may not have reached the workspace: only its messages can tell.

    Attributes:
        slow: The workspace let us wait to the end of our patience.
    """

    reason: str = field(default="no answer")
    slow: bool = False
