"""Rows → findings: what a report must agree with itself on."""
