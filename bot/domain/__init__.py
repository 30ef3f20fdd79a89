"""The rules: values and pure functions, standard library only; each is told the time."""
