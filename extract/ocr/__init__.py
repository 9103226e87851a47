"""Pages without readable text: whether they need OCR, their picture made straight, recognised and read into
cells.
"""
