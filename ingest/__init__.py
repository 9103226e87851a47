"""Files → dataset: the run over many reports, and queries over the result."""
