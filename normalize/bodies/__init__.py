"""The bodies of a document: where they sit, of what kind they are, what is said of them."""
