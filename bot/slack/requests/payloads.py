"""Validate Slack's payloads before Bolt or a listener relies on their shape."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

Json = dict[str, Any]

Id = Annotated[str, Field(min_length=1)]

Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]

Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]

MOST_FIELDS = 20
"""Most fields of an undocumented type to remove before rejecting a request."""


DEEPEST = 100
"""Deepest accepted nesting of lists and objects; Slack's requests have about fifteen levels."""


class _Ref(BaseModel):
    """A user, team, channel or organisation sent as an object."""

    id: str | None = None
    team_id: str | None = None
    enterprise_id: str | None = None


class _Option(BaseModel):
    value: str


class _Entry(BaseModel):
    """The value entered in a form element, or chosen in a message."""

    value: str | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None
    selected_user: str | None = None
    selected_users: list[str] | None = None
    selected_date: Date | None = None
    selected_time: Time | None = None


class _State(BaseModel):
    values: dict[str, dict[str, _Entry]]


class _View(BaseModel):
    id: Id
    type: str
    callback_id: str | None = None
    private_metadata: str | None = None
    hash: str | None = None
    app_installed_team_id: str | None = None
    team_id: str | None = None
    state: _State | None = None


class _Named(_View):
    callback_id: str


class _Submitted(_Named):
    private_metadata: str
    state: _State


class _Message(BaseModel):
    user: str | _Ref | None = None
    text: str | None = None
    thread_ts: str | None = None
    bot_id: str | None = None


class _Item(BaseModel):
    """The subject of an event: a message or a file."""

    channel: str | _Ref | None = None
    message: Json | None = None


class _Common(BaseModel):
    """Fields that Bolt reads in each request, and in its event, to identify its source."""

    enterprise: str | _Ref | None = None
    team: str | _Ref | None = None
    user: str | _Ref | None = None
    channel: str | _Ref | None = None
    enterprise_id: str | None = None
    team_id: str | None = None
    user_id: str | None = None
    channel_id: str | None = None
    thread_ts: str | None = None
    message: _Message | None = None
    previous_message: _Message | None = None
    item: _Item | None = None
    assistant_thread: Json | None = None
    function_data: Json | None = None


class _Authorization(_Common):
    is_bot: bool | None = None


class _ResponseUrl(BaseModel):
    response_url: str


class _Request(_Common):
    authorizations: list[_Authorization] | None = None
    view: _View | None = None
    response_url: str | None = None
    response_urls: list[_ResponseUrl] | None = None
    trigger_id: str | None = None
    function_execution_id: str | None = None


class _Event(_Common):
    type: str
    bot_id: str | None = None
    tab: str | None = None


class _Profile(BaseModel):
    real_name: str | None = None
    display_name: str | None = None


class _Membership(BaseModel):
    """The workspaces of an organisation that a person belongs to."""

    teams: list[str] | None = None


class _Person(BaseModel):
    id: Id
    name: str | None = None
    real_name: str | None = None
    tz: str | None = None
    team_id: str | None = None
    profile: _Profile | None = None
    enterprise_user: _Membership | None = None


class _UserChange(_Event):
    user: _Person  # type: ignore[assignment]  # narrower: it says whose profile it is


class _Tokens(BaseModel):
    bot: list[str] | None = None


class _TokensRevoked(_Event):
    tokens: _Tokens | None = None


class _EventCallback(_Request):
    event: _Event
    event_id: Id


class _UserChangeCallback(_EventCallback):
    event: _UserChange


class _TokensRevokedCallback(_EventCallback):
    event: _TokensRevoked


class _Command(_Request):
    command: str
    user_id: Id
    trigger_id: str
    text: str = ""


class _Interaction(_Request):
    user: _Person  # type: ignore[assignment]  # narrower: the person who acted


class _Action(_Entry):
    action_id: Id
    action_ts: Id
    block_id: str | None = None


class _Container(BaseModel):
    """The message or view that was pressed in."""

    is_ephemeral: bool | None = None
    message_ts: str | None = None


class _BlockActions(_Interaction):
    container: _Container | None = None
    actions: Annotated[list[_Action], Field(min_length=1)]
    trigger_id: str


class _ViewSubmission(_Interaction):
    view: _Submitted


class _ViewClosed(_Interaction):
    view: _Named


class _Shortcut(_Interaction):
    callback_id: str
    trigger_id: str


class _Challenge(_Request):
    challenge: str


KINDS: dict[str, type[_Request]] = {
    "event_callback": _EventCallback,
    "block_actions": _BlockActions,
    "view_submission": _ViewSubmission,
    "view_closed": _ViewClosed,
    "shortcut": _Shortcut,
    "message_action": _Shortcut,
    "url_verification": _Challenge,
}
"""Schema of each request, by its `type`. Baton uses no other kinds."""

EVENTS: dict[str, type[_EventCallback]] = {
    "user_change": _UserChangeCallback,
    "tokens_revoked": _TokensRevokedCallback,
}
"""Schemas of events that need more fields than their type."""


def problem(body: object) -> str:
    """
    Return the reason a request can't be dispatched, or "" if it can.

    An optional field whose type differs from Slack's documentation is removed from *body*, as if
    it were missing.
    """
    if not isinstance(body, dict):
        return "no object"
    if body.get("ssl_check") == "1":
        return ""
    if not _is_shallow(body):
        return "nested too deeply"
    kind = _kind(body)
    return _lacks(kind, body) if kind else "of a kind that Baton has no use for"


def _is_shallow(body: Json) -> bool:
    """Check iteratively: deep nesting breaks recursion, even in Python's own JSON module."""
    level: list[Any] = [body]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return True
    return False


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _lacks(kind: type[_Request], body: Json) -> str:
    for _ in range(MOST_FIELDS):
        where = _misfit(kind, body)
        if where is None:
            return ""
        if not _take_out(body, where):
            return f"without {'.'.join(map(str, where))}"
    return "of another shape altogether"


def _misfit(kind: type[_Request], body: Json) -> tuple[int | str, ...] | None:
    try:
        kind.model_validate(body)
    except ValidationError as error:
        return error.errors(include_url=False, include_input=False)[0]["loc"]
    return None


def _kind(body: Json) -> type[_Request] | None:
    if "command" in body:
        return _Command
    kind, event = body.get("type"), body.get("event")
    if kind == "event_callback" and isinstance(event, dict):
        return EVENTS.get(str(event.get("type")), _EventCallback)
    return KINDS.get(kind) if isinstance(kind, str) else None


def _take_out(body: Json, where: tuple[int | str, ...]) -> bool:
    """Delete the innermost field on the path to a misfit; return False if there is none."""
    at: Any = body
    found: list[tuple[Json, str]] = []
    for key in where:
        if isinstance(at, dict) and isinstance(key, str) and key in at:
            found.append((at, key))
            at = at[key]
        elif isinstance(at, list) and isinstance(key, int) and key < len(at):
            at = at[key]
        elif key not in TAGS:
            return False
    if found:
        holder, key = found[-1]
        del holder[key]
    return bool(found)


TAGS = {"str", "_Ref"}
"""Parts of pydantic's error paths that name a union's branch, not a field."""
