"""The questions of auditors as SQL over the dataset's views; `juesuan ask` runs them."""
