"""What a run keeps to itself: persons in the names of files."""
