"""What the pages ask the dataset: an index of its findings in memory, and rows read from its parts."""
