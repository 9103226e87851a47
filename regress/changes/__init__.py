"""Which cases a change of the project can touch."""
