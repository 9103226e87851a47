"""Tables that are no forms: statements, annexes, targets, scores."""
