"""Re-export `Say`, the source of all texts in views."""

from bot.domain.say import Say

__all__ = ["Say"]
