"""Reports kept elsewhere: their text without persons, and the rows that people confirmed of them."""
