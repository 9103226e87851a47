"""Web pages, as they are or saved as MHT."""
