"""A track as plain text, for the terminal."""

from textwrap import fill

from bot.domain.practice.track import Needs, Nudge, ReplyKind, Track

WIDTH = 80
INDENT = "  "


class NoSuchDay(LookupError):
    """The track has no such day."""


def show(track: Track, day: int | None = None) -> str:
    """
    Format the whole track, or one *day* of it.

    Raises:
        NoSuchDay: The track has no such day; the message lists those it has.
    """
    if day is None:
        return "\n\n".join([_about(track), *(_day(nudge) for nudge in track.nudges)])
    nudge = next((nudge for nudge in track.nudges if nudge.day == day), None)
    if nudge is None:
        raise NoSuchDay(f"{track.id} has days 1 to {len(track)}; there is no day {day}.")
    return _day(nudge)


def _about(track: Track) -> str:
    lines = [
        f"{track.title} ({track.id}, {'ready' if track.ready else 'draft'}, {len(track)} days)",
        f"For: {track.audience}",
        f"Purpose: {track.purpose}",
        f"Needs: {_needs(track.needs)}",
    ]
    if track.asked_as:
        lines.append(f"Asked as: {' / '.join(track.asked_as)}")
    if track.note:
        lines.append(f"Note for coaches: {track.note}")
    return "\n".join(_wrap(line, rest=INDENT) for line in lines)


def _needs(needs: Needs) -> str:
    if needs.count:
        return f"any {needs.count} tracks"
    if needs.either:
        return " or ".join(needs.either)
    return " and ".join(needs.every) or "nothing"


def _day(nudge: Nudge) -> str:
    heading = f"Day {nudge.day} | {nudge.kind} | {nudge.title}"
    message = [_wrap(part, INDENT, INDENT) for part in nudge.message.split("\n\n")]
    labels = [f"{label}: {text}" for label, text in _labels(nudge) if text]
    extras = [_wrap(line, INDENT, INDENT * 2) for line in labels]
    return "\n\n".join(["\n".join([_wrap(heading), message[0]]), *message[1:], "\n".join(extras)])


def _labels(nudge: Nudge) -> list[tuple[str, str]]:
    return [
        ("Ask", nudge.ask),
        ("Reply", _reply(nudge)),
        ("Plan", nudge.plan),
        ("Confidence", "from 1 to 5" if nudge.confidence else ""),
        ("Private", "only the member sees the answer" if nudge.private else ""),
        ("Signal", " / ".join(nudge.signal)),
        ("Smaller", nudge.smaller),
        ("Again", nudge.again),
        ("Key", nudge.key),
        ("Review", nudge.review),
        ("Answer", nudge.answer),
        ("Why", nudge.why),
        ("Also", nudge.also),
        ("Asked as", " / ".join(nudge.asked_as)),
    ]


def _reply(nudge: Nudge) -> str:
    if nudge.reply is ReplyKind.CHOICE:
        return f"choice of {' / '.join(nudge.choices)}"
    return str(nudge.reply)


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
