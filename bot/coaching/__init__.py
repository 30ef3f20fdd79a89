"""What Baton does, one file per flow."""
