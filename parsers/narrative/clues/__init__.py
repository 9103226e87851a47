"""Clues of the subject of a number: each reads the sentence of its docstring."""
