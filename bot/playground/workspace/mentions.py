"""Format typed text as Slack's composer does: mentions, links and escaped characters."""

import re

from bot.playground.workspace.workspace import Workspace

TOKEN = re.compile(
    r"""
      (?P<known><(?:@[UW]\w+(?:\|[^<>|]*)?|\#C\w+(?:\|[^<>|]*)?|!subteam\^S\w+(?:\|[^<>|]*)?)>)
    | (?<![\w<])@"(?P<quoted>[^"]+)"
    | (?<![\w<])@(?P<name>[\w.-]*\w)
    | (?P<link>https?://[^\s<>|]+[^\s<>|.,;:!?)])
    """,
    re.VERBOSE,
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def resolved(text: str, workspace: Workspace) -> str:
    """Turn @names, @groups and links into Slack's references; unknown names stay as typed."""
    written: list[str] = []
    end = 0
    for match in TOKEN.finditer(text):
        written += [escaped(text[end : match.start()]), _reference(match, workspace)]
        end = match.end()
    return "".join([*written, escaped(text[end:])])


def _reference(match: re.Match[str], workspace: Workspace) -> str:
    if match["known"]:
        return match["known"]
    if match["link"]:
        return f"<{escaped(match['link'])}>"
    called = (match["quoted"] or match["name"]).casefold()
    return _mention(called, workspace) or escaped(match[0])


def _mention(called: str, workspace: Workspace) -> str | None:
    for person in workspace.people.values():
        if called in (person.name.casefold(), person.real_name.casefold()):
            return f"<@{person.id}>"
    for group in workspace.groups.values():
        if called in (group.handle.casefold(), group.name.casefold()):
            return f"<!subteam^{group.id}|@{group.handle}>"
    app = workspace.app
    return f"<@{app.bot_user}>" if called == app.name.casefold() else None
