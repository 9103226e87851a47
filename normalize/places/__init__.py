"""The places of China: the table of divisions, their changes, and how names are read as them."""
