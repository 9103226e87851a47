"""The halves of wide tables that were printed one behind the other."""
