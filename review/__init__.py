"""A dataset → what people take into their hands: the pages on which findings are decided, a workbook, views."""
