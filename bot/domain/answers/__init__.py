"""Members' answers to nudges; snoozing, reminders and requests for the next nudge."""
