"""Tracks and their days: what comes next, how far somebody has come, which skills they used."""
