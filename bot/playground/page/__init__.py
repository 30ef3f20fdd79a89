"""The page in the browser: its data and its actions."""
