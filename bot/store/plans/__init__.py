"""Members' plans, and the questions asked about them."""
