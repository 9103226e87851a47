"""A dataset → what people decide on and take away: pages, verdicts, views as files, a workbook."""
