"""The coach's queue: signals, reasons, notes, and the pages that show them."""
