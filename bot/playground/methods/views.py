"""views.*: modals and Home tabs."""

from bot.playground.api import limits
from bot.playground.api.json_values import Json, Refused, invalid_arguments
from bot.playground.methods.call import Call, Method
from bot.playground.methods.pictures import check_view_pictures
from bot.playground.workspace.views import View


def open_modal(call: Call) -> Json:
    view = _submitted(call, "modal")
    return _shown(call, call.workspace.views.open(_spend(call), view))


def push(call: Call) -> Json:
    view = _submitted(call, "modal")
    return _shown(call, call.workspace.views.push(_spend(call), view))


def update(call: Call) -> Json:
    old = _found(call)
    view = _submitted(call, old.body["type"])
    new = call.workspace.views.update(old, view, call.arguments.optional("hash"))
    return _shown(call, new)


def publish(call: Call) -> Json:
    person = call.workspace.person(call.arguments.required("user_id"))
    view = _submitted(call, "home")
    new = call.workspace.views.publish(person.id, view, call.arguments.optional("hash"))
    return _shown(call, new)


def _submitted(call: Call, kind: str) -> Json:
    view = call.arguments.json("view")
    if view is None:
        raise invalid_arguments("[ERROR] missing required field: view")
    limits.check_view(view, kind)
    check_view_pictures(call.context.files, view)
    return dict(view)


def _spend(call: Call) -> str:
    return call.context.triggers.spend(call.arguments.required("trigger_id"))


def _found(call: Call) -> View:
    views = call.workspace.views
    view_id, external_id = call.arguments.text("view_id"), call.arguments.text("external_id")
    if not view_id and not external_id:
        raise invalid_arguments("[ERROR] missing required field: view_id")
    view = views.get(view_id) if view_id else views.named(external_id)
    if view is None:
        raise Refused("not_found")
    return view


def _shown(call: Call, view: View) -> Json:
    call.workspace.changed()
    return {"view": view.wire(call.workspace.app)}


METHODS = {
    "views.open": Method(open_modal),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
