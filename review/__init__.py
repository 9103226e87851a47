"""A dataset → what people take into their hands: pages on which findings are decided, a workbook, views."""
