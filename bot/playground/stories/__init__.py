"""Demo and simulation, with the stories of their people."""
