"""A member's traces in shared rows: stored events and the audit log."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.privacy.person import Person
from bot.store.tables import AuditRow, InboxRow

MESSAGE = "event message"
"""The kind of event in which people write in their own words."""

ERASED = "UERASED"
"""Replaces an erased member's id in other people's words: shaped like a Slack id, but unused."""


async def letters(session: AsyncSession, person: Person) -> list[InboxRow]:
    """Return stored events by them, about them, or mentioning them."""
    rows = await session.exec(
        select(InboxRow)
        .where(InboxRow.workspace_id == person.workspace_id)
        .where(
            or_(
                col(InboxRow.key).contains(person.slack_id, autoescape=True),
                col(InboxRow.body).contains(person.slack_id, autoescape=True),
            )
        )
        .order_by(col(InboxRow.id))
    )
    return [row for row in rows if person.is_in(row.key) or person.is_in(row.body)]


def is_by(letter: InboxRow, person: Person) -> bool:
    """Return True if they sent the event themself."""
    if not letter.body:
        return letter.key.startswith(f"{person.slack_id}:")
    body = json.loads(letter.body)
    event = body.get("event", body)
    about = event.get("message") or event.get("previous_message") or event
    user = body.get("user") or about.get("user")
    return bool(person.slack_id == (user["id"] if isinstance(user, dict) else user))


def is_others(letter: InboxRow, person: Person) -> bool:
    """Return True if it holds someone else's words, which we may not delete."""
    return letter.kind == MESSAGE and not is_by(letter, person)


async def take_out(session: AsyncSession, letter: InboxRow, person: Person) -> None:
    """Delete a stored event; in someone else's words, only replace the mention."""
    if is_others(letter, person):
        letter.body = person.id_pattern.sub(ERASED, letter.body)
    else:
        await session.delete(letter)


async def deeds(session: AsyncSession, person: Person) -> list[AuditRow]:
    """Return the audit log's rows about them, without those of actions they took as a coach."""
    rows = await session.exec(
        select(AuditRow).where(may_concern(person)).order_by(col(AuditRow.id))
    )
    return [row for row in rows if _concerns(row, person)]


def may_concern(person: Person) -> ColumnElement[bool]:
    """Match candidate rows as closely as SQL can."""
    return and_(
        col(AuditRow.workspace_id) == person.workspace_id,
        or_(
            col(AuditRow.member_id) == person.member_id,
            col(AuditRow.actor) == person.slack_id,
            cast(col(AuditRow.detail), String).contains(person.slack_id, autoescape=True),
        ),
    )


async def forget_cohort_names(session: AsyncSession, person: Person) -> None:
    """
    Take the names of cohorts out of the audit log, which no longer keeps them.

    A name can be a person's, and nothing tells whose.
    """
    rows = await session.exec(
        select(AuditRow).where(
            AuditRow.workspace_id == person.workspace_id, AuditRow.action == "cohort"
        )
    )
    for row in rows:
        row.detail = {key: said for key, said in row.detail.items() if key != "track"}


def scrub(deed: AuditRow, person: Person) -> None:
    """Erase a person from an audit row; keep its action, its time and other people's orders."""
    others = ordered_for(deed.detail, lambda member: member != person.slack_id)
    alone = "members" in others and not others["members"]
    if deed.member_id == person.member_id or alone:
        deed.actor, deed.detail, deed.member_id = "", {}, None
    elif person.coaches:
        deed.detail = others
    else:
        deed.actor = "" if deed.actor == person.slack_id else deed.actor
        deed.detail = {key: said for key, said in others.items() if said != person.slack_id}


def ordered_for(detail: dict[str, Any], wanted: Callable[[str], bool]) -> dict[str, Any]:
    """Return an assignment's detail with only the wanted members and their enrolments."""
    if "members" not in detail:
        return detail
    both = zip(detail["enrolments"], detail["members"], strict=True)
    kept = [(enrolment, member) for enrolment, member in both if wanted(member)]
    return detail | {"enrolments": [e for e, _ in kept], "members": [m for _, m in kept]}


def _concerns(deed: AuditRow, person: Person) -> bool:
    if deed.member_id == person.member_id or person.slack_id in deed.detail.get("members", []):
        return True
    by_them = deed.actor == person.slack_id or person.slack_id in deed.detail.values()
    return by_them and not person.coaches
