"""The narrative (情况说明) → quantities and scores."""
