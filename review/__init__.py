"""A dataset → what people take into their hands: views as files, a workbook, pages."""
