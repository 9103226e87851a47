"""How a dataset lies on disk: parts, manifest and journal, the lock, and the commits that change it."""
