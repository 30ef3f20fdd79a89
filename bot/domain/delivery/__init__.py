"""The ledger's states, the pace of posts, and what a member sees of a delivery."""
