"""What is appended to the books: the scans of decrees, page by page."""
