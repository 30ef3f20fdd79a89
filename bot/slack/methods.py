"""The methods of Slack's Web API that Baton calls."""

METHODS = frozenset(
    {
        "apps.connections.open",
        "auth.test",
        "chat.postMessage",
        "chat.update",
        "conversations.history",
        "conversations.open",
        "files.completeUploadExternal",
        "files.delete",
        "files.getUploadURLExternal",
        "reactions.add",
        "usergroups.list",
        "usergroups.users.list",
        "users.info",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
    }
)
