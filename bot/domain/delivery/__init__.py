"""The ledger's states, rate limits for posts, and the content of cards."""
