"""Which documents are one report: copies of it, and its parts in several files."""
