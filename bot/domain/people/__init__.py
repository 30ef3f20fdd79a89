"""People, their installation of Baton, and the contents of members' pages."""
