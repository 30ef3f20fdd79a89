"""Members' plans, and the follow-up question about each."""
