"""Demo, simulation, and the stories they tell."""
