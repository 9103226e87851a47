"""Words that every parser reads: numbers, names, bodies."""
