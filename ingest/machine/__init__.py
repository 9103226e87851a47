"""The machine that it runs on: what is installed on it, and what is not."""
