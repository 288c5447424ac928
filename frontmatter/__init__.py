"""What stands before the chapters of a book: who speaks first, and what its short forms mean."""
