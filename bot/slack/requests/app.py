"""Build the Bolt app: its middleware, and the listeners of every feature."""

from functools import partial
from secrets import token_hex

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.ports import Coaching
from bot.slack.answers import answers, journal, said
from bot.slack.client.messenger import Clients
from bot.slack.commands import coach, nudge
from bot.slack.delivery import home, preview
from bot.slack.delivery.kind_view import views
from bot.slack.enrolment import assign, cohorts, reassignment
from bot.slack.follow_up import conversation, digest, notes, queue
from bot.slack.people import workspace_events as slack_arrivals
from bot.slack.plans import plans
from bot.slack.practice import help_me
from bot.slack.privacy import data_export
from bot.slack.reports import report
from bot.slack.requests import catch_all, out_of_date
from bot.slack.requests.incoming import clean_body
from bot.slack.requests.limits import send_back_too_long
from bot.slack.requests.middleware import (
    WORKSPACE,
    Finishing,
    InFlight,
    RequestMiddleware,
    Starting,
    not_taken_in,
)
from bot.slack.schedule import settings
from bot.slack.views.say import Say

FEATURES = (
    out_of_date,
    preview,
    answers,
    said,
    nudge,
    plans,
    settings,
    data_export,
    journal,
    help_me,
    coach,
    assign,
    reassignment,
    cohorts,
    queue,
    report,
    digest,
    notes,
    conversation,
    home,
    slack_arrivals,
)
"""
Registered in this order, then the listeners of kinds of messages, then `catch_all`: only the first
matching listener runs.
"""


def build_app(
    coaching: Coaching,
    words: Say,
    clients: Clients,
    in_flight: InFlight,
    *,
    client: AsyncWebClient,
) -> AsyncApp:
    """
    Build the Bolt app.

    It accepts requests over Socket Mode, where Slack has authenticated the connection, and
    requests that `bot.runtime.web.slack_requests` has verified. Served over HTTP directly, it
    refuses everything: its signing secret is random, so no signature matches.

    Args:
        client: The template for each request's own client: the same session, no retries.
        in_flight: Counts running listeners, so that shutdown can wait for them.
    """
    middleware = RequestMiddleware(coaching, words)
    app = AsyncApp(
        before_authorize=middleware.identify,
        authorize=partial(_authorize, clients),
        client=client,
        signing_secret=token_hex(),
        # Otherwise Bolt puts threaded replies into a thread of its own, at one call each.
        attaching_conversation_kwargs_enabled=False,
    )
    app.middleware(clean_body)
    app.middleware(middleware.load_context)
    app.middleware(send_back_too_long)
    app.middleware(middleware.keep)
    app.error(not_taken_in)
    runner = app.listener_runner
    runner.listener_start_handler = Starting(in_flight)
    runner.listener_completion_handler = Finishing(in_flight, coaching)
    _register_all(app)
    return app


def _register_all(app: AsyncApp) -> None:
    for feature in FEATURES:
        feature.register(app)
    for view in views().values():
        view.register(app)
    catch_all.register(app)


async def _authorize(clients: Clients, context: AsyncBoltContext) -> AuthorizeResult:
    workspace = context[WORKSPACE]
    return AuthorizeResult(
        enterprise_id=None,
        team_id=workspace.team_id,
        bot_user_id=workspace.bot_user_id,
        bot_token=clients.posting(workspace).token,
    )
