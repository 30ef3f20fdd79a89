"""Where the views get their words."""

from bot.domain.say import Say

__all__ = ["Say"]
