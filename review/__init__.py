"""A dataset → what people decide on and take into their hands: pages, verdicts, views as files, a workbook."""
