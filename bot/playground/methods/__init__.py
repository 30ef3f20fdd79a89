"""The Web API methods, one file per family; each takes a call and returns its answer."""

from bot.playground.methods import (
    auth,
    chat,
    conversations,
    files,
    reactions,
    usergroups,
    users,
    views,
)
from bot.playground.methods.call import Call, Method

METHODS: dict[str, Method] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **usergroups.METHODS,
    **users.METHODS,
    **views.METHODS,
}

__all__ = ["METHODS", "Call", "Method"]
