"""files.*: upload in three steps, as files_upload_v2 does, and delete."""

from dataclasses import replace
from typing import Any

from bot.playground.api.json_values import Json, Refused, invalid_arguments
from bot.playground.events import events
from bot.playground.methods.call import Call, Method
from bot.playground.workspace.files import File

WRITE = ("files:write",)
MOST_BYTES = 1_000_000_000


def upload_url(call: Call) -> Json:
    length = call.arguments.number("length", 0, MOST_BYTES)
    name = call.arguments.required("filename")
    file = call.context.files.add(name, length, call.workspace.app.bot_user)
    return {"upload_url": f"{call.context.url()}/upload/{file.id}", "file_id": file.id}


def complete(call: Call) -> Json:
    given = call.arguments.json("files")
    if not isinstance(given, list) or not given:
        raise invalid_arguments("[ERROR] missing required field: files")
    files = [_completed(call, one) for one in given]
    channel = call.arguments.optional("channel_id") or call.arguments.optional("channels")
    if channel:
        _share(call, channel, files)
    return {"files": [file.wire(call.context.url()) for file in files]}


def delete(call: Call) -> Json:
    file_id, workspace = call.arguments.required("file"), call.workspace
    call.context.files.delete(file_id, workspace.app.bot_user)
    for channel in workspace.channels:
        for message in workspace.lasting(channel):
            kept = tuple(file for file in message.files if file["id"] != file_id)
            if len(kept) < len(message.files):
                workspace.keep(replace(message, files=kept))
    return {}


def _completed(call: Call, given: Any) -> File:
    if not isinstance(given, dict):
        raise invalid_arguments("[ERROR] must provide an object [json-pointer:/files/0]")
    return call.context.files.title(str(given.get("id")), str(given.get("title") or ""))


def _share(call: Call, channel: str, files: list[File]) -> None:
    if not channel.startswith("D"):
        raise Refused("channel_not_found")
    workspace = call.workspace
    comment = call.arguments.text("initial_comment")
    channel = workspace.in_channel(channel).channel
    draft = workspace.draft(channel, workspace.app.bot_user, comment)
    shown = tuple(file.wire(call.context.url()) for file in files)
    thread_ts = call.arguments.optional("thread_ts")
    message = workspace.write(replace(draft, files=shown, thread_ts=thread_ts))
    call.context.announce(events.posted(workspace, message))


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, WRITE),
    "files.completeUploadExternal": Method(complete, WRITE),
    "files.delete": Method(delete, WRITE),
}
