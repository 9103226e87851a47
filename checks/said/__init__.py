"""What sentences say of years, names and changes."""
