"""What people do in the client."""
