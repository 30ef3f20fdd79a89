"""What goes out: the messenger, deadlines, rate limits, failures."""
