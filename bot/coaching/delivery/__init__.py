"""The delivery engine: plan, claim, render, post, record, reconcile and update messages."""
