"""usergroups.*: user groups and their members."""

from bot.playground.api.json_values import Json, Refused
from bot.playground.methods.call import Call, Method
from bot.playground.workspace.people import group_object

READ = ("usergroups:read",)


def everything(call: Call) -> Json:
    with_users = call.arguments.flag("include_users")
    groups = call.workspace.groups.values()
    return {"usergroups": [group_object(g, call.workspace, with_users=with_users) for g in groups]}


def users(call: Call) -> Json:
    group = call.workspace.groups.get(call.arguments.required("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}


METHODS = {
    "usergroups.list": Method(everything, READ),
    "usergroups.users.list": Method(users, READ),
}
