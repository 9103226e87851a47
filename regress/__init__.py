"""Rows read now against rows expected: cases, coverage, and the comparison of two datasets."""
