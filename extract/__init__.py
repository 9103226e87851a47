"""File → Document: glyphs, rulings, paragraphs and tables."""
