"""The methods of Slack's Web API that Baton calls."""

METHODS = frozenset(
    {
        "apps.connections.open",
        "auth.test",
        "chat.getPermalink",
        "chat.postEphemeral",
        "chat.postMessage",
        "chat.update",
        "conversations.history",
        "conversations.replies",
        "conversations.open",
        "files.completeUploadExternal",
        "files.delete",
        "files.getUploadURLExternal",
        "reactions.add",
        "reactions.remove",
        "usergroups.list",
        "usergroups.users.list",
        "users.info",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
    }
)
