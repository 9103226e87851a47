"""What people decided of findings: an append-only log, its state, conflicts, and precision by rule."""
