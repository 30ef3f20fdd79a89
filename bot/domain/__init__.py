"""Domain rules: values and pure functions, standard library only; time is passed in."""
