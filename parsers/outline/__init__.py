"""The outline of a report: sections, contents, kind, units, passages, figures."""
