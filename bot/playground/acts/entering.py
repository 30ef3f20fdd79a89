"""Convert plain values to the payload of an element, for filling in forms and picking options."""

from collections.abc import Callable
from typing import Any

from bot.playground.acts.forms import VALUE_OF, option_called
from bot.playground.api.json_values import Json

PersonId = Callable[[str], str]


def chosen(element: Json, value: Any, person_id: PersonId) -> Json:
    """
    Return the value of an element in the shape of an action payload.

    Args:
        value: Text; a label or value of an option; a person's id or name; a date as YYYY-MM-DD; a
            list of these for elements that take several; None to leave it empty.
        person_id: Finds a person by id or name.
    """
    key = VALUE_OF[element["type"]][0]
    if value is None:
        return {}
    if isinstance(value, (list, tuple)):
        return {key: [_one(element, key, item, person_id) for item in value]}
    one = _one(element, key, value, person_id)
    return {
        key: [one] if element["type"].startswith("multi_") or key == "selected_options" else one
    }


def _one(element: Json, key: str, value: Any, person_id: PersonId) -> Any:
    if key.startswith("selected_option"):
        return option_called(element, str(value))
    if key.startswith("selected_user"):
        return person_id(str(value))
    if key == "selected_date_time":
        return int(value)
    return str(value)
