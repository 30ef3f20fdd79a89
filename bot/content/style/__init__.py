"""How a text reads, and what may not be sent."""
