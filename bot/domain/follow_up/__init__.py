"""The coach's queue: signals, reasons, notes, and page contents."""
