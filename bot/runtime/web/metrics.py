"""Prometheus metrics: numbers about work, never about people."""

import time
from enum import StrEnum
from types import SimpleNamespace

import aiohttp
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from bot.slack.client.methods import METHODS

OTHER = "other"
"""Label for unexpected values, which limits the number of time series."""

STATUSES = frozenset({0, 200, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504})

SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Refusal(StrEnum):
    """The reason why a request to `/slack/events` was refused."""

    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"


class Metrics:
    """The metrics of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        self.tick_seconds = Histogram(
            "baton_tick_seconds",
            "How long one look for due work took.",
            buckets=SECONDS,
            registry=self._registry,
        )
        self.last_tick = Gauge(
            "baton_last_tick_timestamp_seconds",
            "When the last look for due work came to an end.",
            registry=self._registry,
        )
        self.tick_failures = Counter(
            "baton_tick_failures", "Looks for due work that broke off.", registry=self._registry
        )
        self.posts = Counter(
            "baton_posts",
            "Deliveries posted or tried; the ledger knows how each ended.",
            registry=self._registry,
        )
        self.socket_connected = Gauge(
            "baton_socket_connected",
            "1 while Socket Mode is connected; 0 in HTTP mode.",
            registry=self._registry,
        )
        self.socket_restarts = Counter(
            "baton_socket_restarts",
            "Connections given up and made anew by the watchdog.",
            registry=self._registry,
        )
        self.refused_requests = Counter(
            "baton_refused_requests",
            "Requests to /slack/events that were not answered, by why.",
            ("why",),
            registry=self._registry,
        )
        self.slack_seconds = Histogram(
            "baton_slack_request_seconds",
            "Calls to Slack; uploads are 'other'; status 0 is a call without an answer.",
            ("method", "status"),
            buckets=SECONDS,
            registry=self._registry,
        )

    def page(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._registry)

    def watch(self, trace: aiohttp.TraceConfig) -> None:
        """Count the calls of every `ClientSession` that has this trace config."""
        trace.on_request_start.append(_begin)
        trace.on_request_end.append(self._answered)
        trace.on_request_exception.append(self._failed)

    async def _answered(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        self._observe(context, params.url.name, params.response.status)

    async def _failed(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        self._observe(context, params.url.name, 0)

    def _observe(self, context: SimpleNamespace, name: str, status: int) -> None:
        method = name if name in METHODS else OTHER
        answer = str(status) if status in STATUSES else OTHER
        self.slack_seconds.labels(method, answer).observe(time.monotonic() - context.began)


async def _begin(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestStartParams,
) -> None:
    context.began = time.monotonic()
