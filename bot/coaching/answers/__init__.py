"""A member answers, snoozes, is reminded, and looks through their journal."""
