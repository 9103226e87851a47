"""One page of a PDF: its glyphs, rulings and grid of cells."""
