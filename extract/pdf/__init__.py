"""A PDF's pages → paragraphs and tables that run on over pages."""
