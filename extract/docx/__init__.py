"""DOCX: the document and the numbers that Word makes of its lists."""
