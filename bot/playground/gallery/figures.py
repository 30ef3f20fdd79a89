"""Sample data for the gallery's screens: one typical set, and one with the longest texts."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.answers.reply import LONGEST_TEXT, Answer, Outcome
from bot.domain.delivery.ledger import Form
from bot.domain.people.people import Coach, Member
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind, Track
from bot.domain.schedule.schedule import Cadence
from bot.domain.schedule.time_off import DaysOff, Leave

NOW = datetime(2026, 3, 12, 8, 30, tzinfo=UTC)
"""A Thursday, half past nine in Berlin."""

LONG_NAME = "N&" * 40
LONG_TITLE = "T&" * 37
LONG_TEXT = "<&>" * (LONGEST_TEXT // 3)
"""Text in which escaping makes every character longer."""


@dataclass(frozen=True, slots=True)
class Figures:
    """
    The data the screens are drawn with.

    Attributes:
        write: A nudge answered in text; *choose*, *plan* and *private* are of the other kinds.
        answer: An answer with every part filled in.
        text: A text somebody typed.
        few: The length of short lists.
        many: The length of long lists.
        number: A count, at its highest.
    """

    member: Member
    coach: Coach
    track: Track
    write: Nudge
    choose: Nudge
    plan: Nudge
    private: Nudge
    answer: Answer
    text: str
    few: int
    many: int
    number: int

    @property
    def title(self) -> str:
        """Return the title of a nudge."""
        return self.write.title

    @property
    def nudges(self) -> tuple[Nudge, ...]:
        """Return one nudge of each kind."""
        return (self.write, self.choose, self.plan, self.private)

    @property
    def forms(self) -> tuple[Form, ...]:
        """Return the forms in which a nudge is sent."""
        return (Form.FULL, Form.SMALLER, Form.AGAIN, Form.REVIEW)


_WRITE = Nudge(
    id="delegation.4",
    day=4,
    kind=Kind.TRY,
    title="Leave the how to them",
    message="Take ten minutes with the new owner. Say what done looks like and by when.\n\n"
    "Then ask how they would go about it, and stop there.",
    ask="What was their first question?",
    reply=ReplyKind.TEXT,
    smaller="Write one line for them: what done looks like.",
    again="Hand over a second task, to somebody else.",
    review="Which four things do you say when you hand work over?",
    answer="What done looks like, by when, within which limits, and where to find help.",
    key="the hand-over talk",
    why="People put more into a way that is their own.",
    confidence=True,
)
_CHOOSE = Nudge(
    id="delegation.5",
    day=5,
    kind=Kind.NOTICE,
    title="Work that could leave",
    message="List five tasks of this week. Put a star beside each that somebody else could do.",
    ask="How many stars?",
    reply=ReplyKind.CHOICE,
    choices=("None", "1 or 2", "3 or more"),
)
_PLAN = Nudge(
    id="delegation.6",
    day=6,
    kind=Kind.PLAN,
    title="A date instead of a glance",
    message="Give the silence an end: agree when you will talk about it.",
    ask="When do you talk?",
    reply=ReplyKind.PLAN,
    plan="If it is ___, then we talk. Until then I wait, unless ___.",
)
_PRIVATE = replace(
    _WRITE,
    id="delegation.7",
    day=7,
    kind=Kind.REFLECT,
    title="What you would rather keep",
    message="Think of the task that you like too much to give away.",
    ask="Did you find one?",
    reply=ReplyKind.BUTTONS,
    confidence=False,
    private=True,
)

TYPICAL = Figures(
    member=Member(
        1,
        1,
        "U1ADA",
        "Ada Moreau",
        "D1ADA",
        Cadence(
            ZoneInfo("Europe/Berlin"),
            days_off=DaysOff((Leave(date(2026, 3, 30), date(2026, 4, 3)),), "DE"),
        ),
    ),
    coach=Coach(1, 1, "U3CAM", "Camille Roy", ZoneInfo("Europe/Paris")),
    track=Track(
        id="delegation",
        title="Hand work over well",
        audience="Anyone who still holds work that others could do",
        purpose="Give work away for good",
        needs=Needs(every=("start-here",)),
        ready=True,
        note="Ask who owns it now.",
        nudges=tuple(
            replace(nudge, id=f"delegation.{day}", day=day)
            for day, nudge in enumerate((_WRITE, _CHOOSE, _PLAN, _WRITE, _CHOOSE, _PRIVATE), 1)
        ),
    ),
    write=_WRITE,
    choose=_CHOOSE,
    plan=_PLAN,
    private=_PRIVATE,
    answer=Answer(
        outcome=Outcome.DID,
        words=("They asked who signs off the rota. I had never said.",),
        form_text="They asked who signs off the rota. I had never said.",
        choice="1 or 2",
        plan="If it is Tuesday after the stand-up, then we talk. Until then I wait, "
        "unless somebody is off sick.",
        confidence=4,
        at=NOW - timedelta(hours=1),
    ),
    text="They asked who signs off the rota. I had never said.",
    few=2,
    many=6,
    number=3,
)


def _longest() -> Figures:
    """Build the set with the longest texts and numbers allowed."""
    write = _longest_nudge()
    choices = tuple(f"{n}{'c' * 99}" for n in range(10))
    private = replace(write, reply=ReplyKind.BUTTONS, private=True, confidence=False)
    member = _longest_member()
    return Figures(
        member=member,
        coach=Coach(10**12, 1, "U0123456789CD", LONG_NAME, member.cadence.zone),
        track=_longest_track(private),
        write=write,
        choose=replace(write, reply=ReplyKind.CHOICE, choices=choices),
        plan=replace(
            write, reply=ReplyKind.PLAN, plan=f"If {'x' * 1000} ___, then {'y' * 1000} ___."
        ),
        private=private,
        answer=Answer(
            Outcome.STUCK, (LONG_TEXT,) * 5, LONG_TEXT, choices[0], LONG_TEXT, 5, private=True
        ),
        text=LONG_TEXT,
        few=20,
        many=100,
        number=10**9,
    )


def _longest_nudge() -> Nudge:
    return replace(
        _WRITE,
        day=20,
        title=LONG_TITLE,
        message=LONG_TEXT,
        ask=LONG_TEXT[:300],
        smaller=LONG_TEXT,
        again=LONG_TEXT,
        review=LONG_TEXT,
        answer=LONG_TEXT,
        key=LONG_TITLE,
        why=LONG_TEXT,
        kind=Kind.ASK,
    )


def _longest_member() -> Member:
    """Build a member with twenty leaves ahead, in the zone with the longest name."""
    leave = tuple(
        Leave(date(2026, 3, 1) + timedelta(days=9 * n), date(2026, 3, 6) + timedelta(days=9 * n))
        for n in range(20)
    )
    zone = ZoneInfo("America/Argentina/ComodRivadavia")
    cadence = Cadence(zone, weekdays=frozenset({0, 2, 4, 6}), days_off=DaysOff(leave, "DE-BY"))
    return Member(10**12, 1, "U0123456789AB", LONG_NAME, "D0123456789AB", cadence)


def _longest_track(nudge: Nudge) -> Track:
    return Track(
        id="t" * 40,
        title=LONG_TITLE,
        audience=LONG_TEXT,
        purpose=LONG_TEXT,
        needs=Needs(every=("t" * 40,) * 13),
        ready=False,
        note=LONG_TEXT,
        nudges=tuple(replace(nudge, id=f"{'t' * 40}.{n}", day=n) for n in range(1, 21)),
    )


LONGEST = _longest()
