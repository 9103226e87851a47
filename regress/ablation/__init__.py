"""What of the project no case needs."""
