"""Documents that LibreOffice turns into DOCX before they are read."""
