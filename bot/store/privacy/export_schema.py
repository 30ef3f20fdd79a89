"""JSON schema of a member's data export, generated from the tables."""

from datetime import date, datetime
from typing import Any, get_args, get_origin

from sqlmodel import SQLModel

from bot.store.privacy.erasure import COACHES, COACHS_OWN, KEYS, TABLES
from bot.store.tables import AuditRow, CoachRow, InboxRow

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

KINDS: dict[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    dict: {"type": "object"},
}


def schema(version: int) -> Schema:
    """
    Describe every field of `bot.coaching.privacy.erasure.export`.

    Args:
        version: The version of the file format.
    """
    rows = {name: _list(_row(table)) for name, table in TABLES.items()}
    text = KINDS[str]
    return _object(
        {
            "version": {"const": version},
            "exported_at": KINDS[datetime],
            "workspace": _object({"id": text, "name": text}),
            **rows,
            "member": _row(TABLES["member"]),
            "coach": {"anyOf": [_row(CoachRow), {"type": "null"}]},
            "letters": _list(_row(InboxRow)),
            "audit": _list(_row(AuditRow)),
        }
    ) | {"$schema": DIALECT, "title": "All that Baton holds of one member"}


def _row(table: type[SQLModel]) -> Schema:
    fields = {
        name: _kind(field.annotation)
        for name, field in table.model_fields.items()
        if name not in KEYS | COACHS_OWN.get(table, frozenset())
    }
    columns = table.model_fields
    named = {
        called: KINDS[str] if key == "coach_id" else _kind(str | None)
        for key, called in COACHES.items()
        if key in columns
    }
    return _object(fields | named) | {"description": str(table.__doc__).strip()}


def _kind(annotation: Any) -> Schema:
    """Return the JSON type of a column; `X | None` may be null."""
    given = get_args(annotation)
    if type(None) in given:
        return {"anyOf": [_kind(given[0]), {"type": "null"}]}
    return KINDS[get_origin(annotation) or annotation]


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
