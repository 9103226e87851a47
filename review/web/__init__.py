"""The pages: a server for one person on his own machine."""
