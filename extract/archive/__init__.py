"""Archives, and files within PDFs: their members as files."""
