"""The page on which an auditor decides: findings with the places of their numbers, verdicts, the workbook."""
