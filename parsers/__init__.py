"""Document → Report: what a report states, as written."""
