"""Members' answers: replies, snoozes, reminders and the journal."""
