"""Where a finding's numbers stand, to be looked at: the files, their pages as pictures, excerpts of tables."""
