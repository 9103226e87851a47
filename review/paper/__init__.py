"""Findings on one page for people without the program, and as cases for those who mend it."""
