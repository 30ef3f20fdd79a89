"""A member's settings: schedule, pauses, leave and sharing."""
