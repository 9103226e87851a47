"""Where a finding's numbers stand, to be looked at: files, pages as pictures, excerpts of tables."""
