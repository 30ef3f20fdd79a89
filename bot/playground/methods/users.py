"""users.*: the people of the workspace."""

from bot.playground.api.json_values import Json
from bot.playground.methods.call import Call, Method
from bot.playground.methods.paging import marked, page
from bot.playground.workspace.people import bot_object, user_object

READ = ("users:read",)


def info(call: Call) -> Json:
    user = call.arguments.required("user")
    if user == call.workspace.app.bot_user:
        return {"user": bot_object(call.workspace)}
    person = call.workspace.person(user)
    locale = call.arguments.flag("include_locale")
    return {"user": user_object(person, call.workspace, locale=locale)}


def everyone(call: Call) -> Json:
    locale = call.arguments.flag("include_locale")
    people = call.workspace.people.values()
    users = [user_object(person, call.workspace, locale=locale) for person in people]
    members, cursor = page([*users, bot_object(call.workspace)], call.arguments, 1000)
    seconds = int(call.workspace.now().timestamp())
    return {"members": list(members), "cache_ts": seconds, **marked(cursor)}


METHODS = {"users.info": Method(info, READ), "users.list": Method(everyone, READ)}
