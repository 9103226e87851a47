"""Workbooks: XLSX, XLS and the like, and text of separated values."""
