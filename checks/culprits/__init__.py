"""Which number explains the comparisons that do not hold."""
