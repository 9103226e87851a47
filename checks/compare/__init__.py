"""How printed numbers are compared: intervals, relations, rates, points."""
