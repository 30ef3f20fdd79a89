"""The engine: plan, claim, render, post, mark, reconcile, and keep what is shown true."""
