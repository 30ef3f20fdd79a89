"""Coaches' orders, cohorts, and the audit log."""
