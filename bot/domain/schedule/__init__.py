"""When a member hears from Baton: hours, days off, and dates as people type them."""
