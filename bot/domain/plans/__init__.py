"""If-then plans, and when to ask about them."""
