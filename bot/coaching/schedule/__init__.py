"""Schedule settings, and rescheduling when they change."""
