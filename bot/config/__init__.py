"""Settings: read from the environment and `.env`, typed, with all problems reported at once."""

from bot.config.addresses import is_address, is_loopback
from bot.config.settings import (
    HTTP_PORT,
    SHIPPED,
    SLACK_API,
    Mode,
    Reading,
    Settings,
    SettingsError,
    load_settings,
    read_settings,
)

__all__ = [
    "HTTP_PORT",
    "SHIPPED",
    "SLACK_API",
    "Mode",
    "Reading",
    "Settings",
    "SettingsError",
    "is_address",
    "is_loopback",
    "load_settings",
    "read_settings",
]
