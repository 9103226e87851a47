"""What sentences say of years and names."""
