"""People, the installation they belong to, and what members see of themselves."""
