"""The default workspace: its people, their groups, the app and its commands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    real_name: str
    title: str = ""
    role: str = "manager"
    tz: str = "Europe/Berlin"
    colour: int = 0
    is_admin: bool = False
    is_owner: bool = False
    deleted: bool = False
    is_guest: bool = False
    locale: str = "en-US"
    team: str = ""
    """The workspace they act from, if not the one the app is installed in."""

    @property
    def channel(self) -> str:
        """Return the direct-message channel between this person and the app."""
        return "D" + self.id[1:]

    @property
    def initials(self) -> str:
        words = self.real_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    handle: str
    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = True
    completions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Attributes: kind: `global`, or `message` for a message shortcut."""

    name: str
    kind: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class App:
    """
    The installed app and its workspace.

    Attributes:
        enterprise: The organisation that the workspace is part of, or "".
        org_wide: Slack formats payloads as for an app installed in the whole organisation.
    """

    name: str = "Baton"
    id: str = "A0BATON"
    bot_user: str = "U0BATON"
    bot_id: str = "B0BATON"
    team: str = "T0PLAY"
    team_name: str = "Harbour Street Works"
    domain: str = "harbour-street"
    enterprise: str = ""
    org_wide: bool = False


CAST = (
    Person("U1ADA", "ada", "Ada Moreau", "Shift lead since Monday", "manager", colour=3),
    Person(
        "U2BEN", "ben", "Ben Okafor", "New team lead, Support", "manager", "America/New_York", 5
    ),
    Person("U3CAM", "camille", "Camille Roy", "Coach", "coach", "Europe/Paris", 1),
    Person(
        "U4DEE",
        "dee",
        "Dee Larsen",
        "Workspace admin",
        "admin",
        "Europe/Copenhagen",
        7,
        is_admin=True,
    ),
)
GROUPS = (Group("S1LEADS", "new-leads", "New leads", ("U1ADA", "U2BEN")),)
