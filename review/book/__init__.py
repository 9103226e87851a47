"""The workbook: what was found, what was checked and what was read, to be filled in and read back."""
