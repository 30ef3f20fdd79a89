"""Members' schedules: sending hours, days off, and dates as people type them."""
