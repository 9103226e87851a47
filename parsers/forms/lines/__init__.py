"""Forms in exported text whose cells stand one to a line: what the lines are."""
