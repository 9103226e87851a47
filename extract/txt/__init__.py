"""Exported text: its paragraphs, and the tables in it."""
