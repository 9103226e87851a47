"""Files that hold files: archives, and PDFs with attachments."""
