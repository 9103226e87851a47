"""What two datasets, or two documents of one, say otherwise."""
