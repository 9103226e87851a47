"""Chinese characters as pages print them: traditional ones, and their readings in brackets."""
