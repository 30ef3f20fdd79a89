"""What of JSON Schema our own uses, as its specification has it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

KINDS = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}
FORMATS = {"date-time": datetime, "date": date}


def problems(value: Any, schema: dict[str, Any], at: str = "$") -> Iterator[str]:
    """What is wrong with a value, and where."""
    if "const" in schema and value != schema["const"]:
        yield f"{at} is not {schema['const']}"
    if "anyOf" in schema and all(list(problems(value, one, at)) for one in schema["anyOf"]):
        yield f"{at} is none of its kinds"
    if "type" in schema and type(value) is not KINDS[schema["type"]]:
        yield f"{at} is no {schema['type']}"
    else:
        yield from _inside(value, schema, at)


def _inside(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "properties" in schema:
        yield from _in_object(value, schema, at)
    if "items" in schema:
        for number, item in enumerate(value):
            yield from problems(item, schema["items"], f"{at}[{number}]")
    if "format" in schema:
        yield from _format(value, schema["format"], at)


def _in_object(value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
    known = schema["properties"]
    yield from (f"{at}.{name} is missing" for name in schema["required"] if name not in value)
    yield from (f"{at}.{name} is unknown" for name in value if name not in known)
    for name in known.keys() & value.keys():
        yield from problems(value[name], known[name], f"{at}.{name}")


def _format(value: str, name: str, at: str) -> Iterator[str]:
    try:
        FORMATS[name].fromisoformat(value)
    except ValueError:
        yield f"{at} is no {name}"
