"""What people ask of a dataset: SQL of their own, and the questions of auditors."""
