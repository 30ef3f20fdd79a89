"""auth.test, api.test and apps.connections.open: identify the caller, and open Socket Mode."""

from bot.playground.api.json_values import Json
from bot.playground.methods.call import Call, Method


def test(call: Call) -> Json:
    app = call.workspace.app
    return {
        "url": f"{call.context.url()}/",
        "team": app.team_name,
        "user": app.name.lower(),
        "team_id": app.team,
        "user_id": app.bot_user,
        "bot_id": app.bot_id,
        "is_enterprise_install": app.org_wide,
        **({"enterprise_id": app.enterprise} if app.enterprise else {}),
    }


def open_connection(call: Call) -> Json:
    return {"url": call.context.new_link()}


METHODS = {
    "auth.test": Method(test),
    "apps.connections.open": Method(open_connection, app_token=True),
}
