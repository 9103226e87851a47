"""Report → Rows: exact values, ids, and the dataset they are written to."""
