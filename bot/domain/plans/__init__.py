"""If-then plans, and the time to ask about them."""
